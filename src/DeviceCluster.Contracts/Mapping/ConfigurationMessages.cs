using System.Collections.Immutable;
using DeviceCluster.Contracts.Configuration;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Wire;
using Google.Protobuf.Collections;

namespace DeviceCluster.Contracts.Mapping;

/// <summary>Questions and orders about a device's configuration tables, and its answers.</summary>
internal static class ConfigurationMessages
{
    public static ImmutableArray<WireType> Types { get; } =
    [
        WireType.Of("t1", ToWire, ReadTableData.Parser, d => new ConfigurationQuery.Read(
            new(d.Device), Name(d.Table), d.HasChannel ? d.Channel : null)),
        WireType.Of<ConfigurationOrder.Write, TableData>(
            "t2", m => Table(m.Device, m.Table, m.Channel, m.Json), TableData.Parser,
            d => new(new(d.Device), Name(d.Table), d.HasChannel ? d.Channel : null, Json(d.Json))),
        WireType.Of<ConfigurationTable, TableData>(
            "t3", m => Table(m.Device, m.Table, m.Channel, m.Json), TableData.Parser,
            d => new(new(d.Device), Name(d.Table), d.HasChannel ? d.Channel : null, Json(d.Json))),
        WireType.Of("t4", ToWire, TableWrittenData.Parser, FromWire),
    ];

    private static ReadTableData ToWire(ConfigurationQuery.Read m)
    {
        var data = new ReadTableData { Device = m.Device.Value, Table = m.Table };
        if (m.Channel is { } channel)
            data.Channel = channel;
        return data;
    }

    private static TableData Table(DeviceId device, string table, int? channel, string json)
    {
        var data = new TableData { Device = device.Value, Table = table, Json = json };
        if (channel is { } number)
            data.Channel = number;
        return data;
    }

    private static TableWrittenData ToWire(ConfigurationWritten m)
    {
        var data = new TableWrittenData
        {
            Device = m.Device.Value,
            Table = m.Table,
            NeedsRestart = m.NeedsRestart,
            NotKept = { m.NotKept.Select(ToWire) },
            Changed = { m.Changed.Select(ToWire) },
            LeftOut = m.LeftOut,
        };
        if (m.Channel is { } channel)
            data.Channel = channel;
        return data;
    }

    private static ConfigurationWritten FromWire(TableWrittenData d) => new(
        new(d.Device), Name(d.Table), d.HasChannel ? d.Channel : null, d.NeedsRestart, Differences(d.NotKept), Differences(d.Changed), d.LeftOut);

    private static ImmutableArray<ConfigurationDifference> Differences(RepeatedField<DifferenceData> list) =>
        Allowed.List(list, ConfigurationWritten.MaxDifferences, "differences", FromWire);

    private static DifferenceData ToWire(ConfigurationDifference m)
    {
        var data = new DifferenceData { Path = m.Path };
        if (m.Before is { } before)
            data.Before = before;
        if (m.After is { } after)
            data.After = after;
        return data;
    }

    private static ConfigurationDifference FromWire(DifferenceData d) => new(
        Allowed.Text(d.Path, ConfigurationDifference.MaxPath, "a path"),
        d.HasBefore ? Allowed.Text(d.Before, ConfigurationDifference.MaxValue, "a value before") : null,
        d.HasAfter ? Allowed.Text(d.After, ConfigurationDifference.MaxValue, "a value after") : null);

    private static string Name(string name) => Allowed.Name(name, ConfigurationTable.MaxName, "the name of the table");

    private static string Json(string json) => Allowed.Bytes(json, ConfigurationTable.MaxBytes, "the table");
}
