using System.Collections.Immutable;
using System.Text;
using DeviceCluster.Actors.Storage;
using DeviceCluster.Contracts.Discovery;

namespace DeviceCluster.Actors.Discovery;

/// <summary>
/// Gathers what a search finds into one answer that is small enough to cross nodes. What does not fit is counted and forgotten: whoever floods the network
/// with answers costs no more memory here than a full answer, and what <see cref="SeenDevices"/> remembers.
/// </summary>
internal sealed class FoundPage
{
    private const int FixedBytes = 64;

    private readonly ImmutableArray<DiscoveredDevice>.Builder _devices = ImmutableArray.CreateBuilder<DiscoveredDevice>();
    private int _bytes;
    private int _leftOut;

    public void Add(DiscoveredDevice device)
    {
        var bytes = Bytes(device);
        if (_devices.Count == DiscoveryLimits.Devices || _bytes + bytes > FleetPages.MaxBytes || HasLongText(device))
        {
            _leftOut++;
            return;
        }

        _bytes += bytes;
        _devices.Add(device);
    }

    public DiscoveryReply.Found ToReply(string node) => new(node, _devices.ToImmutable(), _leftOut);

    private static int Bytes(DiscoveredDevice device) => FixedBytes + Texts(device).Sum(text => Encoding.UTF8.GetByteCount(text));

    // None that the library tells; whoever reads the answer would take it for damaged.
    private static bool HasLongText(DiscoveredDevice device) => Texts(device).Any(text => text.Length > DiscoveryLimits.Text);

    private static string[] Texts(DiscoveredDevice device) =>
        [device.Serial, device.Address, device.Mac, device.DeviceType, device.DeviceClass, device.Version, device.LocalAddress];
}
