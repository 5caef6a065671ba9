using DeviceCluster.Contracts.Devices;
using DeviceCluster.Domain.Sessions;
using static DeviceCluster.Domain.Tests.Devices.Samples;

namespace DeviceCluster.Domain.Tests.Sessions;

/// <summary>A device that was ordered to restart, or to switch itself off: its loss is no failure.</summary>
public class ExpectedLossTests
{
    private static SessionDriver Online() => new SessionDriver(Proved()).Start().Succeed();

    private static SessionDriver Restarting() => Online().Hear(new SessionInput.LossExpected(1, ComesBack: true));

    [Fact]
    public void A_device_that_restarts_says_so_before_and_after_it_is_lost()
    {
        var session = Restarting();

        Assert.Equal((SessionPhase.Online, "restarting, as it was ordered"), (session.Phase, session.Session.Status.Reason));
        session.Hear(new SessionInput.Lost(1, "closed"));
        Assert.Equal((SessionPhase.Backoff, "restarting, as it was ordered"), (session.Phase, session.Session.Status.Reason));
        Assert.False(session.Session.IsUp);
    }

    [Fact]
    public void It_is_asked_every_five_seconds_however_often_it_is_not_there()
    {
        var session = Restarting().Hear(new SessionInput.Lost(1, "closed"));

        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(TimeSpan.FromSeconds(5), session.Session.Status.NextAttempt - session.Now);
            session.Pass(TimeSpan.FromSeconds(5)).Fail(9, LoginStage.NotConnected);
        }

        Assert.Equal("restarting, as it was ordered", session.Session.Status.Reason);
    }

    [Fact]
    public void A_device_that_does_not_come_back_in_five_minutes_is_away_as_any_other()
    {
        var session = Restarting().Hear(new SessionInput.Lost(1, "closed")).Pass(TimeSpan.FromMinutes(5)).Fail(9, LoginStage.NotConnected);

        Assert.Equal(SessionPhase.Backoff, session.Phase);
        Assert.Contains("no connection to the device", session.Session.Status.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_next_loss_after_it_is_back_is_a_failure_again()
    {
        var session = Restarting().Hear(new SessionInput.Lost(1, "closed")).Pass(TimeSpan.FromSeconds(5)).Succeed();

        Assert.Equal(SessionPhase.Online, session.Phase);
        session.Hear(new SessionInput.Lost(2, "closed"));
        Assert.Equal("the session was lost: closed", session.Session.Status.Reason);
    }

    [Fact]
    public void A_device_that_says_yes_and_stays_is_told_as_what_it_is()
    {
        var session = Restarting().Pass(TimeSpan.FromMinutes(1));

        Assert.Equal(SessionPhase.Online, session.Phase);
        Assert.Equal("the session stands, though the device should be restarting, as it was ordered", session.Session.Status.Reason);
        session.Hear(new SessionInput.Lost(1, "closed"));
        Assert.Equal("the session was lost: closed", session.Session.Status.Reason);
    }

    [Fact]
    public void A_device_that_was_switched_off_says_so_and_is_looked_for_ever_more_rarely()
    {
        var session = Online().Hear(new SessionInput.LossExpected(1, ComesBack: false)).Hear(new SessionInput.Lost(1, "closed"));

        Assert.Equal((SessionPhase.Backoff, "switched off, as it was ordered"), (session.Phase, session.Session.Status.Reason));
        session.Pass(TimeSpan.FromSeconds(2)).Fail(9, LoginStage.NotConnected);
        Assert.Contains("no connection", session.Session.Status.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_said_of_an_earlier_login_is_dropped()
    {
        var session = Online().Hear(new SessionInput.LossExpected(7, ComesBack: true));

        Assert.StartsWith("logged in", session.Session.Status.Reason, StringComparison.Ordinal);
    }
}
