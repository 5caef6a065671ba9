using System.Collections.Immutable;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Domain.Fleet;

/// <summary>Which devices an order is for: those named, those with all of the tags, or all; so many of them at most.</summary>
public sealed record Selector
{
    public const string Rule = "name devices by their ids, separated by commas, or -tag KEY=VALUE, or -all";

    public const string TagRule = "KEY=VALUE, several separated by commas; a device must have all of them";

    private Selector()
    {
    }

    /// <summary>Empty: the ids do not matter.</summary>
    public ImmutableArray<DeviceId> Ids { get; private init; } = [];

    /// <summary>Empty: the tags do not matter.</summary>
    public ImmutableSortedDictionary<string, string> Tags { get; private init; } = DeviceTags.None;

    public bool All { get; private init; }

    /// <summary>Null: as many as there are.</summary>
    public int? Limit { get; private init; }

    /// <summary>Whether the list of devices is needed: who is named by his id is meant, listed or not.</summary>
    public bool NeedsFleet => All || !Tags.IsEmpty;

    /// <summary>The one device that is named, where nothing else is said.</summary>
    public DeviceId? One => !NeedsFleet && Limit is null && Ids is [var one] ? one : null;

    /// <summary>Null: <paramref name="wrong"/> says what is not right.</summary>
    public static Selector? Parse(string? ids, string? tags, bool all, int? limit, out string wrong)
    {
        var selector = new Selector { All = all, Limit = limit };
        if (!TryIds(ids, out var named, out wrong) || !TryTags(tags, out var tagged, out wrong))
            return null;

        wrong = (named.IsEmpty, tagged.IsEmpty, all) switch
        {
            (true, true, false) => "no device is selected",
            (false, _, true) => "all devices and some by their ids cannot both be meant",
            (_, false, true) => "all devices and those with a tag cannot both be meant",
            _ when limit < 1 => $"a limit of {limit} selects no device",
            _ => "",
        };
        return wrong.Length > 0 ? null : selector with { Ids = named, Tags = tagged };
    }

    /// <summary>Those that are meant: as they were named, or by their ids where they were not.</summary>
    /// <param name="fleet">All devices; not looked at unless <see cref="NeedsFleet"/>.</param>
    public ImmutableArray<DeviceId> Select(IEnumerable<FleetFact> fleet) =>
        [.. (NeedsFleet ? Matching(fleet) : Ids).Take(Limit ?? int.MaxValue)];

    private IEnumerable<DeviceId> Matching(IEnumerable<FleetFact> fleet)
    {
        var matching = fleet.Where(fact => Tags.All(tag => fact.Tags.TryGetValue(tag.Key, out var value) && value == tag.Value)).Select(fact => fact.Device);
        return Ids.IsEmpty ? matching.OrderBy(id => id.Value, StringComparer.Ordinal) : Ids.Intersect(matching);
    }

    private static bool TryIds(string? text, out ImmutableArray<DeviceId> ids, out string wrong)
    {
        (ids, wrong) = ([], "");
        foreach (var part in Parts(text))
        {
            if (!DeviceId.TryParse(part, out var id))
            {
                wrong = $"'{part}' is no device id: {DeviceId.Rule}";
                return false;
            }

            ids = ids.Contains(id) ? ids : ids.Add(id);
        }

        return true;
    }

    private static bool TryTags(string? text, out ImmutableSortedDictionary<string, string> tags, out string wrong)
    {
        (tags, wrong) = (DeviceTags.None, "");
        foreach (var part in Parts(text))
        {
            var (key, value) = part.Split('=', 2) is [var left, var right] ? (left, right) : (part, null);
            wrong = value is null ? $"'{part}' is no tag: {TagRule}"
                : !DeviceTags.IsKey(key) ? $"'{key}' is no key of a tag: {DeviceTags.KeyRule}"
                : tags.TryGetValue(key, out var other) && other != value ? $"no device has two values of the tag '{key}'"
                : "";
            if (wrong.Length > 0)
                return false;
            tags = tags.SetItem(key, value!);
        }

        return true;
    }

    private static string[] Parts(string? text) =>
        text?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
}
