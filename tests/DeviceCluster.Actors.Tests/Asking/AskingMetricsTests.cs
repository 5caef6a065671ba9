using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Akka.Actor;
using DeviceCluster.Actors.Jobs;
using DeviceCluster.Actors.Snapshots;
using DeviceCluster.Actors.Tests.Ptz;
using DeviceCluster.Actors.Tests.Snapshots;
using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Control;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Information;
using DeviceCluster.Contracts.Jobs;
using DeviceCluster.Contracts.Ptz;
using DeviceCluster.Contracts.Snapshots;
using DeviceCluster.Sdk;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace DeviceCluster.Actors.Tests.Asking;

/// <summary>What devices are asked and ordered can be read as metrics. Other nodes of this process tell theirs too: at least so much is seen.</summary>
public sealed class AskingMetricsTests(ITestOutputHelper output) : ScriptedNodeTest(output)
{
    private static readonly Origin Operator = new("operator", "console");

    [Fact]
    public async Task Requests_are_counted_by_what_is_asked_and_how_it_ended()
    {
        using var heard = new Heard();
        Library.Answers.Control = _ => throw Refusal.OfCall(SdkErrors.Unsupported);
        await using var node = await OnlineAsync();

        await node.Parts.Region.Ask<object>(new SessionOrder(new ControlOrder.Reboot(Gate), Operator), Limits.Patience);
        await node.Parts.Region.Ask<object>(new InformationQuery.GetInformation(new DeviceId("stranger")), Limits.Patience);

        Assert.True(heard["devicecluster.request.duration control device_refused"] >= 1);
        Assert.True(heard["devicecluster.request.duration information not_enrolled"] >= 1);
    }

    [Fact]
    public async Task Pictures_are_counted_by_what_became_of_them_and_who_shared_one()
    {
        using var heard = new Heard();
        var answers = new Queue<Func<Task<byte[]>>>(
        [
            () => Task.FromResult(Jpegs.Whole(64, 48)),
            () => Task.FromResult<byte[]>([1, 2, 3]),
            () => throw Refusal.OfCall(SdkErrors.NetworkError),
            () => throw Refusal.OfCall(SdkErrors.Unsupported),
        ]);
        Library.Answers.Picture = _ => answers.Dequeue()();
        await using var node = await OnlineAsync(Settings with { Snapshots = new SnapshotSettings { Guard = TimeSpan.FromHours(1) } });

        foreach (var channel in (int[])[1, 1, 2, 3, 4])
            await node.Parts.Region.Ask<object>(
                new SessionOrder(new SnapshotOrder.Take(Gate, channel, Preset: null, By: null), Operator), Limits.Patience);

        Assert.Empty(answers);
        foreach (var end in (string[])["taken", "not_a_picture", "timed_out", "failed"])
            Assert.True(heard[$"devicecluster.snapshot.pictures {end}"] >= 1, end);
        Assert.True(heard["devicecluster.snapshot.shared"] >= 1);
    }

    [Fact]
    public async Task Moves_stops_and_take_overs_of_cameras_are_counted()
    {
        using var heard = new Heard();
        Library.Answers.PtzCapabilities = _ => PtzStopTests.Dome;
        Library.Answers.Ptz = (_, _) => { };
        await using var node = await OnlineAsync();

        await PtzAsync(node, Right(new PtzHolder("ann")));
        await PtzAsync(node, Right(new PtzHolder("chief", 90)));
        await PtzAsync(node, new PtzOrder.StopMoving(Gate, 1, new PtzHolder("ann")));

        Assert.True(heard["devicecluster.ptz.moves"] >= 2);
        Assert.True(heard["devicecluster.ptz.takeovers"] >= 1);
        Assert.True(heard["devicecluster.ptz.stops take_over"] >= 1);
        Assert.True(heard["devicecluster.ptz.stops ordered"] >= 1);
    }

    [Fact]
    public async Task Orders_of_jobs_are_counted_by_how_they_ended_and_so_is_the_audit()
    {
        using var heard = new Heard();
        await using var node = await StartAsync();
        await EnrolAsync(node);
        var jobs = node.Services.GetRequiredService<JobGateway>();
        var job = await jobs.StartAsync(
            new("k"), new JobWork.Command(new DeviceCommand.Disable(Gate)), [Gate, new("stranger")], 2, Operator, CancellationToken.None);
        await foreach (var page in jobs.WatchAsync(job, CancellationToken.None))
            Output.WriteLine($"{page.Job}");
        await Limits.UntilAsync(() => node.Parts.Storage.Audit is { Count: 0, Written: >= 4 });

        heard.Look();

        Assert.True(heard["devicecluster.job.items done"] >= 1);
        Assert.True(heard["devicecluster.job.items refused"] >= 1);
        Assert.True(heard["devicecluster.audit.written"] >= 4);
        Assert.Equal((0, 0), (node.Parts.Jobs.Open, node.Parts.Jobs.UnderWay));
        Assert.Superset(
            new HashSet<string> { "devicecluster.audit.dropped", "devicecluster.audit.waiting", "devicecluster.job.open", "devicecluster.job.under_way" },
            heard.Names.ToHashSet());
    }

    private static PtzOrder.Move Right(PtzHolder by) => new(Gate, 1, by, 0.5, 0, 0, TimeSpan.FromSeconds(60));

    private static async Task PtzAsync(TestNode node, PtzOrder order) =>
        Assert.IsType<PtzDone>(await node.Parts.Region.Ask<object>(new SessionOrder(order, Operator), Limits.Patience));

    /// <summary>What instruments have said, by their name and labels.</summary>
    private sealed class Heard : IDisposable
    {
        // The others look at parts that another test's node may be taking down.
        private static readonly string[] Asked = ["request", "snapshot", "ptz", "job", "audit"];

        private readonly ConcurrentDictionary<string, double> _sums = new();
        private readonly MeterListener _listener = new();

        public Heard()
        {
            _listener.SetMeasurementEventCallback<long>((of, value, tags, _) => Add(of, value, tags));
            _listener.SetMeasurementEventCallback<int>((of, value, tags, _) => Add(of, value, tags));
            _listener.SetMeasurementEventCallback<double>((of, _, tags, _) => Add(of, 1, tags));
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "DeviceCluster" && Asked.Contains(instrument.Name.Split('.')[1]))
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.Start();
        }

        public double this[string name] => _sums.GetValueOrDefault(name);

        public IEnumerable<string> Names => _sums.Keys;

        public void Look() => _listener.RecordObservableInstruments();

        public void Dispose() => _listener.Dispose();

        private void Add(Instrument of, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var name = of.Name;
            foreach (var tag in tags)
                name += $" {tag.Value}";
            _sums.AddOrUpdate(name, value, (_, before) => before + value);
        }
    }
}
