using System.Collections.Immutable;
using System.Text;
using DeviceCluster.Contracts.Fleet;

namespace DeviceCluster.Actors.Storage;

/// <summary>Cuts the list of devices into pages that are small enough to cross nodes without delaying what else goes there.</summary>
internal static class FleetPages
{
    /// <summary>Below the 64 KB that a message between nodes may have, with room for what the fields cost beside their text.</summary>
    public const int MaxBytes = 48 * 1024;

    /// <summary>A list shows the beginning of a reason; the whole is in the device's own report.</summary>
    public const int MaxReason = 200;

    private const int FixedBytes = 64;
    private const int TagBytes = 6;

    /// <param name="rows">By id, with one more than <paramref name="limit"/> where there are more.</param>
    /// <param name="limit">Most devices on the page.</param>
    public static FleetReply.Page Of(IReadOnlyList<FleetRow> rows, int limit)
    {
        var page = ImmutableArray.CreateBuilder<FleetDevice>();
        var bytes = 0;
        foreach (var device in rows.Take(limit).Select(Show))
        {
            bytes += Bytes(device);
            if (bytes > MaxBytes && page.Count > 0)
                break;
            page.Add(device);
        }

        return new FleetReply.Page(page.ToImmutable(), page.Count < rows.Count ? page[^1].Device : null);
    }

    private static FleetDevice Show(FleetRow row) => new(
        row.Device, row.Address, row.Serial, row.Channels, row.Enabled, row.Phase, row.Since, Beginning(row.Reason), row.Node, row.Name, row.Tags);

    private static string Beginning(string reason)
    {
        if (reason.Length <= MaxReason)
            return reason;
        var end = char.IsHighSurrogate(reason[MaxReason - 1]) ? MaxReason - 1 : MaxReason;
        return $"{reason.AsSpan(0, end)}…";
    }

    private static int Bytes(FleetDevice device) =>
        FixedBytes + Length(device.Device.Value) + Length(device.Address.Host) + Length(device.Serial) + Length(device.Reason) + Length(device.Node)
        + Length(device.Name) + device.Tags.Sum(tag => TagBytes + Length(tag.Key) + Length(tag.Value));

    private static int Length(string? text) => text is null ? 0 : Encoding.UTF8.GetByteCount(text);
}
