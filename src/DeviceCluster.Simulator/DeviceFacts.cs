using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace DeviceCluster.Simulator;

/// <summary>What one device has seen and done: the truth by which clients are judged. Safe to read from any thread.</summary>
public sealed class DeviceFacts
{
    private const int KeptAttempts = 1000;

    private ImmutableQueue<LoginAttempt> _attempts = [];
    private int _attemptCount;
    private readonly Lock _gate = new();
    private readonly long[] _byCredential = new long[Enum.GetValues<ProvedCredential>().Length];
    private long _challenges, _loginPackets, _accepted, _refused, _keepAlives, _logouts, _aborted, _timedOut, _sessions, _connections,
        _streams, _streamsOpened, _framesSent, _framesDropped, _bytesSent, _badMessages, _discoveryAnswers, _rpcCalls, _oneBased,
        _steered, _refusedToSteer, _snapshots, _httpRequests, _httpRefused;
    private ConcurrentDictionary<string, long>? _calls;

    /// <summary>Realm requests answered.</summary>
    public long Challenges => Interlocked.Read(ref _challenges);

    /// <summary>Packets that carried a password or its proof, whatever became of them.</summary>
    public long LoginPackets => Interlocked.Read(ref _loginPackets);

    public long LoginsAccepted => Interlocked.Read(ref _accepted);

    public long LoginsRefused => Interlocked.Read(ref _refused);

    public long KeepAlives => Interlocked.Read(ref _keepAlives);

    /// <summary>Sessions that the client ended with a logout.</summary>
    public long LogoutsClean => Interlocked.Read(ref _logouts);

    /// <summary>Sessions whose control connection went away without a logout.</summary>
    public long SessionsAborted => Interlocked.Read(ref _aborted);

    /// <summary>Sessions that the device ended because nothing was heard.</summary>
    public long SessionsTimedOut => Interlocked.Read(ref _timedOut);

    public long OpenSessions => Interlocked.Read(ref _sessions);

    public long OpenConnections => Interlocked.Read(ref _connections);

    /// <summary>Live streams that run now.</summary>
    public long OpenStreams => Interlocked.Read(ref _streams);

    public long StreamsOpened => Interlocked.Read(ref _streamsOpened);

    /// <summary>Whole frames.</summary>
    public long FramesSent => Interlocked.Read(ref _framesSent);

    /// <summary>Frames left out because the viewer did not read.</summary>
    public long FramesDropped => Interlocked.Read(ref _framesDropped);

    /// <summary>Bytes of media, with what wraps the frames and with the half of a frame that was cut.</summary>
    public long BytesSent => Interlocked.Read(ref _bytesSent);

    /// <summary>Messages that no client should send: too long, too slow, unknown, or not DVRIP at all.</summary>
    public long BadMessages => Interlocked.Read(ref _badMessages);

    public long DiscoveryAnswers => Interlocked.Read(ref _discoveryAnswers);

    /// <summary>Requests of JSON on every channel, and of scripts over HTTP.</summary>
    public long RpcCalls => Interlocked.Read(ref _rpcCalls);

    /// <summary>Live requests for a channel that only exists if the client counts from 1.</summary>
    public long OneBasedChannels => Interlocked.Read(ref _oneBased);

    /// <summary>Orders to cameras, whatever dialect they came in, and those of them that were refused.</summary>
    public long PtzOrders => Interlocked.Read(ref _steered);

    public long PtzRefused => Interlocked.Read(ref _refusedToSteer);

    /// <summary>Pictures that were made and sent.</summary>
    public long Snapshots => Interlocked.Read(ref _snapshots);

    public long HttpRequests => Interlocked.Read(ref _httpRequests);

    /// <summary>Requests whose credential was missing or wrong.</summary>
    public long HttpRefused => Interlocked.Read(ref _httpRefused);

    /// <summary>How often each JSON method was called; those that no device knows count as "unknown".</summary>
    public IReadOnlyDictionary<string, long> Calls => _calls is null ? ImmutableDictionary<string, long>.Empty : _calls.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>The latest login packets, oldest first.</summary>
    public IReadOnlyList<LoginAttempt> Attempts
    {
        get
        {
            lock (_gate)
                return [.. _attempts];
        }
    }

    public long LoginPacketsOf(ProvedCredential credential) => Interlocked.Read(ref _byCredential[(int)credential]);

    internal void Record(LoginAttempt attempt)
    {
        lock (_gate)
        {
            _attempts = _attempts.Enqueue(attempt);
            if (++_attemptCount > KeptAttempts)
            {
                _attempts = _attempts.Dequeue();
                _attemptCount--;
            }
        }

        Interlocked.Increment(ref _loginPackets);
        Interlocked.Increment(ref _byCredential[(int)attempt.Credential]);
        if (attempt.Outcome == LoginOutcome.Accepted)
            Interlocked.Increment(ref _accepted);
        else if (attempt.Outcome == LoginOutcome.Refused)
            Interlocked.Increment(ref _refused);
    }

    internal void Challenged() => Interlocked.Increment(ref _challenges);

    internal void KeptAlive() => Interlocked.Increment(ref _keepAlives);

    internal void Connected(int change) => Interlocked.Add(ref _connections, change);

    internal void SessionOpened() => Interlocked.Increment(ref _sessions);

    internal void SessionEnded(SessionEnd how)
    {
        Interlocked.Decrement(ref _sessions);
        if (how == SessionEnd.Logout)
            Interlocked.Increment(ref _logouts);
        else if (how == SessionEnd.TimedOut)
            Interlocked.Increment(ref _timedOut);
        else if (how == SessionEnd.Aborted)
            Interlocked.Increment(ref _aborted);
    }

    internal void StreamOpened()
    {
        Interlocked.Increment(ref _streams);
        Interlocked.Increment(ref _streamsOpened);
    }

    internal void StreamEnded() => Interlocked.Decrement(ref _streams);

    internal void Sent(int frames, int bytes)
    {
        Interlocked.Add(ref _framesSent, frames);
        Interlocked.Add(ref _bytesSent, bytes);
    }

    internal void Dropped(int frames) => Interlocked.Add(ref _framesDropped, frames);

    internal void SawBadMessage() => Interlocked.Increment(ref _badMessages);

    internal void AnsweredDiscovery() => Interlocked.Increment(ref _discoveryAnswers);

    /// <summary>A bundle is one call, and counts under the name of each method in it.</summary>
    internal void Called(string method, bool bundled = false)
    {
        if (!bundled)
            Interlocked.Increment(ref _rpcCalls);

        LazyInitializer.EnsureInitialized(ref _calls, static () => new ConcurrentDictionary<string, long>(concurrencyLevel: 1, capacity: 4))
            .AddOrUpdate(method, 1, static (_, count) => count + 1);
    }

    internal void Steered() => Interlocked.Increment(ref _steered);

    internal void RefusedToSteer() => Interlocked.Increment(ref _refusedToSteer);

    internal void TookSnapshot() => Interlocked.Increment(ref _snapshots);

    internal void AskedByHttp() => Interlocked.Increment(ref _httpRequests);

    internal void RefusedByHttp() => Interlocked.Increment(ref _httpRefused);

    internal void CountedFromOne() => Interlocked.Increment(ref _oneBased);
}
