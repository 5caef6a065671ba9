using System.Text.Json.Nodes;

namespace DeviceCluster.Simulator.Rpc;

/// <summary>A device's tables. Only what a client has changed is kept; the rest is made when it is asked for, so an idle device holds nothing.</summary>
internal sealed class DeviceConfiguration(VirtualDevice device)
{
    private const int MaxTable = 256 * 1024;

    private readonly Lock _gate = new();
    private Dictionary<string, JsonNode>? _changed;

    public static bool Knows(string name) => DefaultTables.Names.Contains(name);

    public JsonNode GetDefault(string name) => DefaultTables.Create(name, device);

    public JsonNode Get(string name)
    {
        lock (_gate)
            return _changed?.GetValueOrDefault(name)?.DeepClone() ?? GetDefault(name);
    }

    public void Restore(string name)
    {
        lock (_gate)
            _changed?.Remove(name);
    }

    /// <summary>False when the table is not of the right kind: an object for an object, for a list one of the same length.</summary>
    public bool Set(string name, int? channel0, JsonNode? table)
    {
        if (table is null || table.ToJsonString().Length > MaxTable)
            return false;

        lock (_gate)
        {
            var now = _changed?.GetValueOrDefault(name) ?? GetDefault(name);
            if (channel0 is { } channel)
            {
                if (now is not JsonArray list || channel < 0 || channel >= list.Count || table.GetValueKind() != list[channel]?.GetValueKind())
                    return false;

                list[channel] = table.DeepClone();
            }
            else if (now.GetValueKind() != table.GetValueKind() || (now as JsonArray)?.Count != (table as JsonArray)?.Count)
            {
                return false;
            }
            else
            {
                now = table.DeepClone();
            }

            (_changed ??= [])[name] = now;
            return true;
        }
    }
}
