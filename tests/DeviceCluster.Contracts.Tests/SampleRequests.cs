using DeviceCluster.Contracts.Clock;
using DeviceCluster.Contracts.Configuration;
using DeviceCluster.Contracts.Control;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Information;
using DeviceCluster.Contracts.Live;
using DeviceCluster.Contracts.Ptz;
using DeviceCluster.Contracts.Snapshots;

namespace DeviceCluster.Contracts.Tests;

/// <summary>What is asked and ordered of a device over its session, and its answers, full and sparse.</summary>
internal static class SampleRequests
{
    private static readonly DeviceId Gate = new("gate-1");
    private static readonly DateTimeOffset At = new(2026, 3, 1, 12, 30, 15, 123, TimeSpan.Zero);
    private static readonly DateTime Shown = new(2026, 3, 1, 13, 30, 17, DateTimeKind.Unspecified);
    private static readonly TimeSpan Trip = TimeSpan.FromTicks(123_457);
    private static readonly PtzHolder Guard = new("guard", 100);
    private static readonly PtzLease Lease = new(Guard, At, At.AddMinutes(1));

    public static IEnumerable<object> All => [.. Questions, .. Orders, .. Answers];

    public static IEnumerable<SessionRequest> Questions =>
    [
        new InformationQuery.GetInformation(Gate),
        new InformationQuery.Check(Gate),
        new ConfigurationQuery.Read(Gate, "Encode", 2),
        new ConfigurationQuery.Read(Gate, "NTP", null),
        new ClockQuery.Read(Gate),
        new ClockQuery.GetDrift(Gate),
        new PtzQuery.GetCapabilities(Gate, 1),
        new PtzQuery.GetStatus(Gate, 1),
        new PtzQuery.AwaitLeaseEnd(Gate, 1, "guard", TimeSpan.FromSeconds(10)),
    ];

    public static IEnumerable<object> Orders =>
    [
        new ConfigurationOrder.Write(Gate, "General", 2, """{"MachineName":"tür"}"""),
        new ConfigurationOrder.Write(Gate, "General", null, "{}"),
        new ClockOrder.SetTo(Gate, At),
        new ClockOrder.SetTo(Gate, null),
        new ControlOrder.Reboot(Gate),
        new ControlOrder.ShutDown(Gate),
        new SnapshotOrder.Take(Gate, 1, null, null),
        new SnapshotOrder.Take(Gate, 1, 3, Guard),
        new PtzOrder.Move(Gate, 1, Guard, -1, 0.5, 0, TimeSpan.FromSeconds(2)),
        new PtzOrder.MoveTo(Gate, 1, Guard, 180.5, -10.25, 128, 0.1),
        new PtzOrder.Turn(Gate, 1, Guard, PtzLens.IrisClose, 8, TimeSpan.FromMilliseconds(1)),
        new PtzOrder.StopMoving(Gate, 1, new PtzHolder("a")),
        new PtzOrder.Preset(Gate, 1, Guard, PresetAction.Set, 300, "tür"),
        new PtzOrder.Preset(Gate, 1, Guard, PresetAction.GoTo, -1, null),
        new PtzOrder.Programme(Gate, 1, Guard, ProgrammeKind.Pattern, ProgrammeAction.RecordEnd, 1, null),
        new PtzOrder.Programme(Gate, 1, Guard, ProgrammeKind.Tour, ProgrammeAction.AddPreset, 1, 7),
        new PtzOrder.Menu(Gate, 1, Guard, MenuKey.Cancel),
        new PtzOrder.Command(Gate, 1, Guard, 51, -8191, 8191, -16),
        new PtzOrder.Take(Gate, 1, Guard, TimeSpan.FromMinutes(1)),
        new PtzOrder.Release(Gate, 1, Guard),
        new SessionOrder(new ControlOrder.Reboot(Gate), new Origin("admin", "")),
        new SessionOrder(new ConfigurationOrder.Write(Gate, "NTP", null, """{"Enable":true}"""), new Origin("recorder-7", "10.0.0.9:4053")),
    ];

    public static IEnumerable<object> Answers =>
    [
        new DeviceInformation(
            Gate, "NVR5216", "4.001", "2026-01-02", "4K01ABC", "tür", 80, 554, [true, false], 4,
            [new(1, "tür", true), new(2, null, null), new(3, "", false)], [new(1, 2, 3_815_447, 0, true, "ReadWrite")], ["NTP: not supported"], PortSource.Set, PortSource.Table),
        new DeviceInformation(Gate, null, null, null, null, null, null, null, [], 0, [], [], []),
        new DeviceCheck(Gate, [new("passwords", CheckVerdict.Bad, "too short", "login"), new("care", CheckVerdict.AdviceOnly, "", null)]),
        new ConfigurationTable(Gate, "Encode", 2, """{"a":1}"""),
        new ConfigurationTable(Gate, "NTP", null, "[]"),
        new ConfigurationWritten(Gate, "NTP", 1, true, [new("Address", "\"a\"", "\"b\"")], [new("Table[0].Port", null, null)], 9),
        new ConfigurationWritten(Gate, "NTP", null, false, [], []),
        new ClockReport(Gate, Shown, At, Trip, TimeSpan.FromHours(-3.5), true, -Trip, false),
        new ClockReport(Gate, Shown, At, Trip, null, null, TimeSpan.Zero, null),
        new ClockDrift(Gate, [new(At, -Trip, Trip)], -0.25),
        new ClockDrift(Gate, [], null),
        new PictureOffer(Gate, 1, long.MaxValue, At, 12_345, 1920, 1080, true, At.AddMinutes(1), new MediaLink("jpg", "http://x/1")),
        new PtzDone(Gate, 1, Lease),
        new PtzDone(Gate, 1, null),
        new PtzLeaseEnd(Gate, 1, Guard, "taken over"),
        new PtzLeaseEnd(Gate, 1, null, "it ran out"),
        new PtzStatus(Gate, 1, 12.5, -3, 4, true, [new(1, "tür"), new(255, "")], Lease),
        new PtzStatus(Gate, 1, null, null, null, null, [], null),
        new PtzCapabilities(
            Gate, 1, "DH-SD1", true, true, true, true, false, false, true, true, true, false, new(1, 300), null, new(1, 5), new(0, 360), new(-5, 90), new(1, 4)),
    ];
}
