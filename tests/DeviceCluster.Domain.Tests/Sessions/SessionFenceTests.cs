using DeviceCluster.Contracts.Devices;
using DeviceCluster.Domain.Sessions;
using static DeviceCluster.Domain.Tests.Devices.Samples;

namespace DeviceCluster.Domain.Tests.Sessions;

/// <summary>A login that may not begin yet, and a session that its node may not hold any more.</summary>
public class SessionFenceTests
{
    [Fact]
    public void A_login_that_may_not_begin_is_waiting_with_the_reason()
    {
        var session = Waiting().Hear(new SessionInput.Held(1, "node-2 has the shard"));

        Assert.Equal((SessionPhase.Waiting, "node-2 has the shard"), (session.Phase, session.Session.Status.Reason));
    }

    [Fact]
    public void However_often_it_is_asked_the_story_gets_one_line()
    {
        var session = Waiting();
        for (var i = 0; i < 50; i++)
            session.Hear(new SessionInput.Held(1, "node-2 has the shard")).Pass(TimeSpan.FromMilliseconds(200));

        Assert.Single(session.Effects.OfType<SessionEffect.Note>(), note => note.What == "Waiting");
    }

    [Fact]
    public void A_login_that_begins_is_connecting()
    {
        var session = Waiting().Hear(new SessionInput.Held(1, "node-2 has the shard")).Hear(new SessionInput.Begun(1));

        Assert.Equal(SessionPhase.Connecting, session.Phase);
        Assert.Equal(SessionPhase.Online, session.Succeed().Phase);
    }

    [Fact]
    public void What_is_said_of_another_login_is_not_heard()
    {
        var session = Online().Hear(new SessionInput.Held(1, "late")).Hear(new SessionInput.Begun(1)).Hear(new SessionInput.Fenced(7, "late"));

        Assert.Equal(SessionPhase.Online, session.Phase);
    }

    [Fact]
    public void A_session_that_may_not_be_held_goes_down_and_waits_for_a_new_login()
    {
        var session = Online();
        session.LoginsBegin = false;

        session.Hear(new SessionInput.Fenced(1, "the fence is lost")).Hear(new SessionInput.Held(2, "node-2 has the shard"));

        Assert.Contains(new SessionEffect.SessionDown("the fence is lost"), session.Effects);
        Assert.DoesNotContain(session.Effects, effect => effect is SessionEffect.Logout or SessionEffect.Abort);
        Assert.Equal((SessionPhase.Waiting, 2), (session.Phase, session.Session.Generation));
    }

    [Fact]
    public void A_session_that_may_not_be_held_counts_as_no_failure()
    {
        var session = Online();

        for (var generation = 1; generation <= 5; generation++)
            session.Hear(new SessionInput.Fenced(generation, "the fence is lost")).Succeed();

        Assert.Equal(SessionPhase.Online, session.Phase);
        Assert.Equal(6, session.Logins.Count());
        Assert.All(session.LoginTimes.Values, at => Assert.Equal(Noon, at));
    }

    [Fact]
    public void An_entity_that_leaves_while_its_login_waits_is_closed_when_it_is_given_up()
    {
        var session = Waiting().Hear(new SessionInput.Held(1, "node-2 has the shard")).Hear(new SessionInput.Leave("moving"));

        session.Fail(0, LoginStage.NotConnected);

        Assert.True(session.Session.IsClosed);
    }

    private static SessionDriver Waiting() => new SessionDriver(Proved()) { LoginsBegin = false }.Start();

    private static SessionDriver Online() => new SessionDriver(Proved()).Start().Succeed();
}
