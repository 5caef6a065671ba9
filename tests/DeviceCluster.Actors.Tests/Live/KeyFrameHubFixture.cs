using System.Threading.Channels;
using Akka.Actor;
using Akka.Actor.Dsl;
using Akka.Streams;
using Akka.TestKit.Xunit2;
using DeviceCluster.Actors.Live;
using DeviceCluster.Sdk.Live;

namespace DeviceCluster.Actors.Tests.Live;

/// <summary>A running hub behind a channel, as the SDK would feed it, and a pool that counts.</summary>
public abstract class KeyFrameHubFixture : TestKit
{
    protected static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(5);

    private readonly Channel<Frame> _frames = Channel.CreateBounded<Frame>(64);
    private uint _sequence;

    protected FramePool Pool { get; } = new();

    protected ChannelWriter<Frame> Frames => _frames.Writer;

    protected LiveHub Run(KeyFrameHubOptions? options = null) => Run(options ?? new KeyFrameHubOptions(), Sys.Materializer());

    /// <summary>The graph runs as long as the actor.</summary>
    protected async Task<(LiveHub Hub, IActorRef Owner)> RunInActorAsync(KeyFrameHubOptions options)
    {
        var hub = new TaskCompletionSource<LiveHub>(TaskCreationOptions.RunContinuationsAsynchronously);
        var owner = Sys.ActorOf(actor => actor.OnPreStart = context => hub.SetResult(Run(options, context.Materializer())));
        return (await hub.Task.WaitAsync(Limit), owner);
    }

    /// <summary>Sends frames by letter: K key, d delta, a audio, x garbage; returns when the hub has them all.</summary>
    protected async Task SendAsync(LiveHub hub, string letters)
    {
        var before = hub.Figures;
        foreach (var letter in letters)
            await Frames.WriteAsync(NewFrame(letter)).AsTask().WaitAsync(Limit);

        await AwaitConditionAsync(() => Task.FromResult(Arrived(hub.Figures) - Arrived(before) == letters.Length), Limit, Often);
    }

    /// <summary>Frames are numbered from 0 in the order they are made.</summary>
    protected Frame NewFrame(char letter) => Pool.Rent(letter == 'x' ? [1, 2, 3] : LetterFrames.Of(letter, _sequence++), timestamp: 0);

    /// <summary>Reads what waits, without waiting for more.</summary>
    protected static List<uint> ReadAll(LiveViewer viewer)
    {
        var numbers = new List<uint>();
        while (viewer.TryRead(out var frame))
        {
            numbers.Add(NumberOf(frame));
            frame.Dispose();
        }

        return numbers;
    }

    protected static uint NumberOf(LiveFrame frame) => BitConverter.ToUInt32(frame.Dav.Span[8..]);

    /// <summary>Gives back what a stopped stage has not taken out of the channel, as the SDK's source does when it is stopped.</summary>
    protected void DrainUnread()
    {
        while (_frames.Reader.TryRead(out var frame))
            frame.Dispose();
    }

    private LiveHub Run(KeyFrameHubOptions options, IMaterializer materializer) =>
        FrameGraph.Build(_frames.Reader, options).Run(materializer);

    private static long Arrived(KeyFrameHubFigures figures) => figures.Frames + figures.Garbage;
}
