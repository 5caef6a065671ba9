using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using DeviceCluster.Client.Telemetry;
using DeviceCluster.Client.Tests.Support;
using DeviceCluster.Contracts.Devices;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace DeviceCluster.Client.Tests;

/// <summary>Every question is counted by how it ended, and no figure names a device.</summary>
public sealed class ClientMeterTests(ITestOutputHelper output)
{
    private static readonly DeviceId Gate = new("gate");

    [Fact]
    public async Task Questions_are_counted_by_their_ends_and_sendings_by_their_number()
    {
        await using var node = await ScriptedNode.StartAsync(message => message switch
        {
            DeviceOrder { Command: DeviceCommand.Enable } => new DeviceReply.Done(),
            DeviceOrder => new DeviceReply.Refused(RefusalCode.NotEnrolled, "a reason", "a remedy"),
            _ => null,
        });
        await using var host = await ClientHost.StartAsync(node.Seed, output);
        await host.JoinedAsync();
        var seen = new ConcurrentQueue<string>();
        using var listener = Listen(host.Services.GetRequiredService<ClientMeter>(), seen);

        await host.Client.TellAsync(new DeviceCommand.Enable(Gate));
        await host.Client.TellAsync(new DeviceCommand.Disable(Gate));
        await host.Client.ReportAsync(Gate, TimeSpan.FromSeconds(6));

        Assert.Equal(
            [
                "devicecluster.client.asked 1 end=answered", "devicecluster.client.asked 1 end=refused",
                "devicecluster.client.asked 1 end=no_answer", "devicecluster.client.sent_again 1 ",
            ],
            seen);
    }

    private static MeterListener Listen(ClientMeter meter, ConcurrentQueue<string> seen)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (ReferenceEquals(instrument.Meter.Scope, meter))
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, labels, _) =>
            seen.Enqueue($"{instrument.Name} {value} {string.Join(',', labels.ToArray().Select(label => $"{label.Key}={label.Value}"))}"));
        listener.Start();
        return listener;
    }
}
