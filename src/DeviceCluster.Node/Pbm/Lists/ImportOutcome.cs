using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Node.Pbm.Lists;

/// <summary>What the orders of a row are, or were, for the device as it stood before them.</summary>
/// <param name="Result">In one word, or two.</param>
/// <param name="Reason">Empty where the result says it all.</param>
internal sealed record ImportOutcome(string Result, string Reason = "")
{
    public const string Refused = "refused";
    public const string Wrong = "wrong";
    public const string Enrolled = "enrolled";
    public const string Changed = "changed";
    public const string Unchanged = "unchanged";

    /// <summary>Nobody can tell whether its password is the same but the device's own entity, when it gets the order.</summary>
    private const string PasswordUnseen = "if its password is the same";

    public bool IsGood => Result is not (Refused or Wrong);

    /// <summary>What would come of the orders; a device that stands at another address is refused, as the order would be.</summary>
    public static ImportOutcome Foreseen(ImportRow row, DeviceReport before)
    {
        if (!before.Enrolled)
            return new("would be enrolled");
        string[] stands = [.. Unlike(row, before)];
        if (stands.Length > 0)
            return new(Refused, $"the device is already enrolled with another {string.Join(" and ", stands)}; change the enrolled device, remove it first, or choose another id");
        string[] changes = [.. Changes(row, before)];
        return changes.Length == 0 ? new(Unchanged, PasswordUnseen) : new("would be changed", $"{string.Join(" and ", changes)}, {PasswordUnseen}");
    }

    /// <summary>What the orders did, when none of them was refused.</summary>
    public static ImportOutcome Done(ImportRow row, DeviceReport before)
    {
        if (!before.Enrolled)
            return new(Enrolled);
        string[] changes = [.. Changes(row, before)];
        return changes.Length == 0 ? new(Unchanged) : new(Changed, string.Join(" and ", changes));
    }

    private static IEnumerable<string> Unlike(ImportRow row, DeviceReport before)
    {
        foreach (var enrol in row.Orders.OfType<DeviceCommand.Enrol>())
        {
            if (enrol.Address != before.Address)
                yield return "address";
            if (enrol.User != before.User)
                yield return "user";
            if (enrol.Serial is { } serial && before.Identity is { } seen && serial != seen.Serial)
                yield return "serial number";
            if (enrol.Access is { } access && access != before.Access)
                yield return "access";
        }
    }

    private static IEnumerable<string> Changes(ImportRow row, DeviceReport before)
    {
        if (row.Orders.OfType<DeviceCommand.Rename>().Any(rename => rename.Name != before.Name))
            yield return "name";
        if (row.Orders.OfType<DeviceCommand.Tag>().SelectMany(tag => tag.Set).Any(tag => before.Tags.GetValueOrDefault(tag.Key) != tag.Value))
            yield return "tags";
    }
}
