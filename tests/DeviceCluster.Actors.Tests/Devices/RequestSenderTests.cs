using Akka.Actor;
using DeviceCluster.Actors.Devices;
using DeviceCluster.Contracts.Clock;
using DeviceCluster.Contracts.Control;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Ptz;

namespace DeviceCluster.Actors.Tests.Devices;

/// <summary>What is asked and ordered over a session goes out once, and a silence after an order is not called a refusal.</summary>
public sealed class RequestSenderTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly DeviceId Gate = new("gate");
    private static readonly Origin Admin = new("admin", "10.0.0.9");
    private static readonly ClockDrift Drift = new(Gate, [], null);
    private static readonly DeviceReply.Done Done = new();

    private readonly List<(object Message, TimeSpan Patience)> _sent = [];

    [Fact]
    public async Task A_question_travels_bare()
    {
        var question = new ClockQuery.GetDrift(Gate);

        Assert.Equal(Drift, await AskAsync(question, Drift));

        Assert.Equal((question, Patience), Assert.Single(_sent));
    }

    [Fact]
    public async Task An_order_travels_with_the_one_who_gives_it()
    {
        var order = new ControlOrder.Reboot(Gate);

        Assert.Equal(Done, await AskAsync(order, Done));

        var (message, patience) = Assert.Single(_sent);
        var sent = Assert.IsType<SessionOrder>(message);
        Assert.Equal((order, Admin, Patience), (sent.Request, sent.By, patience));
        Assert.InRange(sent.BeginBefore!.Left, TimeSpan.Zero, Patience / 2);
    }

    [Theory]
    [InlineData(RefusalCode.Moving)]
    [InlineData(RefusalCode.Offline)]
    [InlineData(RefusalCode.DeviceRefused)]
    public async Task A_refusal_of_the_device_is_told_as_it_is(RefusalCode code)
    {
        var refused = new DeviceReply.Refused(code, "a reason", "a remedy");

        var told = await Assert.ThrowsAsync<RefusedException>(() => AskAsync(new ControlOrder.Reboot(Gate), refused));

        Assert.Equal(refused, told.Refusal);
        Assert.Single(_sent);
    }

    [Fact]
    public async Task An_order_without_an_answer_is_told_as_unknown_and_not_sent_again()
    {
        var told = await Assert.ThrowsAsync<RefusedException>(() => AskAsync(new ControlOrder.Reboot(Gate), answer: null));

        Assert.Equal(
            (RefusalCode.NoAnswer, "device gate gave no answer to 'reboot' within 20 s; whether it was carried out is not known"),
            (told.Refusal.Code, told.Refusal.Reason));
        Assert.Single(_sent);
    }

    [Fact]
    public async Task A_question_without_an_answer_is_a_time_out()
    {
        var told = await Assert.ThrowsAsync<TimeoutException>(() => AskAsync(new ClockQuery.GetDrift(Gate), answer: null));

        Assert.Equal("device gate gave no answer to 'clock drift' within 20 s", told.Message);
    }

    [Fact]
    public async Task What_no_node_would_read_is_refused_and_not_sent()
    {
        var order = new PtzOrder.Move(Gate, 1, new PtzHolder("guard"), double.NaN, 0, 0, TimeSpan.FromSeconds(1));

        var told = await Assert.ThrowsAsync<RefusedException>(() => AskAsync(order, Done));

        Assert.Equal((RefusalCode.Invalid, "the order cannot be sent: pan is no number"), (told.Refusal.Code, told.Refusal.Reason));
        Assert.Empty(_sent);
    }

    [Fact]
    public async Task An_answer_to_something_else_is_a_bug_that_names_both()
    {
        var told = await Assert.ThrowsAsync<InvalidOperationException>(() => AskAsync(new ControlOrder.Reboot(Gate), Drift));

        Assert.Equal("ClockDrift is no answer to Reboot", told.Message);
    }

    [Fact]
    public async Task Who_gives_up_is_not_told_of_a_time_out()
    {
        var given = new RequestSender(Patience, TimeProvider.System).SendAsync(
            new ControlOrder.Reboot(Gate), Admin, (_, _) => Task.FromCanceled<object>(new CancellationToken(canceled: true)));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
    }

    // A silence (null) is over at once.
    private Task<TAnswer> AskAsync<TAnswer>(SessionRequest<TAnswer> request, object? answer)
        where TAnswer : class =>
        new RequestSender(Patience, TimeProvider.System).SendAsync(request, Admin, (message, patience) =>
        {
            _sent.Add((message, patience));
            return answer is null ? Task.FromException<object>(new AskTimeoutException("nothing came")) : Task.FromResult(answer);
        });
}
