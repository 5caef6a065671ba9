using System.Text.Json;
using DeviceCluster.Simulator.Network;

namespace DeviceCluster.Simulator.Discovery;

/// <summary>DHDiscover: JSON behind a header, on UDP 37810.</summary>
internal sealed class JsonDiscovery(FleetPorts ports) : IDiscoveryDialect
{
    private const int MaxDepth = 8;

    public bool IsSearch(ReadOnlySpan<byte> datagram)
    {
        if (!DhipDatagram.TryRead(datagram, out var json))
            return false;

        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
            return JsonDocument.TryParseValue(ref reader, out var document) && IsSearch(document);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    public bool IsSpokenBy(VirtualDevice device) => device.Firmware.TellsDiscovery;

    public byte[] Announce(VirtualDevice device) => DeviceAnnouncement.Create(device, ports);

    private static bool IsSearch(JsonDocument document)
    {
        using (document)
        {
            return document.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("method", out var method)
                && method.ValueKind == JsonValueKind.String && method.ValueEquals("DHDiscover.search");
        }
    }
}
