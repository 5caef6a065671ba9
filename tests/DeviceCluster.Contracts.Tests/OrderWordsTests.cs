using System.Globalization;
using DeviceCluster.Contracts.Configuration;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Ptz;
using DeviceCluster.Contracts.Snapshots;

namespace DeviceCluster.Contracts.Tests;

/// <summary>What is written down of an order: all of it but what may be a secret, in the same words everywhere.</summary>
public class OrderWordsTests
{
    private static readonly DeviceId Gate = new("gate");
    private static readonly PtzHolder Ann = new("ann", 60);

    public static TheoryData<SessionRequest, string> Orders => new()
    {
        { new PtzOrder.Move(Gate, 1, Ann, -0.3, 0, 0.25, TimeSpan.FromSeconds(1.5)), "ptz move of channel 1 as ann (priority 60): pan -0.3, tilt 0, zoom 0.25, 1.5 s" },
        { new PtzOrder.MoveTo(Gate, 2, Ann, 90, -10.5, 4, 1), "ptz goto of channel 2 as ann (priority 60): pan 90, tilt -10.5, zoom 4, speed 1" },
        { new PtzOrder.Turn(Gate, 1, Ann, PtzLens.FocusNear, 4, TimeSpan.FromSeconds(0.5)), "ptz FocusNear of channel 1 as ann (priority 60): speed 4, 0.5 s" },
        { new PtzOrder.StopMoving(Gate, 1, Ann), "ptz stop of channel 1 as ann (priority 60)" },
        { new PtzOrder.Preset(Gate, 1, Ann, PresetAction.Set, 3, "door"), "ptz preset 3 Set of channel 1 as ann (priority 60): name 'door'" },
        { new PtzOrder.Preset(Gate, 1, Ann, PresetAction.GoTo, 3, null), "ptz preset 3 GoTo of channel 1 as ann (priority 60)" },
        { new PtzOrder.Programme(Gate, 1, Ann, ProgrammeKind.Tour, ProgrammeAction.AddPreset, 2, 7), "ptz Tour 2 AddPreset of channel 1 as ann (priority 60): preset 7" },
        { new PtzOrder.Programme(Gate, 1, Ann, ProgrammeKind.Scan, ProgrammeAction.Start, 2, null), "ptz Scan 2 Start of channel 1 as ann (priority 60)" },
        { new PtzOrder.Command(Gate, 1, Ann, 67, 900, -100, 4), "ptz command 67 of channel 1 as ann (priority 60): parameters 900, -100, 4" },
        { new PtzOrder.Take(Gate, 1, Ann, TimeSpan.FromMinutes(5)), "ptz lease of channel 1 as ann (priority 60): 300 s" },
        { new PtzOrder.Release(Gate, 1, Ann), "ptz release of channel 1 as ann (priority 60)" },
        { new SnapshotOrder.Take(Gate, 1, 3, Ann), "snapshot of channel 1 at preset 3 as ann (priority 60)" },
        { new SnapshotOrder.Take(Gate, 1, null, null), "snapshot of channel 1" },
        {
            new ConfigurationOrder.Write(Gate, "Network", 1, """{"Password":"canary","Ports":[{"Http":80},{"Http":81}],"Note":{}}"""),
            "write table Network of channel 1: Password, Ports[0].Http, Ports[1].Http"
        },
        { new ConfigurationOrder.Write(Gate, "NTP", null, "canary"), "write table NTP: what is no JSON" },
        {
            new ConfigurationOrder.Write(Gate, "NTP", null, $"{{{string.Join(',', Enumerable.Range(1, 14).Select(n => $"\"m{n}\":{n}"))}}}"),
            "write table NTP: m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12 and 2 more"
        },
    };

    [Theory]
    [MemberData(nameof(Orders))]
    public void An_order_says_what_it_wants_wherever_the_node_stands(SessionRequest order, string words)
    {
        var here = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = ",", NegativeSign = "−" } };

            Assert.Equal(words, order.Words);
        }
        finally
        {
            CultureInfo.CurrentCulture = here;
        }
    }
}
