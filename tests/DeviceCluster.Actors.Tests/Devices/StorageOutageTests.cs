using DeviceCluster.Actors.Live;
using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Live;
using Microsoft.Data.Sqlite;
using Xunit.Abstractions;

namespace DeviceCluster.Actors.Tests.Devices;

/// <summary>The journal fails or hangs while cameras stream: pictures go on, losses are noticed, sessions are taken over.</summary>
public sealed class StorageOutageTests(NativeLibrary native, ITestOutputHelper output) : NodeTest(native, output)
{
    private static readonly DeviceId Yard = new("yard");
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(20);

    [Fact]
    public Task A_journal_that_hangs_for_20_s_costs_no_session_and_no_picture() => OutageAsync(journal =>
    {
        Execute(journal, "BEGIN EXCLUSIVE");
        return () => Execute(journal, "ROLLBACK");
    });

    [Fact]
    public Task A_journal_that_fails_for_20_s_costs_no_session_and_no_picture() => OutageAsync(journal =>
    {
        Execute(journal, "ALTER TABLE journal RENAME TO gone");
        return () => Execute(journal, "ALTER TABLE gone RENAME TO journal");
    });

    private async Task OutageAsync(Func<SqliteConnection, Action> breakIt)
    {
        await using var fleet = await Fleet.StartAsync(devices: 2);
        await using var node = await StartAsync();
        await OrderAsync(node, fleet.Enrol(Gate, number: 1));
        await OrderAsync(node, fleet.Enrol(Yard, number: 2));
        await node.UntilOnlineAsync(Gate);
        await node.UntilOnlineAsync(Yard);
        await using var viewer = await WatchAsync(node);
        using var stop = new CancellationTokenSource();
        var watching = CountAsync(viewer, stop.Token);

        await using var journal = new SqliteConnection($"Data Source={Path.Combine(Data, "journal.db")}");
        await journal.OpenAsync();
        var mend = breakIt(journal);
        var began = TimeProvider.System.GetTimestamp();

        // The order that meets the broken journal is refused, and takes its entity with it.
        var order = node.Devices.TellAsync(new DeviceCommand.Retry(Gate), CancellationToken.None);
        Assert.IsType<DeviceReply.Refused>(await order);
        await Limits.UntilAsync(() => !node.Parts.Health.IsOpen);
        await Limits.UntilAsync(() => node.Parts.Table.Figures().Unclaimed == 1);

        // A disconnect is noticed meanwhile, by an entity that is not deaf.
        fleet.Devices[1].Faults.PowerOff();
        await Limits.UntilAsync(async () => (await node.StatusAsync(Yard)).Phase is SessionPhase.Backoff or SessionPhase.Connecting);

        // So are orders: refused in words, not left without an answer.
        var refused = Assert.IsType<DeviceReply.Refused>(await node.Devices.TellAsync(new DeviceCommand.Disable(Yard), CancellationToken.None));
        Assert.Equal(RefusalCode.StorageUnavailable, refused.Code);

        await Limits.UntilAsync(() => TimeProvider.System.GetElapsedTime(began) >= Outage);
        mend();

        await node.UntilPhaseAsync(Gate, SessionPhase.Online);
        await Limits.UntilAsync(() => node.Parts.Table.Figures().Unclaimed == 0);
        var why = await node.Devices.WhyAsync(Gate, CancellationToken.None);
        Assert.Contains(why.Entries, entry => entry.What.StartsWith("session taken over", StringComparison.Ordinal));
        Assert.Equal(1, fleet.Devices[0].Facts.LoginsAccepted);
        Assert.Null(viewer.Completed);
        await stop.CancelAsync();
        var (frames, longestGap) = await watching;
        Output.WriteLine($"{frames} frames, longest gap {longestGap.TotalMilliseconds:0} ms");

        // 25 pictures and 25 sounds a second; half of the pictures alone would mean a stall of seconds.
        Assert.True(frames > 25 * Outage.TotalSeconds / 2, $"only {frames} frames");
        Assert.True(longestGap < TimeSpan.FromSeconds(8), $"no frame for {longestGap}");
        Assert.Equal(1, fleet.Devices[0].Facts.StreamsOpened);

        fleet.Devices[1].Faults.Heal();
        await node.UntilOnlineAsync(Yard);
    }

    private static async Task<LiveViewer> WatchAsync(TestNode node)
    {
        var reply = await node.Devices.LiveAsync(new LiveCommand.Open(Gate, 1, StreamKind.Main), CancellationToken.None);
        var offer = Assert.IsType<LiveReply.Offered>(reply).Offer;
        Assert.True(node.Hubs.TryGet(Gate, 1, StreamKind.Main, offer.Epoch, out var hub));
        return hub.Join(ViewerOptions.Default);
    }

    private static async Task<(int Frames, TimeSpan LongestGap)> CountAsync(LiveViewer viewer, CancellationToken stop)
    {
        var (frames, gap, last) = (0, TimeSpan.Zero, TimeProvider.System.GetTimestamp());
        try
        {
            while (await viewer.ReadAsync(stop) is { } frame)
            {
                using (frame)
                    frames++;
                var now = TimeProvider.System.GetTimestamp();
                var since = TimeProvider.System.GetElapsedTime(last, now);
                (gap, last) = (since > gap ? since : gap, now);
            }
        }
        catch (OperationCanceledException)
        {
            // The test has seen enough.
        }

        return (frames, gap);
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
