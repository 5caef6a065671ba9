using System.Text.Json;

namespace DeviceCluster.Sdk.Interop;

/// <summary>What a device answers in JSON.</summary>
internal static class NativeAnswer
{
    /// <exception cref="SdkException">It is no JSON.</exception>
    public static JsonElement Parse(string what, ReadOnlyMemory<byte> text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            throw new SdkException(what, SdkErrors.BadAnswer, $"the device's answer is no JSON: {e.Message}");
        }
    }

    /// <summary>A member of the answer's parameters; without such, the answer itself, as another library may hand it out.</summary>
    public static JsonElement Member(JsonElement answer, string name) =>
        answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("params", out var parameters)
        && parameters.ValueKind == JsonValueKind.Object && parameters.TryGetProperty(name, out var member) ? member : answer;
}
