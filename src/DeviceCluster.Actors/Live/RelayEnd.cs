using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Live;

namespace DeviceCluster.Actors.Live;

/// <summary>How a relay ended. Names no URL: it is for viewers and for the log.</summary>
internal sealed record RelayEnd(RelayEndKind Kind, string Why, string Remedy)
{
    private const string OpenAgain = "open the live view again";

    private const string SeeNodeUrl = "set DeviceCluster:Http:NodeUrl of each node to an address that leads to that node alone";

    public static RelayEnd Unwatched { get; } = new(RelayEndKind.Unwatched, "nobody watches any more", OpenAgain);

    public static RelayEnd Ended { get; } = new(RelayEndKind.Ended, LiveFinding.Ended.Why, LiveFinding.Ended.Remedy);

    public static RelayEnd Stopped { get; } = new(RelayEndKind.Stopped, "this node is ending", "open the live view at another node");

    public static RelayEnd Forbidden { get; } = new(
        RelayEndKind.Forbidden,
        "the node that owns the device does not take the tickets of this cluster",
        "give all nodes the same media key, DeviceCluster:Keys:Media");

    public static RelayEnd Cut { get; } = new(RelayEndKind.Cut, "the connection to the node that owns the device broke off", OpenAgain);

    public static RelayEnd CutInFrame { get; } = Cut with { Why = "the node that owns the device ended in the middle of a frame" };

    /// <summary>For the log alone; its words may name the owner's address.</summary>
    public Exception? Cause { get; private init; }

    /// <summary>Viewers see that something is missing: what they have is cut off, not finished.</summary>
    public bool IsFailure => Kind is not (RelayEndKind.Unwatched or RelayEndKind.Ended);

    public static RelayEnd Silent(TimeSpan limit) => new(
        RelayEndKind.Silent, $"nothing came from the node that owns the device for {limit.TotalSeconds:0.#} s", OpenAgain);

    public static RelayEnd Garbage(long bytes) => new(
        RelayEndKind.Garbage, $"{bytes} bytes in a row from the node that owns the device were no frames", OpenAgain);

    public static RelayEnd Unreachable(string why, Exception? cause = null) =>
        new(RelayEndKind.Unreachable, why, OpenAgain) { Cause = cause };

    public static RelayEnd Misdirected(string why) => new(RelayEndKind.Misdirected, why, SeeNodeUrl);

    public static RelayEnd Busy(string why, string remedy) => new(RelayEndKind.Refused, why, remedy);

    public static RelayEnd Fault(Exception e) => new(RelayEndKind.Fault, $"the relay failed: {e.Message}", OpenAgain) { Cause = e };

    /// <summary>The device's entity knows no such run, or cannot tell now.</summary>
    public static RelayEnd Of(LiveReply.Refused refused) => refused.Code switch
    {
        RefusalCode.Moving or RefusalCode.Busy or RefusalCode.StorageUnavailable => Busy(refused.Reason, refused.Remedy),
        _ => Ended,
    };

    public LiveFinding.Absent ToFinding() => new(
        Kind switch
        {
            RelayEndKind.Unwatched or RelayEndKind.Ended => LiveAbsence.Ended,
            RelayEndKind.Refused or RelayEndKind.Stopped => LiveAbsence.Busy,
            _ => LiveAbsence.Unreachable,
        },
        Why,
        Remedy);
}
