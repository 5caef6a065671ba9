using System.Threading.Channels;
using DeviceCluster.Actors.Live;
using DeviceCluster.Sdk.Live;

namespace DeviceCluster.Actors.Tests.Live;

public class KeyFrameHubRandomTests : KeyFrameHubFixture
{
    private const int Acts = 1_000;
    private const int Filmed = 20_000;

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public async Task Rents_equal_returns_after_a_thousand_random_joins_stalls_and_leaves(int seed, bool stopped)
    {
        var random = new Random(seed);
        var (hub, owner) = await RunInActorAsync(new KeyFrameHubOptions { RingFrames = 30 });
        var crowd = new List<LiveViewer>();
        using var end = new CancellationTokenSource();
        var camera = FilmAsync(new Random(seed), int.MaxValue, end.Token);

        for (var act = 0; act < Acts; act++)
            await ActAsync(hub, crowd, random);

        if (stopped)
            Sys.Stop(owner);
        else
            Frames.Complete();
        Assert.Equal(stopped ? ViewerEnd.Stopped : ViewerEnd.StreamEnded, await hub.Completion.WaitAsync(Limit));
        await end.CancelAsync();
        await camera.WaitAsync(Limit);
        DrainUnread();
        foreach (var viewer in crowd)
            await viewer.DisposeAsync();

        Assert.True(hub.Figures.Stalls > 0, "nobody stalled: the test has lost its meaning");
        Assert.True(Pool.Rented > Acts);
        Assert.Equal(Pool.Rented, Pool.Returned);
    }

    [Fact]
    public async Task Readers_on_many_threads_see_order_and_holes_only_before_key_frames()
    {
        var hub = Run();
        var attentive = WatchAsync(hub.Join(new ViewerOptions { MaxFrames = Filmed }), pauseEvery: 0);
        var slow = Enumerable.Range(1, 4)
            .Select(n => WatchAsync(hub.Join(new ViewerOptions { MaxFrames = 5 + n }), pauseEvery: n))
            .ToArray();

        await FilmAsync(new Random(7), Filmed, CancellationToken.None).WaitAsync(Limit);
        Frames.Complete();
        await hub.Completion.WaitAsync(Limit);

        var (frames, holes) = await attentive.WaitAsync(Limit);
        Assert.Equal(0, holes);
        Assert.Equal(hub.Figures.Frames, frames);
        foreach (var watching in slow)
            await watching.WaitAsync(Limit);
        Assert.Equal(Pool.Rented, Pool.Returned);
    }

    /// <summary>Groups of pictures of any length, some of them beyond the ring, with audio and now and then garbage.</summary>
    private async Task FilmAsync(Random random, int most, CancellationToken end)
    {
        await Frames.WriteAsync(NewFrame('K'), CancellationToken.None);
        for (var filmed = 1; filmed < most && !end.IsCancellationRequested; filmed++)
        {
            var letter = random.Next(100) switch { < 5 => 'K', < 75 => 'd', < 98 => 'a', _ => 'x' };
            var frame = NewFrame(letter);
            if (!Frames.TryWrite(frame) && !await WriteAsync(frame, end))
                frame.Dispose();
        }
    }

    /// <summary>False when the end came before the frame was taken.</summary>
    private async Task<bool> WriteAsync(Frame frame, CancellationToken end)
    {
        try
        {
            await Frames.WriteAsync(frame, end);
            return true;
        }
        catch (Exception e) when (e is OperationCanceledException or ChannelClosedException)
        {
            return false;
        }
    }

    private static async Task ActAsync(LiveHub hub, List<LiveViewer> crowd, Random random)
    {
        switch (random.Next(10))
        {
            case < 3 when crowd.Count < 50:
                crowd.Add(hub.Join(new ViewerOptions { MaxFrames = random.Next(1, 40), VideoOnly = random.Next(2) == 0 }));
                break;
            case < 5 when crowd.Count > 0:
                var leaver = random.Next(crowd.Count);
                await crowd[leaver].DisposeAsync();
                crowd.RemoveAt(leaver);
                break;
            case < 9 when crowd.Count > 0:
                var reader = crowd[random.Next(crowd.Count)];
                for (var frames = random.Next(20); frames > 0; frames--)
                    (await reader.ReadAsync().AsTask().WaitAsync(Limit))?.Dispose();
                break;
        }

        // Whoever was not chosen stalls meanwhile.
        await Task.Yield();
    }

    private static async Task<(long Frames, int Holes)> WatchAsync(LiveViewer viewer, int pauseEvery)
    {
        await using var _ = viewer;
        var (frames, holes) = (0L, 0);
        uint? last = null;
        while (await viewer.ReadAsync() is { } frame)
        {
            using (frame)
            {
                var number = NumberOf(frame);
                Assert.True(last is null || number > last, $"{number} after {last}");
                if (last is not null && number != last + 1)
                {
                    holes++;
                    Assert.True(frame.IsKey, $"a hole between {last} and {number}, which is no key frame");
                }

                last = number;
                frames++;
            }

            if (pauseEvery > 0 && frames % (10 * pauseEvery) == 0)
                await Task.Delay(1);
        }

        return (frames, holes);
    }
}
