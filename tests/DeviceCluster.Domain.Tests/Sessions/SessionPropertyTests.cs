using CsCheck;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Domain.Tests.Sessions;

/// <summary>What holds whatever devices, operators, the journal and the node do, in any order.</summary>
public class SessionPropertyTests
{
    private static readonly Gen<(int Kind, int Value)[]> Schedules =
        Gen.Select(Gen.Int[0, SessionSchedule.Kinds - 1], Gen.Int[0, 9999]).Array[1, 80];

    [Fact]
    public void An_unproved_credential_is_never_sent_again_after_a_refusal_or_an_unknown_outcome() =>
        Hold(run => Assert.Empty(run.SentAgain));

    [Fact]
    public void Every_login_with_an_unproved_credential_has_its_own_attempt_in_the_journal_before_it() =>
        Hold(run => Assert.Equal(0, run.LoginsWithoutTrace));

    [Fact]
    public void A_proved_credential_is_sent_again_after_a_refusal_only_once_after_ten_minutes_with_three_attempts_left() =>
        Hold(run => Assert.Empty(run.SecondTriesTooSoon));

    [Fact]
    public void At_most_one_login_is_under_way() => Hold(run => Assert.Equal(0, run.LoginsAtOnce));

    [Fact]
    public void Nothing_is_logged_in_after_leaving() => Hold(run => Assert.Equal(0, run.LoginsAfterLeaving));

    [Fact]
    public void Nothing_is_sent_during_a_lock() => Hold(run => Assert.Equal(0, run.LoginsDuringLock));

    [Fact]
    public void Every_state_has_a_way_on_or_a_reason_for_people() => Hold(run => Assert.Empty(run.DeadEnds));

    [Fact]
    public void Up_and_down_take_turns() => Hold(run => Assert.Equal(0, run.UpDownErrors));

    [Fact]
    public void No_login_is_made_while_a_session_stands() => Hold(run => Assert.Equal(0, run.LoginsOverLive));

    [Fact]
    public void A_live_login_is_taken_over_after_a_restart_unless_an_order_wants_another() => Hold(run =>
    {
        Assert.Empty(run.NotTakenOver);
        Assert.Empty(run.WronglyTakenOver);
    });

    [Fact]
    public void A_session_that_left_is_closed_in_the_end() => Hold(run =>
    {
        run.LeaveForGood();

        Assert.True(run.IsClosed);
    });

    [Fact]
    public void What_is_held_for_the_journal_stays_small() => Hold(run => Assert.InRange(run.MostUnjournaled, 0, 6));

    [Fact]
    public void The_schedules_reach_every_phase_and_take_live_logins_over()
    {
        var seen = new HashSet<SessionPhase>();
        var takenOver = 0;
        var guard = new Lock();

        Schedules.Sample(
            schedule =>
            {
                var run = SessionSchedule.Run(schedule);
                lock (guard)
                {
                    seen.UnionWith(run.Phases);
                    takenOver += run.LiveTakenOver;
                }
            },
            iter: 4000,
            // One thread: the seed is that of the first, and what is reached must not depend on how many there are.
            threads: 1,
            seed: "0000KOIPe503");

        Assert.Equal(Enum.GetValues<SessionPhase>().ToHashSet(), seen);
        Assert.InRange(takenOver, 100, int.MaxValue);
    }

    private static void Hold(Action<SessionSchedule> property) =>
        Schedules.Sample(schedule => property(SessionSchedule.Run(schedule)), iter: 1000);
}
