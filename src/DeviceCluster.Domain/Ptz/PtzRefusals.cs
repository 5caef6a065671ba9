using System.Globalization;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Ptz;

namespace DeviceCluster.Domain.Ptz;

/// <summary>The words in which orders to a camera are refused.</summary>
internal static class PtzRefusals
{
    public static DeviceReply.Refused Invalid(string reason, string remedy) => new(RefusalCode.Invalid, reason, remedy);

    public static DeviceReply.Refused Held(PtzLease lease) => new(
        RefusalCode.Busy,
        $"the camera is held by {Who(lease.Holder)} until {Time(lease.Until)}",
        lease.Holder.Priority < PtzHolder.MaxPriority
            ? $"wait until then, or order with a priority above {lease.Holder.Priority}"
            : "wait until then: there is no higher priority");

    public static DeviceReply.Refused Lost(LeaseNotice notice) => new(
        RefusalCode.Busy, TookOver(notice.By, notice.At), "give the order again if you still want the camera; it then obeys the lease as any other");

    public static DeviceReply.Refused TooMany(int most) => new(
        RefusalCode.Busy, $"{most} orders to this camera wait already", "give the order again when some are answered");

    public static DeviceReply.Refused TooManyWatch(int most) => new(
        RefusalCode.Busy, $"{most} wait for the end of a lease of this camera already", "ask again when some are answered");

    public static DeviceReply.Refused StillHeld(string holder) => new(
        RefusalCode.Busy, $"{holder} has the camera still", "ask again, to go on waiting for the end of the lease");

    public static DeviceReply.Refused Stopped(PtzHolder by) => new(
        RefusalCode.Busy, $"{Who(by)} stopped the camera while the order waited", "look why, then give the order again");

    public static DeviceReply.Refused StoppedInPart { get; } = new(
        RefusalCode.DeviceRefused,
        "the camera knows no stop of all that moves: a continuous move, if there was one, was ended, and nothing else",
        "end a tour, scan, pattern or pan by its own '-what stop'; on its way to a preset or a place the camera stops there");

    public static DeviceReply.Refused GivenBack { get; } = new(
        RefusalCode.Busy, "the camera was given back while the order waited", "give the order again before the camera is given back");

    public static DeviceReply.Refused TooLate(TimeSpan time) => new(
        RefusalCode.Busy,
        $"the {Seconds(time)} of the order were over before the camera could be told",
        "give the order again; the camera, or the way to it, is slow");

    public static DeviceReply.Refused Moving { get; } = new(
        RefusalCode.Moving, "the device is being handed over, or its node ends", "give the order again in a moment");

    public static DeviceReply.Refused Over { get; } = new(
        RefusalCode.Offline, "the session of the device ended", "look with 'device why' what it waits for");

    public static string TookOver(PtzHolder by, DateTimeOffset at) => $"{Who(by)} took over at {Time(at)}";

    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.f'Z'", CultureInfo.InvariantCulture);

    public static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.###} s");

    private static string Who(PtzHolder holder) => string.Create(CultureInfo.InvariantCulture, $"{holder.Name} (priority {holder.Priority})");
}
