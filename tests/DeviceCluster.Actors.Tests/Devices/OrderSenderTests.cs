using DeviceCluster.Actors.Devices;
using DeviceCluster.Contracts.Devices;
using Microsoft.Extensions.Time.Testing;

namespace DeviceCluster.Actors.Tests.Devices;

/// <summary>When an order goes out again, and what is told when it got no answer.</summary>
public sealed class OrderSenderTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(40);
    private static readonly DeviceOrder Order = new(OrderKey.New(), new DeviceCommand.Retry(new DeviceId("gate")));
    private static readonly DeviceReply Done = new DeviceReply.Done();

    private readonly FakeTimeProvider _time = new();
    private readonly List<TimeSpan> _patiences = [];

    [Theory]
    [InlineData(RefusalCode.NotEnrolled)]
    [InlineData(RefusalCode.Busy)]
    [InlineData(RefusalCode.StorageUnavailable)]
    [InlineData(RefusalCode.NoAnswer)]
    public async Task What_the_device_says_is_told_at_once(RefusalCode code)
    {
        var refused = Refused(code);

        Assert.Equal(refused, await SendAsync(refused, Done));
        Assert.Equal(Patience, Assert.Single(_patiences));
    }

    [Fact]
    public async Task An_order_to_a_device_that_moves_goes_out_again() =>
        Assert.Equal((Done, 3), (await SendAsync(Refused(RefusalCode.Moving), Refused(RefusalCode.Moving), Done), _patiences.Count));

    [Fact]
    public async Task An_order_that_got_no_answer_goes_out_again() =>
        Assert.Equal((Done, 2), (await SendAsync(null, Done), _patiences.Count));

    [Fact]
    public async Task After_a_silence_a_journal_that_is_busy_may_hold_the_order_so_it_is_asked_again() =>
        Assert.Equal((Done, 3), (await SendAsync(null, Refused(RefusalCode.Busy), Done), _patiences.Count));

    [Fact]
    public async Task After_a_silence_a_journal_that_is_away_leaves_the_outcome_open()
    {
        var told = Assert.IsType<DeviceReply.Refused>(await SendAsync(null, Refused(RefusalCode.StorageUnavailable)));

        Assert.Equal(RefusalCode.NoAnswer, told.Code);
        Assert.Contains("whether the order was stored is not known", told.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silence_to_the_end_is_told_as_unknown_and_every_wait_is_within_the_limit()
    {
        var told = Assert.IsType<DeviceReply.Refused>(await SendAsync(null, null, null, Done));

        Assert.Equal((RefusalCode.NoAnswer, "40 s"), (told.Code, told.Reason.Contains("40 s", StringComparison.Ordinal) ? "40 s" : told.Reason));
        Assert.Equal([Patience, Patience, Limit - Patience - Patience], _patiences);
    }

    [Fact]
    public async Task A_device_that_moves_to_the_end_is_told_as_moving()
    {
        var moving = Refused(RefusalCode.Moving);

        Assert.Equal(moving, await SendAsync([.. Enumerable.Repeat(moving, 1000)]));
    }

    [Fact]
    public async Task Who_gives_up_is_heard_in_the_pause()
    {
        using var stop = new CancellationTokenSource();
        var sent = new OrderSender(Patience, Limit, _time).SendAsync(Order, _ => Task.FromResult<DeviceReply?>(Refused(RefusalCode.Moving)), stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sent);
    }

    // A silence (null) takes as long as it is waited for, an answer no time, and a pause is over at once.
    private async Task<DeviceReply> SendAsync(params DeviceReply?[] replies)
    {
        var left = new Queue<DeviceReply?>(replies);
        var sent = new OrderSender(Patience, Limit, _time).SendAsync(Order, Once, CancellationToken.None);
        while (!sent.IsCompleted)
            _time.Advance(TimeSpan.FromMilliseconds(100));
        return await sent;

        Task<DeviceReply?> Once(TimeSpan patience)
        {
            _patiences.Add(patience);
            var reply = left.Dequeue();
            if (reply is null)
                _time.Advance(patience);
            return Task.FromResult(reply);
        }
    }

    private static DeviceReply.Refused Refused(RefusalCode code) => new(code, $"{code}", "wait");
}
