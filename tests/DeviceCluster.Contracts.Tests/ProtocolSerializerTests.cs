using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Serialization;
using Akka.TestKit.Xunit2;
using DeviceCluster.Contracts.Akka;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Discovery;
using DeviceCluster.Contracts.Fencing;
using DeviceCluster.Contracts.Fleet;
using DeviceCluster.Contracts.Jobs;
using DeviceCluster.Contracts.Live;
using DeviceCluster.Contracts.Mapping;

namespace DeviceCluster.Contracts.Tests;

/// <summary>Every message goes through the serialization of a real actor system, with nothing but our serializer and Akka's own.</summary>
public sealed class ProtocolSerializerTests() : TestKit(SystemSetup)
{
    private static readonly ActorSystemSetup SystemSetup = ActorSystemSetup.Empty
        .And(BootstrapSetup.Create().WithConfig(
            """
            akka.actor.serialization-settings.allow-unregistered-types = off
            akka.loglevel = OFF
            akka.stdout-loglevel = OFF
            """))
        .And(SerializationSetup.Create(system =>
            [SerializerDetails.Create(ProtocolSerializer.Name, new ProtocolSerializer(system), ProtocolSerializer.Types)]));

    public static TheoryData<object> Messages => [.. SampleMessages.Journaled, .. SampleMessages.Others];

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_message_comes_back_as_it_went(object message)
    {
        var serializer = Sys.Serialization.FindSerializerFor(message);

        var back = Sys.Serialization.Deserialize(
            serializer.ToBinary(message), serializer.Identifier, ((SerializerWithStringManifest)serializer).Manifest(message));

        Assert.Equal(ProtocolSerializer.Id, serializer.Identifier);
        Assert.Equal(Spelling.Of(message), Spelling.Of(back));
    }

    [Fact]
    public void Every_message_of_the_contract_has_a_manifest_and_a_sample()
    {
        Type[] bases =
        [
            typeof(DeviceCommand), typeof(DeviceReply), typeof(DeviceQuery), typeof(DeviceEvent), typeof(DeviceSignal),
            typeof(LiveCommand), typeof(LiveReply), typeof(FleetQuery), typeof(FleetReply), typeof(VouchSignal), typeof(SessionRequest),
            typeof(JobCommand), typeof(JobQuery), typeof(JobReply), typeof(JobEvent), typeof(DiscoveryQuery), typeof(DiscoveryOrder), typeof(DiscoveryReply),
        ];
        Type[] concrete =
        [
            .. typeof(DeviceCommand).Assembly.GetTypes().Where(t => !t.IsAbstract && bases.Any(b => b.IsAssignableFrom(t))),
            .. typeof(SessionRequest).Assembly.GetTypes().Where(t => !t.IsAbstract && t.IsAssignableTo(typeof(SessionRequest))).Select(AnswerOf),
            typeof(SessionOrder), typeof(DeviceOrder), typeof(DeviceReport), typeof(WhyReport), typeof(DeviceSnapshot), typeof(StopDevice), typeof(LiveList),
            typeof(JobBookSnapshot),
        ];

        Assert.Equal(concrete.ToHashSet(), ProtocolSerializer.Types.ToHashSet());
        Assert.Equal(concrete.ToHashSet(), SampleMessages.Journaled.Concat(SampleMessages.Others).Select(m => m.GetType()).ToHashSet());
    }

    [Fact]
    public void A_manifest_that_is_not_known_is_named()
    {
        var error = Assert.Throws<SerializationException>(() => Sys.Serialization.Deserialize([], ProtocolSerializer.Id, "e999"));

        Assert.Contains("'e999'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("e1", new byte[] { 0xff, 0xff, 0xff })]
    [InlineData("e1", new byte[0])]
    [InlineData("c4", new byte[] { 0x0a, 0x03, 0x2e, 0x2e, 0x2f })]
    [InlineData("e9", new byte[] { 0x0a, 0x01, 0x61, 0x12, 0x0a, 0x08, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f })]
    [InlineData("e9", new byte[] { 0x0a, 0x01, 0x61, 0x12, 0x0b, 0x10, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01 })]
    public void Damaged_bytes_are_a_clear_error(string manifest, byte[] bytes)
    {
        var error = Assert.Throws<SerializationException>(() => Sys.Serialization.Deserialize(bytes, ProtocolSerializer.Id, manifest));

        Assert.Contains("is damaged", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_bytes_come_they_are_a_message_or_a_clear_error()
    {
        var random = new Random(4711);
        var damaged = 0;
        foreach (var message in SampleMessages.Journaled.Concat(SampleMessages.Others))
        {
            var type = WireTypes.Find(message.GetType())!;
            for (var n = 0; n < 300; n++)
            {
                var bytes = Bent(type.Write(message), random);
                try
                {
                    Assert.IsType(type.Type, Sys.Serialization.Deserialize(bytes, ProtocolSerializer.Id, type.Manifest));
                }
                catch (SerializationException e)
                {
                    Assert.Contains("is damaged", e.Message, StringComparison.Ordinal);
                    damaged++;
                }
            }
        }

        Assert.InRange(damaged, 100, int.MaxValue);
    }

    [Fact]
    public void What_is_no_message_of_the_cluster_is_not_serialized() =>
        Assert.ThrowsAny<Exception>(() => Sys.Serialization.FindSerializerFor(new { A = 1 }).ToBinary(new { A = 1 }));

    [Fact]
    public void A_password_is_not_in_the_text_of_a_command() =>
        Assert.DoesNotContain(
            "canary", $"{new DeviceCommand.SetCredential(new DeviceId("a"), "admin", new Secret("canary"))}", StringComparison.Ordinal);

    [Fact]
    public void A_password_is_not_in_the_text_of_an_order() =>
        Assert.DoesNotContain(
            "canary",
            $"{new DeviceOrder(OrderKey.New(), new DeviceCommand.SetCredential(new DeviceId("a"), "admin", new Secret("canary")))}",
            StringComparison.Ordinal);

    [Theory]
    [InlineData("o1")]
    [InlineData("q1")]
    [InlineData("c999")]
    public void What_is_no_command_is_not_read_out_of_an_order(string manifest)
    {
        byte[] bytes = [0x0a, 0x01, (byte)'k', 0x12, (byte)manifest.Length, .. manifest.Select(c => (byte)c)];

        var error = Assert.Throws<SerializationException>(() => Sys.Serialization.Deserialize(bytes, ProtocolSerializer.Id, "o1"));

        Assert.Contains($"'{manifest}' is no command", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refusal_of_a_version_that_had_no_errors_of_the_sdk_is_read()
    {
        byte[] bytes = [0x08, 0x09, 0x12, 0x02, (byte)'n', (byte)'o', 0x1a, 0x01, (byte)'y'];

        var refused = Sys.Serialization.Deserialize(bytes, ProtocolSerializer.Id, "r2");

        Assert.Equal(new DeviceReply.Refused(RefusalCode.DeviceRefused, "no", "y"), refused);
    }

    [Fact]
    public void Manifests_are_the_ones_that_journals_hold() =>
        Assert.Equal(
            "e1 Enrolled,e2 AddressChanged,e3 CredentialChanged,e4 CredentialTried,e5 CredentialProved,e6 CredentialRefused,e7 Locked,"
            + "e8 IdentityChanged,e9 Retried,e10 Enabled,e11 Disabled,e12 Removed,e13 CredentialNotJudged,"
            + "e14 OrderCarriedOut,e15 Renamed,e16 Tagged,e17 AccessChanged,s1 DeviceSnapshot,"
            + "b1 Started,b2 ItemsBegun,b3 ItemsEnded,b4 Cancelled,b5 Ended,b6 JobBookSnapshot",
            string.Join(',', WireTypes.All.Where(t => t.Manifest[0] is 'e' or 's' or 'b').Select(t => $"{t.Manifest} {t.Type.Name}")));

    [Fact]
    public void Manifests_are_the_ones_that_services_of_other_versions_know() =>
        Assert.Equal(
            "o1 DeviceOrder,o2 SessionOrder,"
            + "i1 GetInformation,i2 Check,i3 DeviceInformation,i4 DeviceCheck,"
            + "t1 Read,t2 Write,t3 ConfigurationTable,t4 ConfigurationWritten,"
            + "k1 Read,k2 GetDrift,k3 SetTo,k4 ClockReport,k5 ClockDrift,"
            + "x1 Reboot,x2 ShutDown,"
            + "p1 Take,p2 PictureOffer,p3 FindPicture,"
            + "z1 Move,z2 MoveTo,z3 Turn,z4 StopMoving,z5 Preset,z6 Programme,z7 Menu,z8 Command,z9 Take,z10 Release,"
            + "z11 GetCapabilities,z12 GetStatus,z13 AwaitLeaseEnd,z14 PtzDone,z15 PtzLeaseEnd,z16 PtzStatus,z17 PtzCapabilities,"
            + "j1 Prepare,j2 Start,j3 Cancel,j4 List,j5 GetJob,j6 Done,j7 Started,j8 Jobs,j9 Page,j10 Refused,"
            + "y1 Search,y2 Probe,y3 Initialise,y4 Found,y5 Initialised,y6 Refused",
            string.Join(',', WireTypes.All.Where(t => "oitkxpzjy".Contains(t.Manifest[0], StringComparison.Ordinal)).Select(t => $"{t.Manifest} {t.Type.Name}")));

    private static Type AnswerOf(Type request)
    {
        var type = request;
        while (!type.IsGenericType)
            type = type.BaseType!;
        return type.GetGenericArguments()[0];
    }

    private static byte[] Bent(byte[] bytes, Random random)
    {
        for (var i = 0; i < 1 + random.Next(4) && bytes.Length > 0; i++)
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        return bytes[..random.Next(random.Next(2) * bytes.Length, bytes.Length + 1)];
    }
}
