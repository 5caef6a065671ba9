using System.Globalization;

namespace DeviceCluster.Sdk;

/// <summary>Looks whether the loaded library is fit and well.</summary>
public static class SdkDoctor
{
    // A login has one connection, a live view two more for a moment.
    private const double MostUsed = 0.8;

    public static IReadOnlyList<SdkFinding> Look(NetSdk sdk)
    {
        var functions = sdk.Functions();
        return Judge(new SdkFacts
        {
            Info = sdk.Info,
            IsFileInPlace = sdk.Library.IsFileInPlace(),
            Missing = [.. functions.Where(function => function is { OfManual: true, IsExported: false }).Select(function => function.Symbol)],
            MissingCalled = [.. functions.Where(function => function is { IsCalled: true, IsExported: false }).Select(function => function.Symbol)],
            Functions = functions.Count(function => function.OfManual),
            HasWatchdog = sdk.Library.HasWatchdog,
            Leaks = sdk.LeakedHandles,
            FailedStops = sdk.FailedStops,
            LateCallbacks = NetSdk.LateCallbacks,
            LossesDropped = sdk.LossesDropped,
            Descriptors = Descriptors.Used(),
            MaxDescriptors = Descriptors.Limit(),
        });
    }

    internal static IReadOnlyList<SdkFinding> Judge(SdkFacts facts) =>
    [
        new("file", facts.IsFileInPlace, facts.Info.Path, facts.IsFileInPlace ? "" : "it was replaced since: restart the node to load what is there now"),
        new("layouts", true, facts.Info.OpenVersion is null
            ? "the vendor's library cannot be compared: its layouts are taken as published"
            : $"{facts.Info.LayoutsChecked} structs are laid out as here", ""),
        Functions(facts),
        new("watchdog", facts.HasWatchdog, facts.HasWatchdog ? "it shuts up when it is not fed" : "none",
            facts.HasWatchdog ? "" : "only the kernel's timer ends a node that was cut off; use libnetsdk_open.so where nodes share devices"),
        Counted("leaks", facts.Leaks, "logins, views or searches that nobody ended"),
        Counted("stops", facts.FailedStops, "stops or logouts that the library did not know"),
        Counted("callbacks", facts.LateCallbacks, "callbacks that came for what was over"),
        Counted("losses", facts.LossesDropped, "lost sessions that were not told because too many came at once"),
        Files(facts),
    ];

    private static SdkFinding Functions(SdkFacts facts) => facts switch
    {
        { MissingCalled: [_, ..] called } => new(
            "functions", false, $"{called.Count} that are called are missing: {string.Join(", ", called)}", "'sdk functions' tells all; use the library that was built with this program"),
        { Missing: [] } => new(
            "functions", true, $"it exports all {facts.Functions} functions of the manual; that they are there is looked at, not what they do", ""),
        { Info.OpenVersion: not null } => new(
            "functions", true,
            $"all that are called are there; {facts.Missing.Count} of the {facts.Functions} of the manual are to come with later versions: "
                + $"{string.Join(", ", facts.Missing)}; that the others are there is looked at, not what they do",
            ""),
        _ => new(
            "functions", false, $"{facts.Missing.Count} of the {facts.Functions} of the manual are missing: {string.Join(", ", facts.Missing)}",
            "'sdk functions' says which are called; a newer library may have them"),
    };

    private static SdkFinding Counted(string check, long count, string what) => new(
        check, count == 0, count == 0 ? "none" : string.Create(CultureInfo.InvariantCulture, $"{count} {what}"),
        count == 0 ? "" : "this is a fault of the program: its log says when; tell its makers");

    private static SdkFinding Files(SdkFacts facts)
    {
        var good = facts.MaxDescriptors == 0 || facts.Descriptors < MostUsed * facts.MaxDescriptors;
        return new(
            "descriptors", good, string.Create(CultureInfo.InvariantCulture, $"{facts.Descriptors} of {facts.MaxDescriptors} are used"),
            good ? "" : "raise the limit of open files (LimitNOFILE, ulimit -n): without descriptors no device can be reached");
    }
}
