using DeviceCluster.Simulator.Tests.Wire;
using Microsoft.Extensions.Time.Testing;

namespace DeviceCluster.Simulator.Tests.Faulting;

public class LoginFaultTests
{
    [Theory]
    [InlineData(1, 0x01, 0x00)]
    [InlineData(2, 0x01, 0x01)]
    [InlineData(4, 0x03, 0x03)]
    [InlineData(5, 0x01, 0x04)]
    [InlineData(6, 0x01, 0x05)]
    [InlineData(7, 0x07, 0x00)]
    [InlineData(10, 0x0A, 0x00)]
    [InlineData(18, 0x01, 0x11)]
    public async Task A_login_is_refused_with_the_ordered_code_as_often_as_ordered(int code, byte byte8, byte byte9)
    {
        await using var host = await Fleet.StartAsync();
        using var client = await RawConnection.OpenAsync(host);
        host.Devices[0].Faults.RefuseLogin(code, count: 2);

        var replies = new[] { await client.LoginAsync(), await client.LoginAsync(), await client.LoginAsync() };

        Assert.Equal([(byte8, byte9), (byte8, byte9), (0, 8)], replies.Select(reply => (reply.Header[8], reply.Header[9])));
        Assert.Equal([code, code, 0], host.Devices[0].Facts.Attempts.Select(attempt => attempt.Code));
    }

    [Fact]
    public async Task A_locked_device_says_for_how_long_and_can_be_unlocked()
    {
        await using var host = await Fleet.StartAsync(options => options with { Time = new FakeTimeProvider() });
        using var client = await RawConnection.OpenAsync(host);
        host.Devices[0].Faults.Lock(TimeSpan.FromSeconds(77));

        var locked = await client.LoginAsync();
        host.Devices[0].Faults.Lock(TimeSpan.Zero);
        var free = await client.LoginAsync();

        Assert.Equal((1, 4, "LockLeftTime:77\r\n\r\n"), (locked.Header[8], locked.Header[9], locked.Text));
        Assert.Equal(0, free.Header[8]);
    }

    [Fact]
    public async Task After_a_changed_password_the_old_one_is_known_as_the_former()
    {
        await using var host = await Fleet.StartAsync();
        using var client = await RawConnection.OpenAsync(host);
        host.Devices[0].Faults.ChangePassword("another");

        var old = await client.LoginAsync();
        var changed = await client.LoginAsync("another");

        Assert.Equal((1, 0), (old.Header[8], changed.Header[8]));
        Assert.Equal([ProvedCredential.Former, ProvedCredential.Current], host.Devices[0].Facts.Attempts.Select(attempt => attempt.Credential));
    }

    [Fact]
    public async Task An_answer_can_be_late_while_the_session_is_open_already()
    {
        var time = new FakeTimeProvider();
        await using var host = await Fleet.StartAsync(options => options with { Time = time });
        using var client = await RawConnection.OpenAsync(host);
        host.Devices[0].Faults.AnswerLoginAfter(TimeSpan.FromSeconds(9));
        var challenge = await client.AskAsync(RawLogin.RealmRequest);

        await client.SendAsync(RawLogin.LoginRequest, RawLogin.Extension(challenge));
        var keepAlive = await client.AskAsync("a1000000");
        time.Advance(TimeSpan.FromSeconds(9));
        var reply = await client.ReceiveAsync();

        Assert.Equal((0xB1, 0xB0, 0), (keepAlive.Command, reply.Command, reply.Header[8]));
        Assert.Equal(1, host.Devices[0].Facts.OpenSessions);
    }

    [Fact]
    public async Task Attempts_are_kept_with_their_times_and_without_secrets()
    {
        var time = new FakeTimeProvider();
        await using var host = await Fleet.StartAsync(options => options with { Time = time });
        using var client = await RawConnection.OpenAsync(host);

        await client.LoginAsync("wrong", "ad\u001b[31mmin");

        var attempt = Assert.Single(host.Devices[0].Facts.Attempts);
        Assert.Equal((time.GetUtcNow(), "ad?[31mmin", "Challenge", 2), (attempt.At, attempt.User, attempt.Dialect, attempt.Code));
        Assert.DoesNotContain(RawLogin.Password, Fleet.Options.ToString(), StringComparison.Ordinal);
    }
}
