using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Live;
using DeviceCluster.Domain.Devices;

namespace DeviceCluster.Actors.Devices;

/// <summary>The words of refusals that concern no decision about the device itself: not here, not now.</summary>
internal static class Refusals
{
    public static DeviceReply.Refused Moving(DeviceId device) => new(
        RefusalCode.Moving, $"device {device} is being handed over, or its node ends", "give the order again in a moment");

    public static LiveReply.Refused LiveMoving(DeviceId device) => new(
        RefusalCode.Moving, $"device {device} is being handed over, or its node ends", "open again in a moment");

    public static LiveReply.Refused LiveNotHeld(DeviceId device) => new(
        RefusalCode.Moving, $"this node may not hold the session of device {device} any more: another node takes it over", "open again in a moment");

    public static DeviceReply.Refused NoStorage(string reason) => new(
        RefusalCode.StorageUnavailable, $"the journal cannot be written now: {reason}", "give the order again when the storage is back");

    public static DeviceReply.Refused NotBegun(RefusalCode code, string reason) => new(code, reason, "give the order again in a moment");

    /// <summary>The journal may hold the order although it said nothing, or failed.</summary>
    public static DeviceReply.Refused HalfWritten(string reason) => new(
        RefusalCode.NoAnswer, $"{reason}; whether the order was stored is not known", "look what holds, then give the order again in a moment");

    /// <summary>Nothing came back to any sending of it.</summary>
    public static DeviceReply.Refused NoAnswer(DeviceId device, TimeSpan limit) => new(
        RefusalCode.NoAnswer,
        $"device {device} gave no answer within {limit.TotalSeconds:0} s; whether the order was stored is not known",
        $"look with 'device why {device}', then give the order again");

    /// <summary>Of whoever cannot recover while the journal is away; null for what is no order and no question.</summary>
    public static object? Unread(object message, string reason) => message switch
    {
        DeviceCommand or DeviceOrder => NoStorage(reason),
        LiveCommand => LiveNoStorage(reason),
        SessionRequest or SessionOrder => new DeviceReply.Refused(
            RefusalCode.StorageUnavailable, $"the device's journal cannot be read now: {reason}", "ask again when the storage is back"),
        DeviceQuery query => new DeviceReply.Refused(
            RefusalCode.StorageUnavailable,
            $"device {query.Device} cannot be asked: its journal cannot be read now: {reason}",
            "ask again when the storage is back"),
        _ => null,
    };

    public static LiveReply.Refused LiveNoStorage(string reason) => new(
        RefusalCode.StorageUnavailable, $"the device's journal cannot be read now: {reason}", "open again when the storage is back");

    public static LiveReply.Refused NotEnrolled(DeviceId device) => new(
        RefusalCode.NotEnrolled, $"device {device} is not enrolled", "enrol it first, or look for the right id in the list of devices");

    public static LiveReply.Refused Ended { get; } = new(RefusalCode.Offline, "the live view has ended", "open it again");

    public static LiveReply.Refused Offline(SessionStatus status) => new(
        RefusalCode.Offline, $"the device has no session ({status.Phase}): {status.Reason}", "look with 'device why' what it waits for");

    /// <summary>Why the device cannot do it; null when it can.</summary>
    public static LiveReply.Refused? OfLive(LiveCommand command, DeviceState device, DeviceSession session, bool leaving)
    {
        if (!device.IsEnrolled)
            return NotEnrolled(command.Device);
        if (leaving)
            return LiveMoving(command.Device);
        if (command is not LiveCommand.Open open)
            return null;
        if (!Enum.IsDefined(open.Stream))
            return new(RefusalCode.Invalid, $"{open.Stream} is no stream", "use main, extra1, extra2 or extra3");
        if (!device.Enabled)
            return new(RefusalCode.Disabled, $"device {command.Device} is disabled", "enable it first");
        if (!session.IsUp)
            return Offline(session.Status);
        return (session.Identity ?? device.Identity) is { Channels: > 0 } identity && (open.Channel < 1 || open.Channel > identity.Channels)
            ? new(RefusalCode.Invalid, $"the device has no channel {open.Channel}", $"use a channel from 1 to {identity.Channels}")
            : null;
    }

    /// <summary>Why it cannot be asked or ordered over the device's session; null when it can.</summary>
    public static DeviceReply.Refused? OfSession(SessionRequest request, Origin? by, DeviceState device, DeviceSession session, bool leaving)
    {
        if (!device.IsEnrolled)
            return new(RefusalCode.NotEnrolled, $"device {request.Device} is not enrolled", "enrol it first, or look for the right id in the list of devices");
        if (leaving)
            return SessionRefusals.Stopping(request.Device);
        if (SessionRefusals.OfOrigin(request, by) is { } nameless)
            return nameless;
        if (!device.Enabled)
            return new(RefusalCode.Disabled, $"device {request.Device} is disabled", "enable it first");
        if (!session.IsUp)
            return new(RefusalCode.Offline, Offline(session.Status).Reason, Offline(session.Status).Remedy);
        return SessionRefusals.OfChannel(request, device, session);
    }
}
