using System.Text.Json.Nodes;

namespace DeviceCluster.Simulator.Rpc;

/// <summary>One request: the method, what goes with it, and the object that it is for.</summary>
internal sealed record RpcCall(IRpcCaller Caller, string Method, JsonNode? Parameters, long? Object)
{
    public VirtualDevice Device => Caller.Device;

    public JsonObject? Named => Parameters as JsonObject;

    public string? Text(string name) => Named?[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    public int? Integer(string name) => Named?[name] is JsonValue value && value.TryGetValue(out int number) ? number : null;

    /// <summary>A number of any form; text that holds one counts too, as web pages send it.</summary>
    public double? Number(string name) => ToNumber(Named?[name]);

    public bool? Flag(string name) => Named?[name] is JsonValue value && value.TryGetValue(out bool flag) ? flag : null;

    /// <summary>Null when it is no list of so many numbers.</summary>
    public double[]? Numbers(string name, int count)
    {
        if (Named?[name] is not JsonArray list || list.Count != count)
            return null;

        var numbers = list.Select(ToNumber).ToArray();
        return numbers.Contains(null) ? null : [.. numbers.Select(number => number!.Value)];
    }

    private static double? ToNumber(JsonNode? node) => node switch
    {
        JsonValue value when value.TryGetValue(out double number) && double.IsFinite(number) => number,
        JsonValue value when value.TryGetValue(out int number) => number,
        JsonValue value when value.TryGetValue(out string? text)
            && double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => number,
        _ => null,
    };
}
