using System.Text.Json.Nodes;
using DeviceCluster.Simulator.Rpc;

namespace DeviceCluster.Simulator.Http.Cgi;

/// <summary>configManager.cgi: a table as lines, and lines laid over a table.</summary>
internal static class ConfigScript
{
    private const int MaxKeys = 256;

    public static HttpReply Answer(CgiCall call) => call.Action switch
    {
        "getConfig" => Get(call),
        "setConfig" => Set(call),
        _ => HttpReply.BadRequest,
    };

    private static HttpReply Get(CgiCall call) => call.Text("name") is { } name && DeviceConfiguration.Knows(name)
        ? HttpReply.Lines(ConfigText.Lines($"table.{name}", call.Device.Configuration.Get(name)))
        : HttpReply.BadRequest;

    /// <summary>All of it, or nothing: every key is looked up in a copy before one table is set.</summary>
    private static HttpReply Set(CgiCall call)
    {
        var keys = call.Query.Where(pair => pair.Key != "action").ToArray();
        if (keys.Length is 0 or > MaxKeys)
            return HttpReply.BadRequest;

        var changed = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
        foreach (var (key, value) in keys)
        {
            var end = key.IndexOfAny(['.', '[']);
            var name = end < 0 ? key : key[..end];
            if (!DeviceConfiguration.Knows(name))
                return HttpReply.BadRequest;

            if (!changed.TryGetValue(name, out var table))
                changed.Add(name, table = call.Device.Configuration.Get(name));

            if (!ConfigText.Put(table, key[name.Length..], value.ToString()))
                return HttpReply.BadRequest;
        }

        return changed.All(one => call.Device.Configuration.Set(one.Key, channel0: null, one.Value) != TableOutcome.Refused)
            ? HttpReply.Ok
            : HttpReply.BadRequest;
    }
}
