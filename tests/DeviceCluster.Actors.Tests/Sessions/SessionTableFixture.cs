using Akka.TestKit.Xunit2;
using DeviceCluster.Actors.Fencing;
using DeviceCluster.Actors.Sessions;
using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Devices;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace DeviceCluster.Actors.Tests.Sessions;

/// <summary>A table on a scripted library, whose owner of logins is the test itself.</summary>
public abstract class SessionTableFixture : TestKit
{
    protected static readonly DeviceId Gate = new("gate");

    private protected static readonly LoginTarget Target = new(new DeviceAddress("10.0.0.7"), "admin", 1);

    protected SessionTableFixture()
        : base($"akka {{ actor.serialize-messages = on, test.single-expect-default = {Limits.Patience.TotalSeconds}s }}")
    {
        Lanes = new NativeLanes(Time);
        Table = new SessionTable(Sdk, Lanes, new SessionSettings(), Time, NullLogger<SessionTable>.Instance, new NoFence());
    }

    protected FakeTimeProvider Time { get; } = new();

    private protected ScriptedSdk Sdk { get; } = new();

    private protected NativeLanes Lanes { get; }

    private protected SessionTable Table { get; }

    protected override void AfterAll()
    {
        Lanes.Dispose();
        base.AfterAll();
    }

    private protected bool Login(long incarnation, long generation) =>
        Table.TryLogin(Gate, Target, new Secret("secret"), new SessionClaim(TestActor, incarnation, generation), out _);
}
