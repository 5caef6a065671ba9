using DeviceCluster.Contracts.Clock;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Live;
using Microsoft.Extensions.Hosting;

namespace DeviceCluster.Client.Tests.Documentation;

/// <summary>What docs/client.md shows, compiled. Each of its pieces stands here word for word.</summary>
internal static class Examples
{
    public static IHost Build(string[] args)
    {
        var builder = Host.CreateApplicationBuilder(args);
        builder.Services.AddDeviceClusterClient(new DeviceClusterClientOptions
        {
            Seeds = ["node-0.nodes:4053", "node-1.nodes:4053", "node-2.nodes:4053"],
            HostName = "0.0.0.0",
            PublicHostName = "recorder-7.recorders",
            Tls = new TlsFiles("/run/tls/tls.crt", "/run/tls/tls.key", "/run/tls/ca.crt"),
        });
        return builder.Build();
    }

    public static async Task<string> ReadAsync(IDeviceClusterClient client, DeviceId device, CancellationToken stop)
    {
        var report = await client.ReportAsync(device, cancellationToken: stop);
        if (!report.IsGiven)
            return $"nothing is known: {report.Refusal.Reason}. {report.Refusal.Remedy}";
        return $"{device} is {report.Value.Status.Phase} since {report.Value.Status.Since}: {report.Value.Status.Reason}";
    }

    public static async Task<string> OrderAsync(IDeviceClusterClient client, DeviceId device, CancellationToken stop)
    {
        var reply = await client.TellAsync(new DeviceCommand.Disable(device), TimeSpan.FromSeconds(10), stop);
        return reply switch
        {
            DeviceReply.Done => "done",
            DeviceReply.Refused { Code: RefusalCode.NotEnrolled } => "there is no such device",
            DeviceReply.Refused { Code: RefusalCode.NoAnswer } unknown => $"nobody knows: {unknown.Reason}",
            DeviceReply.Refused refused => $"{refused.Reason}: {refused.Remedy}",
            _ => throw new InvalidOperationException($"{reply} is an answer of a newer version"),
        };
    }

    public static async Task<DeviceReply> SettleAsync(IDeviceClusterClient client, DeviceId device, CancellationToken stop)
    {
        var order = new DeviceOrder(OrderKey.New(), new DeviceCommand.Remove(device));
        var reply = await client.TellAsync(order, cancellationToken: stop);
        if (reply is DeviceReply.Refused { Code: RefusalCode.NoAnswer })
            reply = await client.TellAsync(order, TimeSpan.FromMinutes(5), stop);
        return reply;
    }

    public static async Task<string> SteerAsync(IDeviceClusterClient client, DeviceId device, CancellationToken stop)
    {
        var clock = await client.AskAsync(new ClockQuery.Read(device), cancellationToken: stop);
        if (!clock.IsGiven)
            return $"{clock.Refusal.Reason}: {clock.Refusal.Remedy}";
        if (clock.Value.Offset.Duration() < TimeSpan.FromSeconds(2))
            return "the clock is right";

        var set = await client.AskAsync(new ClockOrder.SetTo(device, To: null), cancellationToken: stop);
        return set.IsGiven ? $"the clock is off by {set.Value.Offset}"
            : set.Refusal.Code == RefusalCode.NoAnswer ? "nobody knows whether it was set: read it again"
            : $"it was not set: {set.Refusal.Reason}";
    }

    public static async Task<string> FindAsync(IDeviceClusterClient client, DeviceId device, Secret password, CancellationToken stop)
    {
        var search = await client.SearchAsync(TimeSpan.FromSeconds(3), cancellationToken: stop);
        if (!search.IsGiven)
            return $"{search.Refusal.Reason}: {search.Refusal.Remedy}";
        if (search.Value.Devices.FirstOrDefault(found => found.Initialised == false) is not { } found)
            return $"{search.Value.Node} sees {search.Value.Devices.Length} devices, and none that is new";

        var made = await client.InitialiseAsync(found.Mac, "admin", password, node: search.Value.Node, cancellationToken: stop);
        if (!made.IsGiven)
            return $"{made.Refusal.Reason}: {made.Refusal.Remedy}";
        var enrol = new DeviceCommand.Enrol(device, new DeviceAddress(found.Address, found.Port), "admin", password, found.Serial);
        return await client.TellAsync(enrol, cancellationToken: stop) is DeviceReply.Done ? $"{found.Mac} is {device} now" : "try to enrol it again";
    }

    public static async Task ListAsync(IDeviceClusterClient client, TextWriter output, CancellationToken stop)
    {
        var page = await client.PageAsync(cancellationToken: stop);
        while (page.IsGiven)
        {
            foreach (var device in page.Value.Devices)
                output.WriteLine($"{device.Device} {device.Phase?.ToString() ?? "unknown"}");
            if (page.Value.Next is not { } last)
                break;
            page = await client.PageAsync(after: last, cancellationToken: stop);
        }
    }

    public static async Task StoreAsync(IDeviceClusterClient client, DeviceId device, Stream file, CancellationToken stop)
    {
        var live = await client.OpenLiveAsync(device, channel: 1, cancellationToken: stop);
        if (live is LiveReply.Offered { Offer: var offer })
        {
            var media = await client.OpenMediaAsync(offer.Links[0], stop);
            await using var stream = media.Value;
            if (stream is not null)
                await stream.CopyToAsync(file, stop);
        }
    }
}
