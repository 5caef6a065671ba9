using System.Collections.Frozen;
using System.Text.Json.Nodes;
using DeviceCluster.Simulator.Clock;

namespace DeviceCluster.Simulator.Rpc;

/// <summary>A device's tables. Only what a client has changed is kept; the rest is made when it is asked for, so an idle device holds nothing.</summary>
internal sealed class DeviceConfiguration(VirtualDevice device)
{
    private const int MaxTable = 256 * 1024;
    private const string Ntp = "NTP", Locales = "Locales", General = "General";

    private static readonly FrozenSet<string> AfterReboot = FrozenSet.Create("Network", "RTSP");

    private readonly Lock _gate = new();
    private Dictionary<string, JsonNode>? _changed;

    public bool NeedsReboot { get; private set; }

    /// <summary>What the device is called; a client may rename it.</summary>
    public string MachineName
    {
        get
        {
            lock (_gate)
                return (string?)_changed?.GetValueOrDefault(General)?[nameof(MachineName)] ?? device.FactoryName;
        }
    }

    public static bool Knows(string name) => DefaultTables.Names.Contains(name);

    public JsonNode GetDefault(string name) => DefaultTables.Create(name, device);

    public JsonNode Get(string name)
    {
        lock (_gate)
            return Current(name);
    }

    public void Restore(string name)
    {
        lock (_gate)
        {
            if (_changed?.Remove(name) == true)
                Apply(name);
        }
    }

    public void Booted() => NeedsReboot = false;

    /// <summary>Refused when it does not fit the table; what it leaves out stays as it was.</summary>
    public TableOutcome Set(string name, int? channel0, JsonNode? table)
    {
        if (table is null || table.ToJsonString().Length > MaxTable)
            return TableOutcome.Refused;

        lock (_gate)
        {
            if (Overlay(Current(name), channel0, table) is not { } whole || !IsGood(name, whole))
                return TableOutcome.Refused;

            (_changed ??= [])[name] = whole;
            Apply(name);
            if (!AfterReboot.Contains(name))
                return TableOutcome.Set;

            NeedsReboot = true;
            return TableOutcome.NeedsReboot;
        }
    }

    private JsonNode Current(string name) => _changed?.GetValueOrDefault(name)?.DeepClone() ?? GetDefault(name);

    private static JsonNode? Overlay(JsonNode now, int? channel0, JsonNode table)
    {
        if (channel0 is not { } channel)
            return TableShape.Overlay(now, table);

        if (now is not JsonArray list || channel < 0 || channel >= list.Count || TableShape.Overlay(list[channel], table) is not { } laid)
            return null;

        list[channel] = laid;
        return list;
    }

    private bool IsGood(string name, JsonNode whole) => name switch
    {
        Ntp => ZoneTables.Read(whole, Current(Locales)) is not null,
        Locales => ZoneTables.Read(Current(Ntp), whole) is not null,
        _ => true,
    };

    private void Apply(string name)
    {
        if (name is not (Ntp or Locales))
            return;

        var ntp = Current(Ntp);
        device.Clock.Follow((bool)ntp["Enable"]!);
        if (ZoneTables.Read(ntp, Current(Locales)) is { } zone)
            device.Clock.Use(zone);
    }
}
