using System.Collections.Immutable;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Contracts.Configuration;

/// <summary>Questions about a device's configuration tables.</summary>
public static class ConfigurationQuery
{
    /// <summary>Reads a table as the device has it. <paramref name="Channel"/> null: of all channels, or a table that has none.</summary>
    public sealed record Read(DeviceId Device, string Table, int? Channel) : SessionRequest<ConfigurationTable>(Device)
    {
        public override bool IsOrder => false;

        public override string Words => $"read table {Table}{ConfigurationTable.OfChannel(Channel)}";
    }
}

/// <summary>Orders about a device's configuration tables.</summary>
public static class ConfigurationOrder
{
    /// <summary>
    /// Writes members of a table: those that <paramref name="Json"/> (an object, or a list where the table is one) has; the others stay as they are.
    /// It is read back, and what the device did not keep is told.
    /// </summary>
    public sealed record Write(DeviceId Device, string Table, int? Channel, string Json) : SessionRequest<ConfigurationWritten>(Device)
    {
        public override bool IsOrder => true;

        public override string Words => $"write table {Table}{ConfigurationTable.OfChannel(Channel)}: {MemberNames.Of(Json)}";

        // What is written may be a password.
        public override string ToString() => Words;
    }
}

/// <summary>A table as the device has it, in JSON. Passwords in it are replaced by <c>***</c>.</summary>
public sealed record ConfigurationTable(DeviceId Device, string Table, int? Channel, string Json) : IForDevice
{
    public const int MaxName = 64;

    /// <summary>Of JSON in UTF-8. A frame between nodes holds 128 KB; a larger table is refused, read channel by channel, or a part of it written.</summary>
    public const int MaxBytes = 64 * 1024;

    internal static string OfChannel(int? channel) => channel is null ? "" : $" of channel {channel}";
}

/// <summary>What became of a write.</summary>
/// <param name="Device">Which.</param>
/// <param name="Table">Which.</param>
/// <param name="Channel">Null: all.</param>
/// <param name="NeedsRestart">The device says that it comes into force when it is started again.</param>
/// <param name="NotKept">What was wanted and is not there when it is read back.</param>
/// <param name="Changed">What is otherwise than it was before.</param>
/// <param name="LeftOut">How many differences more there are than the two lists have room for.</param>
public sealed record ConfigurationWritten(
    DeviceId Device,
    string Table,
    int? Channel,
    bool NeedsRestart,
    ImmutableArray<ConfigurationDifference> NotKept,
    ImmutableArray<ConfigurationDifference> Changed,
    int LeftOut = 0) : IForDevice
{
    /// <summary>In one list.</summary>
    public const int MaxDifferences = 32;
}

/// <summary>One value, by its path (<c>Address</c>, <c>VideoInMode[0].Mode</c>), as JSON, cut where it is too long; null where there is none.</summary>
public sealed record ConfigurationDifference(string Path, string? Before, string? After)
{
    public const int MaxPath = 150;
    public const int MaxValue = 200;
}
