using DeviceCluster.Sdk.Discovery;

namespace DeviceCluster.Actors.Discovery;

/// <summary>
/// What a search has told already. It remembers so many devices and no more; the library tells each once itself, so that one beyond them is told twice only
/// where the library takes it for two.
/// </summary>
internal sealed class SeenDevices
{
    public const int Most = 4_096;

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    public bool IsNew(FoundDevice device) => _seen.Count == Most ? !_seen.Contains(device.Identity) : _seen.Add(device.Identity);
}
