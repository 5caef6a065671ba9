using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using DeviceCluster.Actors.Devices;
using DeviceCluster.Actors.Storage;
using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Akka;
using DeviceCluster.Contracts.Devices;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace DeviceCluster.Actors.Tests.Devices;

/// <summary>The entity alone, on clocks that the test moves, with every message serialized.</summary>
public sealed class QuietAfterRefusalTests : TestKit
{
    private static readonly DeviceId Gate = new("gate");
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    private readonly Folder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly ScriptedSdk _library = new();
    private readonly NodeParts _parts;

    public QuietAfterRefusalTests()
        : base(Hocon())
    {
        _parts = new NodeParts(
            TestNode.Settings(_folder.Path), NodeStorage.Open(_folder.Path, _time), _library, _time, NullLoggerFactory.Instance);
        _parts.Start(Sys);
    }

    [Fact]
    public async Task After_a_wrong_password_nothing_is_sent_for_ten_minutes_and_more()
    {
        _library.OnLogin = () => throw Refusal.WrongPassword(attemptsLeft: 4);
        var device = Sys.ActorOf(DeviceActor.Props(Gate.Value, _parts), Gate.Value);
        device.Tell(new DeviceCommand.Enrol(Gate, new DeviceAddress("10.0.0.7"), "admin", new Secret("wrong"), Serial: null));
        await ExpectMsgAsync<DeviceReply.Done>(Limits.Patience);
        await Limits.UntilAsync(async () => (await ReportAsync(device)).Status.Phase == SessionPhase.CredentialError);

        for (var passed = TimeSpan.Zero; passed < TimeSpan.FromMinutes(11); passed += Step)
        {
            Pass(Step);
            Assert.Equal(SessionPhase.CredentialError, (await ReportAsync(device)).Status.Phase);
        }

        Assert.Single(_library.Requests);
    }

    [Fact]
    public async Task A_lost_session_is_made_anew_when_its_time_has_come_and_not_before()
    {
        var device = Sys.ActorOf(DeviceActor.Props(Gate.Value, _parts), Gate.Value);
        device.Tell(new DeviceCommand.Enrol(Gate, new DeviceAddress("10.0.0.7"), "admin", new Secret("right"), Serial: null));
        await ExpectMsgAsync<DeviceReply.Done>(Limits.Patience);
        await Limits.UntilAsync(async () => (await ReportAsync(device)).CredentialProved);

        _library.Lose(_library.Logins.Single());
        await Limits.UntilAsync(async () => (await ReportAsync(device)).Status.Phase == SessionPhase.Backoff);
        // While the table still lets go of the old login, a new one is held for a second more.
        await Limits.UntilAsync(() => _parts.Table.Figures() is { Live: 0, Leaving: 0 });
        var wait = (await ReportAsync(device)).Status.NextAttempt!.Value - _time.GetUtcNow();

        Pass(wait / 2);
        Assert.Equal(SessionPhase.Backoff, (await ReportAsync(device)).Status.Phase);
        Assert.Single(_library.Requests);

        Pass(wait);
        await Limits.UntilAsync(() => _library.Requests.Count == 2);
        await Limits.UntilAsync(async () => (await ReportAsync(device)).Status.Phase == SessionPhase.Online);
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        _parts.Dispose();
        _folder.Dispose();
    }

    private void Pass(TimeSpan step)
    {
        _time.Advance(step);
        ((TestScheduler)Sys.Scheduler).Advance(step);
    }

    private static Task<DeviceReport> ReportAsync(IActorRef device) =>
        device.Ask<DeviceReport>(new DeviceQuery.GetReport(Gate), Limits.Patience);

    private static string Hocon() =>
        $$"""
        akka.scheduler.implementation = "Akka.TestKit.TestScheduler, Akka.TestKit"
        akka.actor {
          serialize-messages = on
          serializers.protocol = "{{typeof(ProtocolSerializer).AssemblyQualifiedName}}"
          serialization-bindings {
            {{string.Join("\n    ", ProtocolSerializer.Types.Select(type => $"\"{type.AssemblyQualifiedName}\" = protocol"))}}
          }
        }
        """;
}
