using DeviceCluster.Client;
using DeviceCluster.Contracts.Devices;
using Microsoft.Extensions.Configuration;

namespace Watch;

/// <summary>What the sample is told on its command line.</summary>
internal sealed record WatchSettings(DeviceClusterClientOptions Client, DeviceId Device, int Channel, string File)
{
    public const string Usage =
        "Watch --seeds HOST:PORT[,HOST:PORT] --device ID --file FILE [--channel N] [--listen ADDRESS] "
        + "[--certificate PEM --key PEM --authority PEM]";

    /// <exception cref="ArgumentException">A setting is missing or wrong; the words say which, and what would be right.</exception>
    public static WatchSettings Read(IConfiguration from) => new(
        new DeviceClusterClientOptions
        {
            Seeds = [.. Need(from, "seeds").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
            HostName = from["listen"] ?? "127.0.0.1",
            Tls = from["certificate"] is { } certificate ? new TlsFiles(certificate, Need(from, "key"), Need(from, "authority")) : null,
        },
        DeviceId.TryParse(Need(from, "device"), out var device)
            ? device
            : throw new ArgumentException($"--device {from["device"]} is no device id: {DeviceId.Rule}"),
        int.TryParse(from["channel"] ?? "1", out var channel) && channel > 0
            ? channel
            : throw new ArgumentException($"--channel {from["channel"]} is no channel: they count from 1"),
        Need(from, "file"));

    private static string Need(IConfiguration from, string key) =>
        from[key] is { Length: > 0 } text ? text : throw new ArgumentException($"--{key} is missing");
}
