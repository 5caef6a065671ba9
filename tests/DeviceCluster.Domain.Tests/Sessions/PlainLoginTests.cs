using DeviceCluster.Contracts.Devices;
using DeviceCluster.Domain.Sessions;
using static DeviceCluster.Domain.Tests.Devices.Samples;

namespace DeviceCluster.Domain.Tests.Sessions;

/// <summary>A device that knows no challenge wants the password itself, and gets it by order alone.</summary>
public class PlainLoginTests
{
    private static readonly DeviceEvent.AccessChanged Allowed = new(Gate, new DeviceAccess(PlainLogin: true), Noon);
    private static readonly DeviceEvent.AccessChanged Forbidden = new(Gate, DeviceAccess.Default, Noon);

    [Fact]
    public void A_login_allows_it_only_where_it_was_ordered()
    {
        Assert.False(Assert.Single(new SessionDriver(Enrolled()).Start().Logins).PlainLogin);
        Assert.True(Assert.Single(new SessionDriver(Enrolled().Apply(Allowed)).Start().Logins).PlainLogin);
    }

    [Fact]
    public void A_device_that_needs_it_is_refused_in_words_that_name_the_order_and_the_credential_stays_untried()
    {
        var session = Refused(Enrolled());

        Assert.Equal(SessionPhase.Refused, session.Phase);
        Assert.Equal(
            "the device knows no login by challenge: it wants the password itself, readable by whoever listens on the way, and did not get it. "
            + "'device access gate -plain-login yes' allows it",
            session.Session.Status.Reason);
        Assert.Equal(CredentialStanding.Untried, session.Device.Standing);
        Assert.NotNull(session.Session.Status.NextAttempt);
    }

    [Fact]
    public void The_order_leads_to_a_login_at_once()
    {
        var session = Refused(Enrolled()).Order(Allowed);

        Assert.Equal([false, true], session.Logins.Select(login => login.PlainLogin));
        Assert.Equal(SessionPhase.Connecting, session.Phase);
    }

    [Fact]
    public void A_device_that_is_held_to_a_serial_number_is_not_told_of_an_order_that_would_be_refused()
    {
        var session = Refused(Enrolled("4K01"));

        Assert.Contains("It is held to serial number 4K01", session.Session.Status.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("'device access", session.Session.Status.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_device_that_tells_no_serial_number_is_online_and_held_to_none()
    {
        var session = new SessionDriver(Enrolled().Apply(Allowed)).Start().Succeed(new DeviceIdentity("", 4, 31));

        Assert.Equal((SessionPhase.Online, "logged in; it tells no serial number, 4 channels"), (session.Phase, session.Session.Status.Reason));
        Assert.Null(session.Device.PinnedSerial);
    }

    [Fact]
    public void A_session_ends_when_the_plain_login_is_forbidden_and_stays_when_a_port_is_changed()
    {
        var session = new SessionDriver(Enrolled().Apply(Allowed)).Start().Succeed(new DeviceIdentity("", 4, 31));

        session.Order(Allowed with { Access = new DeviceAccess(8080, 8554, PlainLogin: true) });
        Assert.Equal(SessionPhase.Online, session.Phase);

        session.Order(Forbidden);
        Assert.Equal((SessionPhase.Leaving, "the plain login was allowed or forbidden"), (session.Phase, session.Session.Status.Reason));
    }

    private static SessionDriver Refused(Domain.Devices.DeviceState device)
    {
        var session = new SessionDriver(device).Start();
        return session.Hear(new SessionInput.LoginFailed(
            session.Session.Generation, new LoginFailure(11, 0x8F000003, "words", LoginStage.Connected, WantsPlainLogin: true)));
    }
}
