using System.Net;
using DeviceCluster.Actors.Sessions;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Discovery;
using DeviceCluster.Sdk;
using DeviceCluster.Sdk.Initialisation;

namespace DeviceCluster.Actors.Discovery;

/// <summary>The words of refusals of searches and first accounts, whoever asked. What values are wrong, <see cref="DiscoveryRules"/> say.</summary>
internal static class DiscoveryRefusals
{
    /// <summary>One who is still there may send it again: nothing was sent to the device.</summary>
    public static DiscoveryReply.Refused TooLate { get; } = new(
        RefusalCode.Moving, "the order came too late to be begun: it was held up on its way; nothing was sent", "give the order again");

    public static DiscoveryReply.Refused Ending { get; } = new(
        RefusalCode.Moving, "this node ends, and searches no more", "ask another node");

    public static DiscoveryReply.Refused Busy(int running) => new(
        RefusalCode.Busy, $"this node makes {running} searches and first accounts already", "ask again in a moment, or another node of the same network");

    public static DiscoveryReply.Refused NotKnown(object message) => new(
        RefusalCode.NotSupported, $"this version does not know {message.GetType().Name}", "ask a node of a newer version");

    public static DiscoveryReply.Refused NotHere(IPAddress local) => new(
        RefusalCode.Invalid, $"{local} is no address of this node", "an address of the node, or none: then all its networks are searched");

    /// <summary>Of a search that could not be made, or failed.</summary>
    public static DiscoveryReply.Refused OfQuery(Exception failure) => Named(failure, failure switch
    {
        RefusedException { Refusal: DiscoveryReply.Refused refused } => refused,
        OperationCanceledException => Ending,
        SdkException { Code: SdkErrors.NotSupported or SdkErrors.Unsupported } e => new(
            RefusalCode.NotSupported, e.Message, "search without the binary way, or use our own library"),
        SdkException e => new(RefusalCode.DeviceRefused, e.Message, $"look at the node's networks; 'sdk errors {e.Name}'"),
        LaneFullException or LaneDeadlineException { Started: false } => new(RefusalCode.Busy, failure.Message, "ask again in a moment"),
        LaneDeadlineException => new(RefusalCode.NoAnswer, failure.Message, "ask again"),
        _ => new(RefusalCode.DeviceRefused, $"the search failed in an unforeseen way ({failure.GetType().Name})", "look into the log of the node"),
    });

    /// <summary>Of a first account that was not made, or of which nobody knows.</summary>
    public static DiscoveryReply.Refused OfOrder(Exception failure) => Named(failure, failure switch
    {
        RefusedException { Refusal: DiscoveryReply.Refused refused } => refused,
        PasswordRefusedException e => new(
            RefusalCode.Invalid, $"the password is not allowed: {e.Words}", "8 to 32 characters of at least two kinds; nothing was sent"),
        SdkException { Code: SdkErrors.NetworkError, MayHaveArrived: false } e => new(
            RefusalCode.DeviceRefused,
            $"{e.Message}: none of that MAC was found, or it fell silent before the account was sent; nothing was changed",
            "look with 'discovery search' whether it is there and not initialised, and whether its HTTP port can be reached"),
        SdkException { Code: SdkErrors.NetworkError or SdkErrors.NotNow } e => HalfDone(e.Message),
        SdkException e => new(
            RefusalCode.DeviceRefused, e.Message, $"look with 'discovery search' whether it is there and not initialised; 'sdk errors {e.Name}'"),
        LaneFullException or LaneDeadlineException { Started: false } => new(
            RefusalCode.Busy, $"{failure.Message}; nothing was sent", "give the order again in a moment"),
        LaneDeadlineException => HalfDone(failure.Message),
        _ => HalfDone($"the order failed in an unforeseen way ({failure.GetType().Name})"),
    });

    /// <summary>False: it is our own fault.</summary>
    public static bool IsForeseen(Exception failure) =>
        failure is RefusedException or SdkException or LaneFullException or LaneDeadlineException;

    private static DiscoveryReply.Refused Named(Exception failure, DiscoveryReply.Refused refusal) =>
        DeviceErrors.Of(failure) is { } error ? refusal with { SdkError = error } : refusal;

    private static DiscoveryReply.Refused HalfDone(string reason) => new(
        RefusalCode.NoAnswer,
        $"{reason}; whether the device has the account now is not known",
        "look with 'discovery search' whether it is there and not initialised");
}
