namespace DeviceCluster.Actors.Tests.Support;

/// <summary>A clock that can be set, as an operator or a time server does; what passes on it is as steady as ever.</summary>
internal sealed class SetClock : TimeProvider
{
    private long _ahead;

    public TimeSpan Ahead
    {
        set => Volatile.Write(ref _ahead, value.Ticks);
    }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Volatile.Read(ref _ahead));
}
