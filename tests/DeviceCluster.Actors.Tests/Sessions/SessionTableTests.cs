using DeviceCluster.Actors.Sessions;
using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Domain.Sessions;

namespace DeviceCluster.Actors.Tests.Sessions;

/// <summary>No native login is ever forgotten, and none is held twice.</summary>
public sealed class SessionTableTests : SessionTableFixture
{
    [Fact]

    public async Task A_login_is_told_to_the_incarnation_that_asked()
    {
        Assert.True(Login(incarnation: 7, generation: 3));

        var news = await ExpectMsgAsync<SessionNews>();
        Assert.Equal(7, news.Incarnation);
        Assert.Equal(3, Assert.IsType<SessionInput.LoginSucceeded>(news.Input).Generation);
        Assert.NotNull(Table.Find(Gate, 7, 3));
    }

    [Fact]
    public async Task A_device_has_one_login_in_flight()
    {
        using var go = new ManualResetEventSlim();
        Sdk.OnLogin = go.Wait;
        Login(1, 1);

        Assert.False(Login(1, 2));

        go.Set();
        await ExpectMsgAsync<SessionNews>();
        Assert.Single(Sdk.Requests);
    }

    [Fact]
    public async Task A_live_login_survives_its_entity_and_is_taken_over_without_a_login()
    {
        Login(1, 1);
        await ExpectMsgAsync<SessionNews>();
        Table.Abandon(Gate, 1);
        Assert.Equal([Gate], Table.Unclaimed());

        var left = Table.Inherit(Gate, TestActor, 2);

        Assert.True(left.Live);
        Assert.Equal(1, left.Generation);
        Assert.Empty(Table.Unclaimed());
        Assert.Single(Sdk.Requests);
        Assert.Equal(0, Sdk.Logins.Single().Logouts);
    }

    [Fact]
    public async Task A_login_that_returns_after_its_entity_has_gone_is_the_next_ones()
    {
        using var go = new ManualResetEventSlim();
        Sdk.OnLogin = go.Wait;
        Login(1, 1);
        Table.Abandon(Gate, 1);

        var left = Table.Inherit(Gate, TestActor, 2);

        Assert.False(left.Live);
        Assert.NotNull(left.Entry);
        go.Set();
        Assert.Equal(2, (await ExpectMsgAsync<SessionNews>()).Incarnation);
    }

    [Fact]
    public async Task A_failure_that_nobody_heard_of_is_kept_for_the_next_incarnation()
    {
        Sdk.OnLogin = () => throw new InvalidOperationException("broken");
        using var abandoned = new ManualResetEventSlim();
        Sdk.OnLogin = () =>
        {
            abandoned.Wait();
            throw new InvalidOperationException("broken");
        };
        Login(1, 1);
        Table.Abandon(Gate, 1);
        abandoned.Set();
        await Limits.UntilAsync(() => Table.Figures().Failed == 1);

        Assert.Equal("broken", Table.Inherit(Gate, TestActor, 2).Failure?.Words);
        Assert.Null(Table.Inherit(Gate, TestActor, 3).Failure);
    }

    [Fact]
    public async Task An_overdue_login_is_told_and_what_it_brings_is_logged_out()
    {
        using var go = new ManualResetEventSlim();
        Sdk.OnLogin = go.Wait;
        Login(1, 1);
        await Limits.UntilAsync(() => !Sdk.Requests.IsEmpty);

        Time.Advance(new SessionSettings().LoginDeadline);

        Assert.IsType<SessionInput.LoginOverdue>((await ExpectMsgAsync<SessionNews>()).Input);
        Assert.False(Login(1, 2), "the overdue call is still under way");
        go.Set();
        await Limits.UntilAsync(() => Sdk.Logins.SingleOrDefault()?.Logouts == 1);
        await Limits.UntilAsync(() => Table.Figures() is { LateLogouts: 1, Leaving: 0, Live: 0 });
        await ExpectNoMsgAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task A_login_given_up_while_under_way_is_logged_out_when_it_returns()
    {
        using var go = new ManualResetEventSlim();
        Sdk.OnLogin = go.Wait;
        Login(1, 1);
        await Limits.UntilAsync(() => !Sdk.Requests.IsEmpty);

        Table.Abort(Gate, new SessionClaim(TestActor, 1, 1));
        go.Set();

        await Limits.UntilAsync(() => Sdk.Logins.SingleOrDefault()?.Logouts == 1);
        await ExpectNoMsgAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task A_lost_login_is_told_once_and_let_go_without_a_word()
    {
        Login(1, 1);
        await ExpectMsgAsync<SessionNews>();
        var entry = Table.Find(Gate, 1, 1);

        Table.Lose(Sdk.Logins.Single().Id);
        Table.Lose(Sdk.Logins.Single().Id);

        Assert.IsType<SessionInput.Lost>((await ExpectMsgAsync<SessionNews>()).Input);
        await Limits.UntilAsync(() => Sdk.Logins.Single().Aborts == 1);
        Assert.True(entry!.Ending.IsCancellationRequested);
        Assert.Equal(0, Sdk.Logins.Single().Logouts);
        await ExpectNoMsgAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task A_loss_that_comes_before_its_login_has_returned_is_not_missed()
    {
        Sdk.OnLogin = () => Table.Lose(1);

        Login(1, 1);

        Assert.IsType<SessionInput.LoginSucceeded>((await ExpectMsgAsync<SessionNews>()).Input);
        Assert.IsType<SessionInput.Lost>((await ExpectMsgAsync<SessionNews>()).Input);
    }

    [Fact]
    public async Task An_unclaimed_login_that_is_lost_is_let_go_too()
    {
        Login(1, 1);
        await ExpectMsgAsync<SessionNews>();
        Table.Abandon(Gate, 1);

        Table.Lose(Sdk.Logins.Single().Id);

        await Limits.UntilAsync(() => Sdk.Logins.Single().Aborts == 1);
        await Limits.UntilAsync(() => Table.Inherit(Gate, TestActor, 2).Entry is null);
    }
}
