using DeviceCluster.Contracts.Jobs;
using DeviceCluster.Domain.Fleet;
using DeviceCluster.Pbm.V1;

namespace DeviceCluster.Node.Pbm;

/// <summary>The switches that several commands have in common.</summary>
internal static class Switches
{
    public static Switch Device(bool required = true) =>
        new() { Name = "id", ValueName = "ID", Help = "the device's id in the cluster", Required = required, Positional = true, Words = PbmWords.Devices };

    public static Switch Channel() =>
        new() { Name = "channel", ShortName = "c", ValueName = "N", Help = "channel, counted from 1", DefaultValue = "1" };

    public static Switch Stream() =>
        new() { Name = "stream", ShortName = "s", ValueName = "STREAM", Help = "main, extra1, extra2 or extra3", DefaultValue = "main", Choices = { "main", "extra1", "extra2", "extra3" } };

    /// <summary>A word that stands behind the id, without its name; VALUE|VALUE names those there are.</summary>
    public static Switch Word(string name, string valueName, string help, bool required = true) => new()
    {
        Name = name,
        ValueName = valueName,
        Help = help,
        Required = required,
        Positional = true,
        Choices = { valueName.Contains('|') ? valueName.Split('|') : [] },
    };

    public static Switch Word(string name, string valueName, string help, IEnumerable<string> choices)
    {
        var word = Word(name, valueName, help);
        word.Choices.Add(choices);
        return word;
    }

    public static Switch Value(string name, string valueName, string help, string fallback = "", string shortName = "") =>
        new() { Name = name, ShortName = shortName, ValueName = valueName, Help = help, DefaultValue = fallback };

    public static Switch Needed(string name, string valueName, string help, string shortName = "") =>
        new() { Name = name, ShortName = shortName, ValueName = valueName, Help = help, Required = true };

    public static Switch FileToWrite() =>
        new() { Name = "file", ShortName = "f", ValueName = "FILE", Help = "the file to write", Required = true, File = FileUse.FileWritten };

    /// <summary>Which devices an order is for, and how it goes to many of them.</summary>
    public static IEnumerable<Switch> Selectors() =>
    [
        .. Asked(),
        new() { Name = "background", Help = "tells the number of the job and does not wait for it" },
    ];

    /// <summary>Which devices are asked, and how many at once.</summary>
    public static IEnumerable<Switch> Asked(int parallel = FleetSelection.UsualParallel) =>
    [
        new() { Name = "id", ValueName = "IDS", Help = "ids of devices, separated by commas", Positional = true, Words = PbmWords.Devices },
        Value("tag", "TAGS", $"those with the tags: {Selector.TagRule}", shortName: "t"),
        new() { Name = "all", Help = "all devices" },
        Value("limit", "N", "so many of them at most"),
        new() { Name = "dry-run", Help = "shows which devices it would be, and does nothing" },
        Value("parallel", "N", $"so many at once: {parallel}, at most {JobLimits.Parallel}"),
    ];

    public static Switch Password() => new() { Name = "password", Help = "the account's password", Required = true, Secret = true };
}
