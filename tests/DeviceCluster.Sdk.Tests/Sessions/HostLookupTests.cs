using System.Net;
using System.Net.Sockets;
using DeviceCluster.Sdk.Sessions;
using DeviceCluster.Sdk.Tests.Support;

namespace DeviceCluster.Sdk.Tests.Sessions;

public class HostLookupTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(50);

    private static readonly IPAddress V4 = IPAddress.Parse("127.21.0.9");
    private static readonly IPAddress V6 = IPAddress.Parse("fd00::9");

    [Fact]
    public void The_old_addresses_come_before_the_new_ones_and_keep_their_order()
    {
        var second = IPAddress.Parse("127.21.0.8");

        Assert.Equal([V4, second, V6, IPAddress.IPv6Loopback], Names(_ => [V6, V4, IPAddress.IPv6Loopback, second]).Find("gate", Until.Limit));
    }

    [Fact]
    public void A_literal_is_not_looked_up() =>
        Assert.Equal([V6], Names(_ => throw new InvalidOperationException("looked up")).Find("fd00::9", Until.Limit));

    [Fact]
    public void A_look_up_takes_no_thread_of_the_shared_pool()
    {
        bool? shared = null;

        Names(_ =>
        {
            shared = Thread.CurrentThread.IsThreadPoolThread;
            return [V4];
        }).Find("gate", Until.Limit);

        Assert.False(shared);
    }

    [Fact]
    public void A_look_up_that_hangs_is_given_up_and_holds_its_place_until_it_returns()
    {
        using var hang = new ManualResetEventSlim();
        using var over = new CountdownEvent(1);
        var names = Names(
            host =>
            {
                if (host == "slow")
                {
                    hang.Wait();
                    over.Signal();
                }

                return [V4];
            },
            maxRunning: 1);

        Assert.Contains("did not end", Unknown(names, "slow", Short).Message, StringComparison.Ordinal);
        Assert.Contains("too many", Unknown(names, "gate", Short).Message, StringComparison.Ordinal);
        hang.Set();
        Assert.True(over.Wait(Until.Limit));

        Assert.Equal([V4], names.Find("gate", Until.Limit));
    }

    [Fact]
    public void A_name_without_an_address_and_one_that_nobody_knows_are_told_apart()
    {
        Assert.Contains("no address", Unknown(Names(_ => []), "gate", Until.Limit).Message, StringComparison.Ordinal);
        Assert.Contains("not known", Unknown(Names(_ => throw new SocketException(11001)), "gate", Until.Limit).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_failure_reaches_the_caller_and_not_the_process() =>
        Assert.Throws<NotSupportedException>(() => Names(_ => throw new NotSupportedException()).Find("gate", Until.Limit));

    private static HostLookup Names(Func<string, IPAddress[]> resolve, int maxRunning = 4) => new(resolve, TimeProvider.System, maxRunning);

    private static HostUnknownException Unknown(HostLookup names, string host, TimeSpan limit) =>
        Assert.Throws<HostUnknownException>(() => names.Find(host, limit));
}
