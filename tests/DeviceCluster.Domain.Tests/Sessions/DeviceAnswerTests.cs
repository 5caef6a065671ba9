using DeviceCluster.Contracts.Devices;
using DeviceCluster.Domain.Sessions;
using static DeviceCluster.Domain.Tests.Devices.Samples;

namespace DeviceCluster.Domain.Tests.Sessions;

/// <summary>Locked, full, refused, another device, and a journal that does not write.</summary>
public class DeviceAnswerTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void A_lock_is_waited_for_to_the_second()
    {
        var session = new SessionDriver(Proved()).Start().Fail(5, LoginStage.Answered, lockedFor: TimeSpan.FromSeconds(90));

        Assert.Equal(SessionPhase.Locked, session.Phase);
        Assert.Equal(Noon.AddSeconds(90), session.Session.Status.NextAttempt);
        Assert.Single(session.Pass(TimeSpan.FromSeconds(89)).Logins);
        Assert.Equal(2, session.Pass(TimeSpan.FromSeconds(1)).Logins.Count());
    }

    [Fact]
    public void A_lock_is_honoured_after_a_restart()
    {
        var session = new SessionDriver(Proved()).Start().Fail(5, LoginStage.Answered, lockedFor: 10 * Minute).Pass(4 * Minute);

        var restarted = session.Restart().Start();

        Assert.Equal(SessionPhase.Locked, restarted.Phase);
        Assert.Empty(restarted.Pass(5 * Minute).Logins);
        Assert.Single(restarted.Pass(Minute).Logins);
    }

    [Theory]
    [InlineData(null, 1800)]
    [InlineData(-5.0, 10)]
    [InlineData(1e9, 86400)]
    public void A_lock_that_is_untold_or_a_lie_lasts_a_sensible_time(double? told, int seconds)
    {
        var session = new SessionDriver(Proved()).Start()
            .Fail(5, LoginStage.Answered, lockedFor: told is { } s ? TimeSpan.FromSeconds(s) : null);

        Assert.Equal(Noon.AddSeconds(seconds), session.Device.LockedUntil);
    }

    [Fact]
    public void An_unproved_credential_is_sent_once_more_after_a_lock()
    {
        var session = new SessionDriver(Enrolled()).Start().Fail(5, LoginStage.Answered, lockedFor: Minute);

        Assert.Single(session.Pass(Minute).Logins.Skip(1));
        Assert.Equal(SessionPhase.Online, session.Succeed().Phase);
    }

    [Fact]
    public void An_unproved_credential_that_is_answered_by_a_second_lock_is_not_sent_again()
    {
        var session = new SessionDriver(Enrolled()).Start().Fail(5, LoginStage.Answered, lockedFor: Minute).Pass(Minute);

        session.Fail(5, LoginStage.Answered, lockedFor: Minute).Pass(TimeSpan.FromDays(1));

        Assert.Equal(2, session.Logins.Count());
        Assert.Equal(SessionPhase.CredentialError, session.Phase);
        Assert.Contains("locked again", session.Session.Status.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Retry_lifts_a_lock()
    {
        var session = new SessionDriver(Proved()).Start().Fail(5, LoginStage.Answered);

        Assert.Equal(2, session.Order(new DeviceEvent.Retried(Gate, session.Now)).Logins.Count());
    }

    [Theory]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(10)]
    public void A_full_device_is_asked_again_ever_more_rarely(int loginError)
    {
        var session = new SessionDriver(Proved()).Start();
        var pauses = new List<TimeSpan>();
        for (var i = 0; i < 8; i++)
        {
            session.Fail(loginError, LoginStage.Answered);
            Assert.Equal(SessionPhase.SessionLimit, session.Phase);
            pauses.Add(session.Session.Status.NextAttempt!.Value - session.Now);
            session.Pass(pauses[^1]);
        }

        Assert.InRange(pauses[0], Minute, 2 * Minute);
        Assert.InRange(pauses[^1], 5 * Minute, 10 * Minute);
    }

    [Fact]
    public void An_unproved_credential_that_a_full_device_did_not_judge_is_sent_again_also_after_a_restart()
    {
        var session = new SessionDriver(Enrolled()).Start().Fail(10, LoginStage.Answered);

        Assert.Equal(CredentialStanding.Untried, session.Device.Standing);
        Assert.Single(session.Restart().Start().Logins);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(11)]
    [InlineData(13)]
    [InlineData(18)]
    [InlineData(19)]
    [InlineData(20)]
    public void A_refusal_that_only_people_can_lift_is_tried_again_after_an_hour(int loginError)
    {
        var session = new SessionDriver(Proved()).Start().Fail(loginError, LoginStage.Answered);

        Assert.Equal(SessionPhase.Refused, session.Phase);
        Assert.Single(session.Pass(59 * Minute).Logins);
        Assert.Equal(2, session.Pass(8 * Minute).Logins.Count());
    }

    [Theory]
    [InlineData(77)]
    [InlineData(255)]
    public void A_proved_credential_refused_by_a_number_that_nobody_knows_is_sent_again_after_an_hour(int loginError)
    {
        var session = new SessionDriver(Proved()).Start().Fail(loginError, LoginStage.Answered);

        Assert.Equal((SessionPhase.Refused, CredentialStanding.Proved), (session.Phase, session.Device.Standing));
        Assert.Equal(loginError, session.Session.Status.LoginError);
        Assert.Single(session.Pass(59 * Minute).Logins);
        Assert.Equal(2, session.Pass(8 * Minute).Logins.Count());
    }

    [Theory]
    [InlineData(77, "by a number that nobody knows (login error 77")]
    [InlineData(255, "for a reason that no public source explains (login error 255")]
    public void An_unproved_credential_refused_by_a_number_that_nobody_knows_waits_for_an_order_to_retry(int loginError, string words)
    {
        var session = new SessionDriver(Enrolled()).Start().Fail(loginError, LoginStage.Answered);

        Assert.Single(session.Pass(TimeSpan.FromDays(1)).Logins);
        Assert.Equal((SessionPhase.Refused, loginError), (session.Phase, session.Session.Status.LoginError));
        Assert.Contains($"the device refused {words}", session.Session.Status.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("no known outcome", session.Session.Status.Reason, StringComparison.Ordinal);

        var restarted = session.Restart().Start();
        Assert.Equal(SessionPhase.Refused, restarted.Pass(TimeSpan.FromDays(1)).Phase);
        Assert.Empty(restarted.Logins);
        Assert.Equal(SessionPhase.Online, restarted.Order(new DeviceEvent.Retried(Gate, restarted.Now)).Succeed().Phase);
    }

    [Fact]
    public void A_proved_credential_whose_refusal_tells_of_attempts_is_not_spent_hourly()
    {
        var session = new SessionDriver(Proved()).Start().Fail(255, LoginStage.Answered, attemptsLeft: 2);

        Assert.Single(session.Pass(TimeSpan.FromDays(1)).Logins);
        Assert.Equal((SessionPhase.Refused, 2), (session.Phase, session.Session.Status.AttemptsLeft));
    }

    [Fact]
    public void A_refusal_is_tried_again_at_once_when_something_changed()
    {
        var session = new SessionDriver(Proved()).Start().Fail(13, LoginStage.Answered);

        Assert.Equal(2, session.Order(new DeviceEvent.AddressChanged(Gate, Elsewhere, Noon)).Logins.Count());
    }

    [Fact]
    public void Another_device_at_the_address_is_logged_out_and_left_alone()
    {
        var session = new SessionDriver(Proved()).Start().Succeed(Nvr with { Serial = "9Z99" }).Hear(new SessionInput.LoggedOut(1));

        Assert.Equal(SessionPhase.IdentityChanged, session.Phase);
        Assert.Contains("9Z99 in place of 4K01", session.Session.Status.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(session.Effects, e => e is SessionEffect.SessionUp);
        Assert.Single(session.Pass(TimeSpan.FromDays(1)).Logins);
        Assert.Empty(session.Restart().Start().Logins);
    }

    [Fact]
    public void A_login_is_for_the_pinned_device_alone()
    {
        Assert.Equal("4K01", Assert.Single(new SessionDriver(Proved()).Start().Logins).PinnedSerial);
        Assert.Null(Assert.Single(new SessionDriver(Enrolled()).Start().Logins).PinnedSerial);
    }

    [Theory]
    [InlineData("9Z99", "9Z99")]
    [InlineData("", "none")]
    public void Another_device_that_got_no_proof_is_left_alone_until_somebody_decides(string serial, string told)
    {
        var session = new SessionDriver(Proved()).Start().FindForeign(serial);

        Assert.Equal(SessionPhase.IdentityChanged, session.Phase);
        Assert.Contains($"{told} in place of 4K01", session.Session.Status.Reason, StringComparison.Ordinal);
        Assert.Equal(CredentialStanding.Proved, session.Device.Standing);
        Assert.Single(session.Pass(TimeSpan.FromDays(1)).Logins);
        Assert.Empty(session.Restart().Start().Logins);
        Assert.Null(session.Order(new DeviceEvent.Retried(Gate, Noon)).Logins.Last().PinnedSerial);
    }

    [Fact]
    public void An_unproved_credential_that_another_device_did_not_get_was_not_judged()
    {
        var session = new SessionDriver(Proved()).Order(new DeviceEvent.CredentialChanged(Gate, "admin", Sealed("new"), 2, Noon)).Start().FindForeign("9Z99");

        Assert.Equal((SessionPhase.IdentityChanged, CredentialStanding.Untried), (session.Phase, session.Device.Standing));
        Assert.Equal(2, session.Order(new DeviceEvent.AddressChanged(Gate, Elsewhere, Noon)).Logins.Count());
    }

    [Fact]
    public void What_answered_at_an_address_that_is_no_longer_wanted_says_nothing_of_the_new_one()
    {
        var session = new SessionDriver(Proved()).Start().Order(new DeviceEvent.AddressChanged(Gate, Elsewhere, Noon)).FindForeign("9Z99");

        Assert.Equal((SessionPhase.Connecting, Elsewhere), (session.Phase, session.Logins.Last().Address));
        Assert.DoesNotContain(session.Journaled, e => e is DeviceEvent.IdentityChanged);
    }

    [Fact]
    public void What_a_device_calls_itself_brings_no_control_character_into_our_words()
    {
        var session = new SessionDriver(Proved()).Start().Succeed(Nvr with { Serial = "9Z\r\n\u001b[2J\u202e" + new string('x', 5000) });

        Assert.Contains("9Z???[2J?x", session.Session.Status.Reason, StringComparison.Ordinal);
        Assert.InRange(session.Session.Status.Reason.Length, 0, 300);
    }

    [Fact]
    public void Retry_accepts_the_device_that_answers_next()
    {
        var other = Nvr with { Serial = "9Z99" };
        var session = new SessionDriver(Proved()).Start().Succeed(other).Hear(new SessionInput.LoggedOut(1));

        session.Order(new DeviceEvent.Retried(Gate, session.Now)).Succeed(other);

        Assert.Equal((SessionPhase.Online, "9Z99"), (session.Phase, session.Device.PinnedSerial));
    }

    [Fact]
    public void With_a_failing_journal_an_unproved_credential_is_never_sent()
    {
        var session = new SessionDriver(Enrolled()) { JournalWorks = false }.Start();

        session.Pass(TimeSpan.FromHours(2));

        Assert.Empty(session.Logins);
        Assert.Equal(SessionPhase.Waiting, session.Phase);
        Assert.Contains("journal", session.Session.Status.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void When_the_journal_writes_again_the_attempt_is_made()
    {
        var session = new SessionDriver(Enrolled()) { JournalWorks = false }.Start().Pass(Minute);
        session.JournalWorks = true;

        Assert.Single(session.Pass(Minute).Logins);
    }

    [Fact]
    public void With_a_failing_journal_a_proved_session_comes_back_all_the_same()
    {
        var session = new SessionDriver(Proved()) { JournalWorks = false }.Start().Succeed();

        session.Hear(new SessionInput.Lost(1, "closed")).Pass(Minute).Succeed();

        Assert.Equal(SessionPhase.Online, session.Phase);
    }

    [Fact]
    public void A_refusal_that_could_not_be_journaled_is_kept_to_and_journaled_later()
    {
        var session = new SessionDriver(Enrolled()).Start();
        session.JournalWorks = false;

        session.Fail(1, LoginStage.Answered).Pass(2 * Minute);
        session.JournalWorks = true;
        session.Pass(Minute);

        Assert.Single(session.Logins);
        Assert.Equal(CredentialStanding.Refused, session.Device.Standing);
        Assert.Equal(SessionPhase.CredentialError, session.Phase);
    }

    [Fact]
    public void The_story_tells_what_happened_in_words()
    {
        var session = new SessionDriver(Enrolled()).Start().Fail(1, LoginStage.Answered, attemptsLeft: 4);

        Assert.Contains(
            session.Effects.OfType<SessionEffect.Note>(),
            n => n.What == "login failed" && n.Detail == "wrong password (login error 1, words); 4 attempts left");
    }
}
