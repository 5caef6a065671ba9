using System.Net;
using DeviceCluster.Simulator.Tests.Wire;
using Microsoft.Extensions.Time.Testing;

namespace DeviceCluster.Simulator.Tests.Login;

public class ChallengeLoginTests
{
    [Theory]
    [InlineData(RawLogin.RealmRequest)]
    [InlineData(RawLogin.OtherRealmRequest)]
    public async Task Both_forms_of_a_realm_request_get_realm_and_random(string request)
    {
        await using var host = await Fleet.StartAsync();
        using var client = await RawConnection.OpenAsync(host);

        var reply = await client.AskAsync(request);

        Assert.Equal("b0000068", reply.HeaderHex[..8]);
        Assert.Matches("^Realm:Login to SIM000100000001\r\nRandom:[0-9]+\r\n\r\n$", reply.Text);
    }

    [Fact]
    public async Task A_right_proof_is_accepted_to_the_byte()
    {
        await using var host = await Fleet.StartAsync();
        using var client = await RawConnection.OpenAsync(host);

        var reply = await client.LoginAsync();

        var session = Convert.ToHexString(reply.Header.AsSpan(16, 4)).ToLowerInvariant();
        var length = Convert.ToHexString(BitConverter.GetBytes(reply.Extension.Length)).ToLowerInvariant();
        Assert.Equal($"b0000068{length}" + "0008" + "04" + "09" + "1f000000" + session + "00000000" + "0600f900" + "00000000", reply.HeaderHex);
        Assert.NotEqual(0u, reply.Number(16));
        Assert.Equal("NVR", reply.Line("DeviceClass"));
        Assert.Equal((1, 1, 0), (host.Devices[0].Facts.LoginsAccepted, host.Devices[0].Facts.OpenSessions, host.Devices[0].Facts.LoginsRefused));
    }

    [Fact]
    public async Task Only_the_first_half_of_the_proof_counts()
    {
        await using var host = await Fleet.StartAsync();
        using var client = await RawConnection.OpenAsync(host);
        var challenge = await client.AskAsync(RawLogin.RealmRequest);

        var reply = await client.AskAsync(RawLogin.LoginRequest, $"admin&&{RawLogin.Proof(challenge, RawLogin.Password)}{new string('F', 32)}");

        Assert.Equal(0, reply.Header[8]);
    }

    [Fact]
    public async Task A_proof_holds_for_one_challenge_only()
    {
        await using var host = await Fleet.StartAsync();
        using var client = await RawConnection.OpenAsync(host);
        var first = await client.AskAsync(RawLogin.RealmRequest);
        await client.AskAsync(RawLogin.RealmRequest);

        var reply = await client.AskAsync(RawLogin.LoginRequest, RawLogin.Extension(first));

        Assert.Equal((1, 0), (reply.Header[8], reply.Header[9]));
    }

    [Fact]
    public async Task A_wrong_password_is_refused_with_the_tries_left()
    {
        await using var host = await Fleet.StartAsync();
        using var client = await RawConnection.OpenAsync(host);

        var first = await client.LoginAsync("wrong");
        var second = await client.LoginAsync("wrong");

        Assert.Equal("b0000068" + "00000000" + "0100" + "0000" + "00000000" + "00000000" + "00000000" + "0600f900" + "04000000", first.HeaderHex);
        Assert.Equal(3, second.Header[28]);
        Assert.Equal(2, host.Devices[0].Facts.LoginPacketsOf(ProvedCredential.Wrong));
    }

    [Fact]
    public async Task The_right_password_resets_the_count()
    {
        await using var host = await Fleet.StartAsync();
        using var client = await RawConnection.OpenAsync(host);
        await client.LoginAsync("wrong");
        using (await RawLogin.LoggedInAsync(host))
        {
            var reply = await client.LoginAsync("wrong");

            Assert.Equal(4, reply.Header[28]);
        }
    }

    [Theory]
    [InlineData("pä", "pã")]
    [InlineData("парольА", "парольБ")]
    [InlineData("密码", "号码")]
    public async Task A_password_of_any_script_is_proved_by_its_utf8_bytes(string password, string other)
    {
        await using var host = await Fleet.StartAsync(options => options with { Password = password });
        using var client = await RawConnection.OpenAsync(host);

        var wrong = await client.LoginAsync(other);
        var right = await client.LoginAsync(password);

        Assert.Equal((1, 0), (wrong.Header[8], wrong.Header[9]));
        Assert.Equal(0, right.Header[8]);
    }

    [Fact]
    public async Task An_unknown_user_is_told_apart()
    {
        await using var host = await Fleet.StartAsync();
        using var client = await RawConnection.OpenAsync(host);

        var reply = await client.LoginAsync(RawLogin.Password, "nobody");

        Assert.Equal((1, 1), (reply.Header[8], reply.Header[9]));
    }

    [Fact]
    public async Task Too_many_wrong_passwords_lock_the_user_for_the_time_the_device_says()
    {
        var time = new FakeTimeProvider();
        await using var host = await Fleet.StartAsync(options => options with { AllowedTries = 2, LockTime = TimeSpan.FromSeconds(90), Time = time });
        using var client = await RawConnection.OpenAsync(host);
        await client.LoginAsync("wrong");

        var last = await client.LoginAsync("wrong");
        time.Advance(TimeSpan.FromSeconds(25));
        var locked = await client.LoginAsync();
        time.Advance(TimeSpan.FromSeconds(66));
        using var later = await RawConnection.OpenAsync(host);
        var free = await later.LoginAsync();

        Assert.Equal((1, 4, "LockLeftTime:90\r\n\r\n"), (last.Header[8], last.Header[9], last.Text));
        Assert.Equal((1, 4), (locked.Header[8], locked.Header[9]));
        Assert.Equal("LockLeftTime:65\r\n\r\n", locked.Text);
        Assert.Equal(0, free.Header[8]);
    }

    [Fact]
    public async Task A_full_device_refuses_and_takes_the_next_when_one_has_left()
    {
        await using var host = await Fleet.StartAsync(options => options with { MaxSessions = 1 });
        var first = await RawLogin.LoggedInAsync(host);
        using var second = await RawConnection.OpenAsync(host);

        var full = await second.LoginAsync();
        first.Dispose();
        await Limit.UntilAsync(() => host.Devices[0].Facts.OpenSessions == 0, "the end of the first session");
        var free = await second.LoginAsync();

        Assert.Equal((10, 0), (full.Header[8], full.Header[9]));
        Assert.Equal(0, free.Header[8]);
        Assert.Equal(10, host.Devices[0].Facts.Attempts[1].Code);
        Assert.Equal(1, host.Devices[0].Facts.SessionsAborted);
    }

    [Fact]
    public async Task A_login_over_a_login_is_refused()
    {
        await using var host = await Fleet.StartAsync();
        using var client = await RawLogin.LoggedInAsync(host);

        var reply = await client.LoginAsync();

        Assert.Equal((3, 3), (reply.Header[8], reply.Header[9]));
        Assert.Equal(1, host.Devices[0].Facts.OpenSessions);
    }

    [Fact]
    public async Task Devices_are_told_apart_by_the_address_that_was_called()
    {
        await using var host = await Fleet.StartAsync(options => options with { Devices = 3 });
        using var client = await RawConnection.OpenAsync(host, device: 3);

        var challenge = await client.AskAsync(RawLogin.RealmRequest);

        Assert.Equal("Login to SIM000100000003", challenge.Line("Realm"));
        Assert.Equal("127.20.0.3", host.Devices[2].Address.ToString());
        Assert.Equal((0, 1), (host.Devices[0].Facts.Challenges, host.Devices[2].Facts.Challenges));
    }

    [Fact]
    public async Task An_address_that_is_no_device_is_reset()
    {
        await using var host = await Fleet.StartAsync(options => options with { Devices = 2 });

        Assert.True(await RawConnection.IsResetAtOnceAsync(new IPAddress([127, 20, 0, 9]), host.DvripPort));
    }
}
