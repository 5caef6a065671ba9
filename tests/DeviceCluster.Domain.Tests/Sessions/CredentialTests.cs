using DeviceCluster.Contracts.Devices;
using DeviceCluster.Domain.Sessions;
using static DeviceCluster.Domain.Tests.Devices.Samples;

namespace DeviceCluster.Domain.Tests.Sessions;

/// <summary>A password that may be wrong is sent once.</summary>
public class CredentialTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public void The_attempt_of_an_unproved_credential_is_journaled_before_its_packet_leaves()
    {
        var session = new SessionDriver(Enrolled()) { JournalAnswers = false }.Start();

        Assert.IsType<DeviceEvent.CredentialTried>(Assert.Single(session.Journaled));
        Assert.Empty(session.Logins);
        Assert.Equal(SessionPhase.Waiting, session.Phase);

        session.Hear(new SessionInput.TriedJournaled(1));

        Assert.Equal(1, Assert.Single(session.Logins).Version);
        Assert.Equal(SessionPhase.Connecting, session.Phase);
    }

    [Fact]
    public void After_a_wrong_password_nothing_is_sent_ever_again()
    {
        var session = new SessionDriver(Enrolled()).Start().Fail(1, LoginStage.Answered, attemptsLeft: 4);

        session.Pass(Day);

        Assert.Single(session.Logins);
        Assert.Equal(SessionPhase.CredentialError, session.Phase);
        Assert.Equal((1, 4), (session.Session.Status.LoginError, session.Session.Status.AttemptsLeft));
        Assert.Null(session.Session.Status.NextAttempt);
    }

    [Fact]
    public void A_wrong_password_is_remembered_over_a_restart()
    {
        var session = new SessionDriver(Enrolled()).Start().Fail(1, LoginStage.Answered).Restart();

        session.Start().Pass(Day);

        Assert.Empty(session.Logins);
        Assert.Equal(SessionPhase.CredentialError, session.Phase);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(9)]
    [InlineData(0)]
    public void An_unproved_attempt_without_a_known_outcome_counts_as_refused_and_says_so(int loginError)
    {
        var session = new SessionDriver(Enrolled()).Start().Fail(loginError, LoginStage.Sent);

        session.Pass(Day);

        Assert.Single(session.Logins);
        Assert.Equal(SessionPhase.CredentialError, session.Phase);
        Assert.Contains("no known outcome", session.Session.Status.Reason, StringComparison.Ordinal);
        Assert.Equal(LoginErrors.UnknownOutcome, session.Device.LoginError);
    }

    [Fact]
    public void An_unproved_login_that_does_not_return_counts_as_refused()
    {
        var session = new SessionDriver(Enrolled()).Start();

        session.Hear(new SessionInput.LoginOverdue(1)).Pass(Day);

        Assert.Single(session.Logins);
        Assert.Contains(new SessionEffect.Abort(1), session.Effects);
        Assert.Equal(SessionPhase.CredentialError, session.Phase);
    }

    [Fact]
    public void A_kill_between_attempt_and_answer_costs_no_second_try()
    {
        var killed = new SessionDriver(Enrolled()).Start().Restart();

        killed.Hear(new SessionInput.RecoveredWithoutOutcome()).Start().Pass(Day);

        Assert.Empty(killed.Logins);
        Assert.Equal(SessionPhase.CredentialError, killed.Phase);
        Assert.Contains("the node ended before the answer", killed.Session.Status.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_recovered_attempt_that_nobody_explains_waits_and_then_counts_as_refused()
    {
        var killed = new SessionDriver(Enrolled()).Start().Restart().Start();

        Assert.Equal(SessionPhase.Waiting, killed.Phase);
        killed.Pass(Day);

        Assert.Empty(killed.Logins);
        Assert.Equal(SessionPhase.CredentialError, killed.Phase);
    }

    [Theory]
    [InlineData(0, LoginStage.NotConnected)]
    [InlineData(9, LoginStage.Connected)]
    [InlineData(3, LoginStage.Challenged)]
    public void What_failed_before_the_packet_is_tried_again_also_after_a_restart(int loginError, LoginStage stage)
    {
        var session = new SessionDriver(Enrolled()).Start().Fail(loginError, stage);

        Assert.Equal(SessionPhase.Backoff, session.Phase);
        Assert.Single(session.Pass(TimeSpan.FromMinutes(3)).Logins.Skip(1));
        Assert.Single(session.Fail(loginError, stage).Restart().Start().Logins);
    }

    [Fact]
    public void Retry_sends_a_refused_credential_once_more()
    {
        var session = new SessionDriver(Enrolled()).Start().Fail(1, LoginStage.Answered);

        session.Order(new DeviceEvent.Retried(Gate, session.Now));

        Assert.Equal(2, session.Logins.Count());
        Assert.Equal(2, session.Fail(1, LoginStage.Answered).Pass(Day).Logins.Count());
    }

    [Fact]
    public void A_new_credential_is_tried_at_once()
    {
        var session = new SessionDriver(Enrolled()).Start().Fail(1, LoginStage.Answered, attemptsLeft: 4);

        session.Order(new DeviceEvent.CredentialChanged(Gate, "admin", Sealed("new"), 2, session.Now));

        Assert.Equal([1, 2], session.Logins.Select(l => l.Version));
    }

    [Fact]
    public void The_last_attempt_is_spent_only_by_an_order_to_retry()
    {
        var session = new SessionDriver(Enrolled()).Start().Fail(1, LoginStage.Answered, attemptsLeft: 1);

        session.Order(new DeviceEvent.CredentialChanged(Gate, "admin", Sealed("new"), 2, session.Now));

        Assert.Single(session.Logins);
        Assert.Contains("one attempt is left", session.Session.Status.Reason, StringComparison.Ordinal);
        Assert.Equal(2, session.Order(new DeviceEvent.Retried(Gate, session.Now)).Logins.Count());
    }

    [Fact]
    public void A_proved_credential_refused_with_three_attempts_left_is_sent_once_more_after_ten_minutes()
    {
        var session = new SessionDriver(Proved()).Start().Fail(1, LoginStage.Answered, attemptsLeft: 3);

        Assert.Single(session.Pass(TimeSpan.FromSeconds(599)).Logins);
        Assert.Equal(2, session.Pass(TimeSpan.FromSeconds(1)).Logins.Count());
        Assert.IsType<DeviceEvent.CredentialTried>(session.Journaled.Last());
        Assert.Equal(2, session.Fail(1, LoginStage.Answered, attemptsLeft: 4).Pass(Day).Logins.Count());
    }

    [Fact]
    public void The_second_try_also_waits_its_ten_minutes_over_a_restart()
    {
        var session = new SessionDriver(Proved()).Start().Fail(1, LoginStage.Answered, attemptsLeft: 3).Pass(TimeSpan.FromMinutes(4));

        var restarted = session.Restart().Start().Pass(TimeSpan.FromMinutes(5));

        Assert.Empty(restarted.Logins);
        Assert.Single(restarted.Pass(TimeSpan.FromMinutes(1)).Logins);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(null)]
    public void A_proved_credential_refused_with_fewer_attempts_left_is_not_sent_again(int? left) =>
        Assert.Single(new SessionDriver(Proved()).Start().Fail(1, LoginStage.Answered, left).Pass(Day).Logins);

    [Fact]
    public void A_proved_credential_is_sent_without_a_journal_entry()
    {
        var session = new SessionDriver(Proved()).Start();

        Assert.Single(session.Logins);
        Assert.Empty(session.Journaled);
    }

    [Fact]
    public void Proved_logins_that_end_unknown_in_a_row_are_ten_minutes_apart()
    {
        var session = new SessionDriver(Proved()).Start().Fail(3, LoginStage.Sent);

        Assert.Equal(2, session.Pass(TimeSpan.FromSeconds(5)).Logins.Count());
        Assert.Equal(2, session.Fail(3, LoginStage.Sent).Pass(TimeSpan.FromSeconds(599)).Logins.Count());
        Assert.Equal(3, session.Pass(TimeSpan.FromSeconds(1)).Logins.Count());
    }

    [Fact]
    public void The_first_success_is_journaled_as_proof_and_later_ones_are_not()
    {
        var session = new SessionDriver(Enrolled()).Start().Succeed();

        Assert.IsType<DeviceEvent.CredentialProved>(session.Journaled.Last());
        var before = session.Journaled.Count();
        session.Hear(new SessionInput.Lost(1, "closed")).Pass(TimeSpan.FromMinutes(3)).Succeed();

        Assert.Equal(SessionPhase.Online, session.Phase);
        Assert.Equal(before, session.Journaled.Count());
    }
}
