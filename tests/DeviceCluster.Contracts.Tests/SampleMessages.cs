using System.Collections.Immutable;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Fencing;
using DeviceCluster.Contracts.Fleet;
using DeviceCluster.Contracts.Live;

namespace DeviceCluster.Contracts.Tests;

/// <summary>Messages of every kind, full and sparse. What is journaled is also stored under Samples.</summary>
internal static class SampleMessages
{
    private static readonly DeviceId Gate = new("gate-1");
    private static readonly OrderKey Key = new("7zq0k3m9x2v5b8n1c4d6f0gh2j");
    private const string Digest = "00112233445566778899aabbccddeeff";
    private static readonly DateTimeOffset At = new(2026, 3, 1, 12, 30, 15, 123, TimeSpan.Zero);
    private static readonly DeviceAddress Address = new("10.0.0.7", 37778);
    private static readonly DeviceIdentity Nvr = new("4K01ABC", 16, 31);
    private static readonly SealedSecret Password = new("k-1", [1, 2, 3], [4, 5, 6, 7], [8, 9]);
    private static readonly ImmutableSortedDictionary<string, string> Tags =
        DeviceTags.Of([KeyValuePair.Create("site", "Köln 3"), KeyValuePair.Create("duty", "")]);
    private static readonly DeviceAccess Access = new(8080, 8554, PlainLogin: true);
    private static readonly SessionStatus Online = new(SessionPhase.Online, At, "logged in", null, null, null);
    private static readonly SessionStatus Locked = new(SessionPhase.Locked, At, "locked", At.AddHours(1), 5, 0);

    public static IEnumerable<object> Events =>
    [
        new DeviceEvent.Enrolled(Gate, Address, "admin", Password, 1, "4K01ABC", At),
        new DeviceEvent.AddressChanged(Gate, new DeviceAddress("fe80::1"), At),
        new DeviceEvent.CredentialChanged(Gate, "root", Password, 2, At),
        new DeviceEvent.CredentialTried(Gate, 2, At),
        new DeviceEvent.CredentialProved(Gate, 2, Nvr, At),
        new DeviceEvent.CredentialRefused(Gate, 2, 1, "wrong password", 4, At),
        new DeviceEvent.CredentialNotJudged(Gate, 2, "no connection", At),
        new DeviceEvent.Locked(Gate, At.AddMinutes(30), At),
        new DeviceEvent.IdentityChanged(Gate, "9Z99", At),
        new DeviceEvent.Retried(Gate, At),
        new DeviceEvent.Enabled(Gate, At),
        new DeviceEvent.Disabled(Gate, At),
        new DeviceEvent.Removed(Gate, At),
        new DeviceEvent.OrderCarriedOut(Gate, Key, Digest, At),
        new DeviceEvent.Renamed(Gate, "Tor im Hof", At),
        new DeviceEvent.Tagged(Gate, Tags, At),
        new DeviceEvent.AccessChanged(Gate, Access, At),
    ];

    public static DeviceSnapshot Snapshot => new(
        Gate, Address, "admin", Password, 3, CredentialStanding.Refused, "wrong password", 1, 4, At,
        "4K01ABC", Nvr, "9Z99", At.AddHours(1), true, At.AddMinutes(10));

    /// <summary>With the orders that were carried out last; <see cref="Snapshot"/> is as it was stored before there were any.</summary>
    public static DeviceSnapshot SnapshotWithOrders =>
        Snapshot with { Orders = [new(new("k!~1"), Digest, At), new(Key, Digest, At.AddSeconds(1))] };

    /// <summary>With name and tags, which came after them.</summary>
    public static DeviceSnapshot SnapshotWithTags => SnapshotWithOrders with { Name = "Tor im Hof", Tags = Tags };

    /// <summary>With all that was added later.</summary>
    public static DeviceSnapshot SnapshotWithAccess => SnapshotWithTags with { Access = Access };

    public static IEnumerable<object> Journaled =>
        [.. Events, Snapshot, SnapshotWithOrders, SnapshotWithTags, SnapshotWithAccess, .. SampleJobs.Journaled];

    public static IEnumerable<object> Others =>
    [
        .. SampleRequests.All,
        .. SampleJobs.Others,
        .. SampleDiscovery.All,
        new DeviceEvent.Enrolled(Gate, Address, "admin", Password, 1, null, At),
        new DeviceEvent.CredentialRefused(Gate, 2, 3, "unknown", null, At),
        new DeviceSnapshot(Gate, null, null, null, 0, CredentialStanding.Untried, null, null, null, null, null, null, null, null, false),
        new DeviceSnapshot(
            Gate, null, null, null, 2, CredentialStanding.Untried, null, null, 1, null, null, null, null, At, false, FormerAddress: Address),
        new DeviceCommand.Enrol(Gate, Address, "admin", new Secret("p"), "4K01ABC"),
        new DeviceCommand.Enrol(Gate, Address, "admin", new Secret("p"), null),
        new DeviceCommand.Enrol(Gate, Address, "admin", new Secret("p"), null, Access),
        new DeviceCommand.Enrol(Gate, Address, "admin", new Secret("p"), null, DeviceAccess.Default),
        new DeviceCommand.SetAccess(Gate, 8080, DeviceCommand.SetAccess.AutomaticPort, false),
        new DeviceCommand.SetAccess(Gate),
        new DeviceEvent.AccessChanged(Gate, DeviceAccess.Default, At),
        new DeviceCommand.ChangeAddress(Gate, Address),
        new DeviceCommand.SetCredential(Gate, "admin", new Secret("pä")),
        new DeviceCommand.Enable(Gate),
        new DeviceCommand.Disable(Gate),
        new DeviceCommand.Retry(Gate),
        new DeviceCommand.Remove(Gate),
        new DeviceCommand.Rename(Gate, "Tor im Hof"),
        new DeviceCommand.Tag(Gate, Tags, ["floor"]),
        new DeviceCommand.Tag(Gate, DeviceTags.None, default),
        new DeviceEvent.Tagged(Gate, DeviceTags.None, At),
        new DeviceOrder(Key, new DeviceCommand.Remove(Gate)),
        new DeviceOrder(Key, new DeviceCommand.Retry(Gate)) { By = new("operator", "10.0.0.9") },
        new DeviceOrder(Key, new DeviceCommand.Tag(Gate, Tags, ["floor"])),
        new DeviceOrder(new("k"), new DeviceCommand.Enrol(Gate, Address, "admin", new Secret("p"), null)),
        new DeviceReply.Done(),
        new DeviceReply.Refused(RefusalCode.Busy, "a reason", "a remedy"),
        new DeviceReply.Refused(RefusalCode.DeviceRefused, "a reason", "a remedy", new DeviceError(0x80000007, "NET_ILLEGAL_PARAM")),
        new DeviceQuery.GetReport(Gate),
        new DeviceQuery.GetWhy(Gate),
        new DeviceQuery.FindPicture(Gate, 1, long.MaxValue),
        new DeviceReport(Gate, true, Address, "admin", true, Nvr, Locked, 2, true, "node-1", ["1/Main", "2/Extra1"], "Tor im Hof", Tags, Access),
        new DeviceReport(Gate, false, null, null, false, null, Online, 0, false, "node-1", []),
        new WhyReport(Gate, Online, "node-1", "17", [new WhyEntry(At, "online", "4 channels"), new WhyEntry(At, "lost", null)]),
        new DeviceSignal.Wake(Gate),
        new DeviceSignal.NotEnrolled(Gate),
        StopDevice.Instance,
        new LiveCommand.Open(Gate, 2, StreamKind.Extra1),
        new LiveCommand.Open(Gate, 2, StreamKind.Extra1) { By = new Origin("operator", "10.0.0.9") },
        new LiveCommand.Close(Gate, 2, StreamKind.Main),
        new LiveCommand.Close(Gate, 2, StreamKind.Main) { By = new Origin("operator", "10.0.0.9") },
        new LiveCommand.List(Gate),
        new LiveCommand.Find(Gate, 2, StreamKind.Extra1, 3_612_345_678_901_234_567),
        new LiveReply.Offered(new MediaOffer(
            Gate, 2, StreamKind.Extra1, "H265", 1920, 1080, 7, At, [new MediaLink("h265", "http://x/1"), new MediaLink("dav", "http://x/2")])),
        new LiveReply.Closed(3),
        new FleetQuery.List(null, 200),
        new FleetQuery.List(Gate, 1),
        new FleetReply.Page([new(Gate, Address, "4K01ABC", 16, true, SessionPhase.Online, At, "logged in", "node-1", "Tor im Hof", Tags)], Gate),
        new FleetReply.Page([new(Gate, Address, null, null, false, null, null, "nothing was heard of it yet", null)], null),
        new FleetReply.Refused(RefusalCode.StorageUnavailable, "a reason", "a remedy"),
        new LiveReply.Refused(RefusalCode.Offline, "a reason", "a remedy"),
        new LiveReply.Refused(RefusalCode.DeviceRefused, "a reason", "a remedy", new DeviceError(0x80000017, "NET_NOT_SUPPORTED")),
        new LiveList(Gate, [new LiveView(Gate, 2, StreamKind.Main, "H264", 1, 2, 3, 4, At, 5)]),
        new VouchSignal.Ask("node-1:4053#77", 123_456_789_012, "0123456789abcdef"),
        new VouchSignal.Vouch("node-2:4053#-5", 123_456_789_012, "node-1:4053#77", [new RefusedNode("node-3:4053#9", TimeSpan.FromSeconds(7))]),
    ];
}
