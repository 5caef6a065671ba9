using System.Collections.Immutable;
using DeviceCluster.Actors.Devices;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Actors.Sessions;

/// <summary>One native login in the <see cref="SessionTable"/>, from before the call is made until its logout has returned.</summary>
internal sealed class SessionEntry : IDisposable
{
    private readonly CancellationTokenSource _ending = new();
    private long _heard;
    private int _ended;
    private volatile string? _fenced;
    private volatile DeviceAccess _access = DeviceAccess.Default;

    public SessionEntry(long attempt, DeviceId device, LoginTarget target)
    {
        Attempt = attempt;
        Device = device;
        Shard = DeviceSharding.ShardOf(device);
        Target = target;
        Ending = _ending.Token;
    }

    /// <summary>The number of the login on this node.</summary>
    public long Attempt { get; }

    public DeviceId Device { get; }

    public string Shard { get; }

    public LoginTarget Target { get; }

    /// <summary>Cancelled when the login begins to end, for whatever reason: all that stands on it ends.</summary>
    public CancellationToken Ending { get; }

    /// <summary>When something of the device was last heard, by <see cref="TimeProvider.GetTimestamp"/>; 0 = nothing yet.</summary>
    public long Heard => Interlocked.Read(ref _heard);

    /// <summary>Null until the call has returned.</summary>
    public INativeLogin? Login { get; internal set; }

    /// <summary>How the device is reached beside the port of its SDK, as it was last ordered; its entity keeps it true while the login lives.</summary>
    public DeviceAccess Access
    {
        get => _access;
        set
        {
            _access = value;
            if (Login is { } login)
                login.HttpPort = value.HttpPort;
        }
    }

    /// <summary>Why this node may not hold it any more: it ends without a word to the device, however far its end is. Null = it may.</summary>
    public string? Fenced
    {
        get => _fenced;
        internal set => _fenced = value;
    }

    /// <summary>The rules of the manual that the password of this login breaks, in words that tell nothing else of it.</summary>
    public ImmutableArray<string> PasswordFlaws { get; internal set; } = [];

    // Below: under the table's lock.
    internal SessionStage Stage { get; set; }

    internal SessionClaim? Claim { get; set; }

    /// <summary>What the call brings is not wanted any more: it was overdue, or given up.</summary>
    internal bool Unwanted { get; set; }

    /// <summary>Since when its end is waited for, by <see cref="TimeProvider.GetTimestamp"/>: the logout's call runs, or a login's that nobody wants.</summary>
    internal long? EndingSince { get; set; }

    /// <summary>Live, or on the way, and not given up.</summary>
    internal bool IsWanted => !Unwanted && Stage is (SessionStage.Calling or SessionStage.Live);

    public void Hear(long timestamp) => Interlocked.Exchange(ref _heard, timestamp);

    public void Dispose() => _ending.Dispose();

    public override string ToString() => $"login {Attempt} of {Device}";

    internal void End()
    {
        // Once: an abort may overtake the logout, and the second to end finds it disposed of.
        if (Interlocked.Exchange(ref _ended, 1) == 0)
            _ending.Cancel();
    }

    /// <summary>True when the caller shall carry the logout out. A call under way is only marked, and logged out when it returns.</summary>
    internal bool BeginLeaving()
    {
        if (Stage == SessionStage.Calling)
            Unwanted = true;
        if (Stage != SessionStage.Live)
            return false;
        Stage = SessionStage.Leaving;
        return true;
    }
}
