using DeviceCluster.Contracts.Devices;
using DeviceCluster.Domain.Sessions;
using static DeviceCluster.Domain.Tests.Devices.Samples;

namespace DeviceCluster.Domain.Tests.Sessions;

/// <summary>A device that never becomes a session does not fill the journal, however long it is asked.</summary>
public class JournalGrowthTests
{
    private const int FirstDay = 220;
    private const int LaterDay = 200;

    public static TheoryData<int, LoginStage> NeverJudged => new()
    {
        { 0, LoginStage.NotConnected },
        { 9, LoginStage.Challenged },
        { 10, LoginStage.Answered },
        { 13, LoginStage.Answered },
    };

    [Theory]
    [MemberData(nameof(NeverJudged))]
    public void An_unproved_credential_that_is_never_judged_costs_a_bounded_number_of_events_a_day(int loginError, LoginStage stage)
    {
        for (var seed = 0UL; seed < 20; seed++)
        {
            var session = new SessionDriver(Enrolled(), seed).Start();

            Assert.InRange(EventsOfADay(session, () => session.Fail(loginError, stage)), 2, FirstDay);
            Assert.InRange(EventsOfADay(session, () => session.Fail(loginError, stage)), 2, LaterDay);
        }
    }

    [Fact]
    public void A_proved_credential_that_was_refused_and_then_finds_no_device_costs_no_more()
    {
        var session = new SessionDriver(Proved()).Start().Fail(1, LoginStage.Answered, attemptsLeft: 5);

        Assert.InRange(EventsOfADay(session, () => session.Fail(9, LoginStage.NotConnected)), 2, FirstDay);
    }

    [Fact]
    public void A_device_that_locks_ever_again_for_a_moment_is_asked_ever_more_rarely()
    {
        var session = new SessionDriver(Proved()).Start();

        Assert.InRange(
            EventsOfADay(session, () => session.Fail(5, LoginStage.Answered, lockedFor: TimeSpan.FromSeconds(1))), 2, 300);
    }

    [Fact]
    public void A_proved_credential_without_a_device_costs_no_event_and_comes_back_within_two_minutes()
    {
        var session = new SessionDriver(Proved()).Start();

        Assert.Equal(0, EventsOfADay(session, () => session.Fail(9, LoginStage.NotConnected)));
        Assert.InRange(session.Session.Status.NextAttempt!.Value - session.Now, TimeSpan.Zero, SessionPolicy.Default.BackoffMax);
    }

    [Fact]
    public void An_unproved_credential_is_tried_again_at_once_on_an_order_to_retry()
    {
        var session = new SessionDriver(Enrolled()).Start();
        EventsOfADay(session, () => session.Fail(9, LoginStage.NotConnected));
        var before = session.Logins.Count();

        session.Order(new DeviceEvent.Retried(Gate, session.Now));

        Assert.Equal(before + 1, session.Logins.Count());
    }

    private static int EventsOfADay(SessionDriver session, Action fail)
    {
        var end = session.Now + TimeSpan.FromDays(1);
        var before = session.Journaled.Count();
        while (session.Now < end)
        {
            if (session.Phase == SessionPhase.Connecting)
                fail();
            var pause = session.Session.Status.NextAttempt!.Value - session.Now;
            session.Pass(pause < end - session.Now ? pause : end - session.Now);
        }

        return session.Journaled.Count() - before;
    }
}
