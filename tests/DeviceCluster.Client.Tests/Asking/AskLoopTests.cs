using DeviceCluster.Client.Asking;
using DeviceCluster.Contracts.Clock;
using DeviceCluster.Contracts.Control;
using DeviceCluster.Contracts.Devices;
using Microsoft.Extensions.Time.Testing;

namespace DeviceCluster.Client.Tests.Asking;

/// <summary>A question is sent until it is answered or its deadline passes, and what is unknown is never called refused.</summary>
public sealed class AskLoopTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(25);

    private readonly FakeTimeProvider _time = new();
    private readonly InFlight _inFlight = new(2);
    private readonly List<TimeSpan> _patiences = [];

    [Fact]
    public async Task An_answer_is_passed_on_at_once()
    {
        var outcome = await RunAsync(Answer("hello"));

        Assert.Equal(new Outcome.Answered("hello", Sent: 1), outcome);
        Assert.Equal(Patience, Assert.Single(_patiences));
    }

    [Fact]
    public async Task A_refusal_is_an_answer()
    {
        var refused = Refused(RefusalCode.NotEnrolled);

        Assert.Equal(new Outcome.Answered(refused, Sent: 1), await RunAsync(Answer(refused)));
    }

    [Theory]
    [InlineData(RefusalCode.Moving)]
    [InlineData(RefusalCode.NoAnswer)]
    public async Task A_device_that_moves_or_a_journal_that_failed_in_the_middle_is_asked_again(RefusalCode code)
    {
        var outcome = await RunAsync(Answer(Refused(code)), Answer(Refused(code)), Answer("done"));

        Assert.Equal(new Outcome.Answered("done", Sent: 3), outcome);
    }

    [Theory]
    [InlineData(RefusalCode.Busy)]
    [InlineData(RefusalCode.StorageUnavailable)]
    [InlineData(RefusalCode.Offline)]
    public async Task What_the_caller_must_decide_is_told_at_once(RefusalCode code) =>
        Assert.Equal(1, Assert.IsType<Outcome.Answered>(await RunAsync(Answer(Refused(code)), Answer("done"))).Sent);

    [Theory]
    [InlineData(RefusalCode.Busy)]
    [InlineData(RefusalCode.StorageUnavailable)]
    public async Task After_a_silence_a_busy_or_absent_journal_does_not_settle_the_order_that_may_be_in_it(RefusalCode code)
    {
        Assert.Equal(new Outcome.Answered("done", Sent: 3), await RunAsync(Silence, Answer(Refused(code)), Answer("done")));

        var last = Refused(code);
        var unknown = Assert.IsType<Outcome.Unknown>(await RunAsync(Silence, Answer(last)));
        Assert.Same(last, unknown.Last);
    }

    [Fact]
    public async Task An_order_that_nothing_remembers_is_not_sent_again_after_a_silence()
    {
        var last = Refused(RefusalCode.Moving);

        Assert.Equal(new Outcome.Unknown(null, Sent: 1), await RunAsync(OrderOnce, Silence, Answer("done")));
        Assert.Equal(new Outcome.Unknown(last, Sent: 2), await RunAsync(OrderOnce, Answer(last), Silence, Answer("done")));
    }

    [Theory]
    [InlineData(RefusalCode.Moving)]
    [InlineData(RefusalCode.StorageUnavailable)]
    public async Task What_goes_over_a_session_is_sent_again_where_it_was_not_carried_out(RefusalCode code)
    {
        Assert.Equal(new Outcome.Answered("done", Sent: 3), await RunAsync(OrderOnce, Answer(Refused(code)), Answer(Refused(code)), Answer("done")));
        Assert.Equal(new Outcome.Answered("done", Sent: 2), await RunAsync(SessionQuestion, Answer(Refused(code)), Answer("done")));
    }

    [Theory]
    [InlineData(RefusalCode.Busy)]
    [InlineData(RefusalCode.Offline)]
    [InlineData(RefusalCode.DeviceRefused)]
    [InlineData(RefusalCode.NoAnswer)]
    public async Task Other_refusals_of_an_order_over_a_session_are_told_at_once(RefusalCode code) =>
        Assert.Equal(1, Assert.IsType<Outcome.Answered>(await RunAsync(OrderOnce, Answer(Refused(code)), Answer("done"))).Sent);

    [Fact]
    public async Task A_question_over_a_session_is_asked_again_after_a_silence() =>
        Assert.Equal(new Outcome.Answered("hello", Sent: 3), await RunAsync(SessionQuestion, Silence, Silence, Answer("hello")));

    [Fact]
    public async Task A_refusal_after_a_silence_settles_it_when_it_says_what_was_decided() =>
        Assert.Equal(2, Assert.IsType<Outcome.Answered>(await RunAsync(Silence, Answer(Refused(RefusalCode.NotEnrolled)))).Sent);

    [Fact]
    public async Task Silence_until_the_deadline_is_an_unknown_outcome_told_in_time()
    {
        var began = _time.GetUtcNow();

        var outcome = await RunAsync(Silence);

        Assert.InRange(Assert.IsType<Outcome.Unknown>(outcome).Sent, 5, 6);
        Assert.InRange(_time.GetUtcNow() - began, Deadline, Deadline + Tick);
        Assert.All(_patiences, patience => Assert.InRange(patience, TimeSpan.FromTicks(1), Patience));
    }

    [Fact]
    public async Task A_search_is_not_made_again_where_less_than_its_own_time_is_left()
    {
        var began = _time.GetUtcNow();
        var howLong = TimeSpan.FromSeconds(12);

        var outcome = await RunAsync(Resending.OfSearch(howLong), Silence);

        Assert.Equal(4, Assert.IsType<Outcome.Unknown>(outcome).Sent);
        Assert.InRange(_time.GetUtcNow() - began, Deadline - howLong, Deadline - Patience);
    }

    [Fact]
    public async Task A_device_that_moves_until_the_deadline_is_refused_as_it_was_last()
    {
        var last = Refused(RefusalCode.Moving);

        Assert.Same(last, Assert.IsType<Outcome.StillRefused>(await RunAsync(Answer(last))).Last);
    }

    [Fact]
    public async Task Nobody_to_send_to_until_the_deadline_is_told_as_never_sent() =>
        Assert.Equal(new Outcome.NeverSent("nobody"), await RunAsync(() => new Attempt.NotSent("nobody")));

    [Fact]
    public async Task Somebody_who_comes_before_the_deadline_is_asked() =>
        Assert.Equal(
            new Outcome.Answered("hello", Sent: 1),
            await RunAsync(() => new Attempt.NotSent("nobody"), () => new Attempt.NotSent("nobody"), Answer("hello")));

    [Fact]
    public async Task A_caller_who_cancels_gets_an_exception_and_leaves_his_place()
    {
        using var stop = new CancellationTokenSource();
        var loop = new AskLoop(_inFlight, _time);
        var asked = loop.RunAsync((_, _) => Task.FromResult<Attempt>(new Attempt.NotSent("nobody")), Patience, Deadline, Resending.Usual, stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        Assert.Equal(0, _inFlight.Count);
    }

    [Fact]
    public async Task More_questions_than_may_be_in_flight_are_not_sent_and_one_that_ends_makes_room()
    {
        var loop = new AskLoop(_inFlight, _time);
        var answers = new TaskCompletionSource<Attempt>();
        Task<Outcome>[] running = [.. Enumerable.Range(0, 2).Select(_ => loop.RunAsync((_, _) => answers.Task, Patience, Deadline, Resending.Usual, default))];

        var third = await RunAsync(Answer("never"));
        answers.SetResult(new Attempt.Answered("hello"));
        await Task.WhenAll(running);

        Assert.Equal(new Outcome.TooMany(2), third);
        Assert.Equal(new Outcome.Answered("hello", 1), await RunAsync(Answer("hello")));
        Assert.Equal(0, _inFlight.Count);
    }

    [Fact]
    public void The_wait_before_the_next_sending_grows_to_a_second_and_no_further()
    {
        Assert.Equal(Backoff.First / 2, Backoff.Of(1, 0));
        Assert.Equal(Backoff.Longest, Backoff.Of(int.MaxValue, 1));
        Assert.All(
            Enumerable.Range(1, 40),
            turn => Assert.True(Backoff.Of(turn, 0.5) <= Backoff.Of(turn + 1, 0.5) && Backoff.Of(turn, 0.999) <= Backoff.Longest));
    }

    private static Resending OrderOnce => Resending.OfSession(new ControlOrder.Reboot(new DeviceId("gate")));

    private static Resending SessionQuestion => Resending.OfSession(new ClockQuery.Read(new DeviceId("gate")));

    private static DeviceReply.Refused Refused(RefusalCode code) => new(code, "a reason", "a remedy");

    private static Func<Attempt> Answer(object reply) => () => new Attempt.Answered(reply);

    private Attempt.Silent Silence()
    {
        _time.Advance(_patiences[^1]);
        return new Attempt.Silent();
    }

    /// <summary>Each attempt ends as the next of the script; the last one stays.</summary>
    private Task<Outcome> RunAsync(params Func<Attempt>[] script) => RunAsync(Resending.Usual, script);

    private Task<Outcome> RunAsync(Resending resending, params Func<Attempt>[] script) => Task.Run(() => DriveAsync(resending, script));

    // Beyond the test's own context, so that what a timer of ours wakes has run when the time has been moved.
    private async Task<Outcome> DriveAsync(Resending resending, Func<Attempt>[] script)
    {
        var turn = 0;
        var outcome = new AskLoop(_inFlight, _time).RunAsync(
            (patience, _) =>
            {
                _patiences.Add(patience);
                return Task.FromResult(script[Math.Min(turn++, script.Length - 1)]());
            },
            Patience,
            Deadline,
            resending,
            CancellationToken.None);
        while (!outcome.IsCompleted)
            _time.Advance(Tick);
        return await outcome;
    }
}
