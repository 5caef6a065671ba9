using System.Threading.Channels;
using Akka.Actor;
using Akka.Actor.Dsl;
using Akka.Streams;
using Akka.TestKit.Xunit2;
using DeviceCluster.Actors.Live;
using DeviceCluster.Media.Dhav;
using DeviceCluster.Sdk.Live;

namespace DeviceCluster.Actors.Tests.Live;

/// <summary>A running hub behind a channel, as the SDK would feed it, and a pool that counts.</summary>
public abstract class KeyFrameHubFixture : TestKit
{
    protected static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(5);

    /// <summary>An H.264 SPS: 1920x1080, 25 frames a second.</summary>
    private static readonly byte[] ParameterSet = Convert.FromHexString("67640028ACD940780227E5C044000003000400000300C83C60C658");

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
    protected Frame NewFrame(char letter)
    {
        if (letter == 'x')
            return Pool.Rent([1, 2, 3], timestamp: 0);

        byte[] body = letter switch
        {
            'K' => [0, 0, 0, 1, .. ParameterSet, 0, 0, 1, 0x68, 0xCE, 0, 0, 1, 0x65, 0x88],
            'd' => [0, 0, 0, 1, 0x41, 0x9A],
            _ => [0x55],
        };
        var room = new byte[DhavWriter.MaxSize(body.Length)];
        var header = new DhavFrameHeader { Type = TypeOf(letter), Sequence = _sequence++ };
        return Pool.Rent(room.AsSpan(0, DhavWriter.Write(header, body, room)), timestamp: 0);
    }

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

    private static DhavFrameType TypeOf(char letter) => letter switch
    {
        'K' => DhavFrameType.KeyVideo,
        'd' => DhavFrameType.DeltaVideo,
        'a' => DhavFrameType.Audio,
        _ => throw new ArgumentOutOfRangeException(nameof(letter), letter, "is no kind of frame"),
    };
}
