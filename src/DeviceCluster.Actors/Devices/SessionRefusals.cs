using DeviceCluster.Actors.Sessions;
using DeviceCluster.Contracts.Configuration;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Ptz;
using DeviceCluster.Contracts.Snapshots;
using DeviceCluster.Domain.Devices;
using DeviceCluster.Sdk;

namespace DeviceCluster.Actors.Devices;

/// <summary>The words of refusals of what is asked and ordered over a session.</summary>
internal static class SessionRefusals
{
    public static DeviceReply.Refused Ended { get; } = new(
        RefusalCode.Offline, "the session of the device ended", "look with 'device why' what it waits for, and ask again");

    /// <summary>Given where the order may have reached the device.</summary>
    public static DeviceReply.Refused HalfDone(string reason, DeviceError? error = null) => new(
        RefusalCode.NoAnswer, $"{reason}; whether the order was carried out is not known", "look how the device is, then give the order again", error);

    public static DeviceReply.Refused NotHeld(DeviceId device) => new(
        RefusalCode.Moving, $"this node may not hold the session of device {device} any more: another node takes it over", "ask again in a moment");

    public static DeviceReply.Refused NotSupported(SessionRequest request) => new(
        RefusalCode.NotSupported, $"this version does not know how to do it: {request.Words}", "ask a node of a newer version");

    public static DeviceReply.Refused TooSlow(TimeSpan limit) => new(
        RefusalCode.DeviceRefused, $"the device took longer than {limit.TotalSeconds:0} s for all of it", "ask again when it has less to do");

    public static DeviceReply.Refused Busy(int waiting) => new(
        RefusalCode.Busy, $"{waiting} requests wait for this device already", "ask again in a moment");

    public static DeviceReply.Refused Impatient(TimeSpan patience) => new(
        RefusalCode.Busy, $"it waited {patience.TotalSeconds:0} s for its turn at the device and was not begun", "ask again in a moment");

    /// <summary>
    /// It lay somewhere while its device moved, or waited too long for the way to it. Its asker may be gone; one who is still there may send it again.
    /// </summary>
    public static DeviceReply.Refused TooLate(SessionRequest request) => new(
        RefusalCode.Moving,
        $"'{request.Words}' came too late to be begun: it was held up on its way to device {request.Device}, as while that moves",
        "give the order again");

    /// <summary>Nothing was begun that could have been carried out half.</summary>
    public static DeviceReply.Refused Stopping(DeviceId device) => new(
        RefusalCode.Moving, $"device {device} is being handed over, or its entity begins anew", "ask again in a moment");

    /// <summary>Of a call that was made and failed, or could not be made.</summary>
    /// <param name="failure">What came of it.</param>
    /// <param name="request">Whose call it was.</param>
    /// <param name="mayHaveChanged">Of an order: the call that carries it out was made. What failed before, as reading what there is, has changed nothing.</param>
    public static DeviceReply.Refused Of(Exception failure, SessionRequest request, bool mayHaveChanged = true) => Named(failure, failure switch
    {
        RefusedException { Refusal: DeviceReply.Refused refused } => refused,
        SdkException { Code: SdkErrors.NetworkError } e when mayHaveChanged && MayHaveArrived(e, request) => HalfDone(Words(e)),
        SdkException { Code: SdkErrors.NetworkError } e when IsChange(request) => NotDone(
            Words(e), "look with 'device why' whether it is there, and give the order again"),
        SdkException { Code: SdkErrors.NetworkError } e => new(
            RefusalCode.DeviceRefused, Words(e), "look with 'device why' whether it is there, and ask again"),
        SdkException { Code: SdkErrors.NoJson } e when mayHaveChanged && MayHaveArrived(e, request) => HalfDone(Words(e)),
        SdkException { Code: SdkErrors.NoJson } e => new(
            RefusalCode.DeviceRefused, Words(e),
            "such a device has what its login tells, live views and pictures; set the rest at the device itself, or say in 'DeviceCluster:Sdk:JsonPort' where it speaks JSON"),
        SdkException { Code: SdkErrors.IllegalParameter } e => new(RefusalCode.DeviceRefused, Words(e), "ask for something that the device has"),
        SdkException e => new(RefusalCode.DeviceRefused, Words(e), "look the code up with 'sdk errors'"),
        LaneFullException e => new(RefusalCode.Busy, e.Message, "ask again in a moment"),
        LaneDeadlineException { Started: false } e => new(RefusalCode.Busy, e.Message, "ask again in a moment"),
        LaneDeadlineException e when IsChange(request) && mayHaveChanged => HalfDone(e.Message),
        LaneDeadlineException e when IsChange(request) => NotDone(e.Message, "give the order again"),
        LaneDeadlineException e => new(RefusalCode.DeviceRefused, e.Message, "ask again"),
        _ when request.IsOrder && !mayHaveChanged => NotDone(
            $"the order failed in an unforeseen way ({failure.GetType().Name})", "look into the log of the node"),
        _ when request.IsOrder => HalfDone($"the order failed in an unforeseen way ({failure.GetType().Name})"),
        _ => new(RefusalCode.DeviceRefused, $"the question failed in an unforeseen way ({failure.GetType().Name})", "look into the log of the node"),
    });

    // A picture changes nothing at the device: whoever got none has none. Its camera is sent to a preset by an order of its own.
    private static bool IsChange(SessionRequest request) => request.IsOrder && request is not SnapshotOrder.Take;

    // A stop is more calls than one, and they are sent again: that the last was not sent says little.
    private static bool MayHaveArrived(SdkException failure, SessionRequest order) =>
        IsChange(order) && (failure.MayHaveArrived || order is PtzOrder.StopMoving);

    private static DeviceReply.Refused NotDone(string reason, string remedy) => new(
        RefusalCode.DeviceRefused, $"{reason}; nothing was changed", remedy);

    /// <summary>Neither the device nor the lanes say so: it is our own fault.</summary>
    public static bool IsUnforeseen(Exception failure) =>
        failure is not (RefusedException or SdkException or LaneFullException or LaneDeadlineException);

    /// <summary>Of an order that does not say, or says too long, who gives it; null when it does, and for a question.</summary>
    public static DeviceReply.Refused? OfOrigin(SessionRequest request, Origin? by) => (request.IsOrder, by) switch
    {
        (false, _) => null,
        (true, null) => new(RefusalCode.Invalid, "an order to a device says who gives it", "send it in a SessionOrder, with its origin"),
        (true, { } origin) when IsFit(origin.Who) && IsFit(origin.Where) => null,
        _ => new(RefusalCode.Invalid, "who gives the order, or from where, is empty or too long", $"use 1 to {Origin.MaxLength} characters for each"),
    };

    public static DeviceReply.Refused? OfChannel(SessionRequest request, DeviceState device, DeviceSession session)
    {
        if (ChannelOf(request) is not { } channel)
            return null;
        var channels = (session.Identity ?? device.Identity)?.Channels ?? 0;
        if (channels > 0 && channel > channels)
        {
            return new(
                RefusalCode.Invalid,
                $"the device has no channel {channel}: people count 1 to {channels}, the SDK 0 to {channels - 1}",
                $"use a channel from 1 to {channels}");
        }

        return channel >= 1 ? null : new(
            RefusalCode.Invalid, $"there is no channel {channel}: people count from 1, the SDK from 0", "use a channel from 1");
    }

    private static int? ChannelOf(SessionRequest request) => request switch
    {
        ConfigurationQuery.Read r => r.Channel,
        ConfigurationOrder.Write r => r.Channel,
        SnapshotOrder.Take r => r.Channel,
        PtzOrder r => r.Channel,
        PtzQuery.GetCapabilities r => r.Channel,
        PtzQuery.GetStatus r => r.Channel,
        PtzQuery.AwaitLeaseEnd r => r.Channel,
        _ => null,
    };

    private static bool IsFit(string text) => text.Length is > 0 and <= Origin.MaxLength;

    private static DeviceReply.Refused Named(Exception failure, DeviceReply.Refused refusal) =>
        DeviceErrors.Of(failure) is { } error ? refusal with { SdkError = error } : refusal;

    private static string Words(SdkException failure) => $"{failure.Message}, 0x{failure.Code:X8}";
}
