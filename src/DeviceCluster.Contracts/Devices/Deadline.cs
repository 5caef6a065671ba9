using System.Globalization;

namespace DeviceCluster.Contracts.Devices;

/// <summary>
/// Until when something may begin, by the steady clock of the process that holds it. To another process it goes as the time that is left when it is
/// written, and is counted on there: the clocks of two machines are never compared. What passes on the wire is not counted.
/// </summary>
public sealed class Deadline
{
    /// <summary>No asker waits for longer.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private readonly TimeProvider _clock;
    private readonly TimeSpan _time;
    private readonly long _since;

    private Deadline(TimeSpan time, TimeProvider clock) => (_time, _clock, _since) = (time, clock, clock.GetTimestamp());

    /// <summary>Zero, and not less, when it has passed.</summary>
    public TimeSpan Left => _time - _clock.GetElapsedTime(_since) is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    public bool HasPassed => Left == TimeSpan.Zero;

    public static Deadline In(TimeSpan time, TimeProvider clock) => new(time < Longest ? time : Longest, clock);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Left.TotalSeconds:0.###} s left");
}
