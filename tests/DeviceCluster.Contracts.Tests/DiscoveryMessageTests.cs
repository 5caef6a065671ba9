using System.Collections.Immutable;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Discovery;
using DeviceCluster.Contracts.Mapping;
using Microsoft.Extensions.Time.Testing;

namespace DeviceCluster.Contracts.Tests;

/// <summary>Searches and first accounts: what is not allowed is refused in words and not read from the wire either.</summary>
public class DiscoveryMessageTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public static TheoryData<DiscoveryQuery, string> NotAsked => new()
    {
        { new DiscoveryQuery.Search(TimeSpan.Zero, null, false), "a search cannot take 0 s" },
        { new DiscoveryQuery.Search(TimeSpan.FromSeconds(60.5), null, false), "a search cannot take 60.5 s" },
        { new DiscoveryQuery.Search(Second, "here", false), "the local address is no IPv4 address" },
        { new DiscoveryQuery.Search(Second, "", false), "the local address is no IPv4 address" },
        { new DiscoveryQuery.Search(Second, "fe80::1", false), "the local address is no IPv4 address" },
        { new DiscoveryQuery.Search(Second, "010.0.0.2", false), "the local address is no IPv4 address" },
        { new DiscoveryQuery.Probe([], Second, null, false), "there is no address to ask" },
        { new DiscoveryQuery.Probe(Addresses(257), Second, null, false), "257 addresses are too many for one probe" },
        { new DiscoveryQuery.Probe(["10.0.0.1", "10.1"], Second, null, false), "address 2 of 2 is no IPv4 address" },
        { new DiscoveryQuery.Probe(["fe80::1"], Second, null, false), "address 1 of 1 is no IPv4 address" },
    };

    public static TheoryData<DiscoveryOrder, string> NotOrdered => new()
    {
        { SampleDiscovery.Initialise with { Mac = "3c:ef:8c:00:00" }, "that is no MAC" },
        { SampleDiscovery.Initialise with { Mac = "3c:ef:8c:00:00:01\n" }, "that is no MAC" },
        { SampleDiscovery.Initialise with { User = "" }, "the account's name is empty" },
        { SampleDiscovery.Initialise with { User = new('ä', 64) }, "the account's name has 128 bytes" },
        { SampleDiscovery.Initialise with { User = "ad\u001bmin" }, "the account's name has a control character in it" },
        { SampleDiscovery.Initialise with { Password = new(new string('p', 128)) }, "the password has 128 bytes" },
        { SampleDiscovery.Initialise with { Phone = "" }, "the phone number is empty" },
        { SampleDiscovery.Initialise with { Phone = new('1', 32) }, "the phone number has 32 bytes" },
        { SampleDiscovery.Initialise with { Mail = new('m', 64) }, "the mail address has 64 bytes" },
        { SampleDiscovery.Initialise with { LocalAddress = "here" }, "the local address is no IPv4 address" },
        { SampleDiscovery.Initialise with { By = new(new('w', 129), "") }, "who gives the order is empty or too long" },
    };

    [Theory]
    [MemberData(nameof(NotAsked))]
    public void What_is_not_allowed_is_not_asked_and_not_read(DiscoveryQuery query, string words)
    {
        var refused = DiscoveryRules.Of(query);

        Assert.Equal((RefusalCode.Invalid, words), (refused?.Code, refused?.Reason));
        Assert.Contains(words, WireTypes.FaultOf(query), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(NotOrdered))]
    public void What_is_not_allowed_is_not_ordered_and_not_read(DiscoveryOrder order, string words)
    {
        var refused = DiscoveryRules.Of((DiscoveryOrder.Initialise)order);

        Assert.Equal((RefusalCode.Invalid, words), (refused?.Code, refused?.Reason));
        Assert.NotNull(WireTypes.FaultOf(order));
    }

    [Fact]
    public void As_much_as_is_allowed_may_be_asked_and_ordered()
    {
        Assert.Null(WireTypes.FaultOf(new DiscoveryQuery.Probe(Addresses(256), DiscoveryLimits.Longest, "10.0.0.2", true)));
        Assert.Null(WireTypes.FaultOf(SampleDiscovery.Initialise with
        {
            User = new('u', 127),
            Password = new(new string('p', 127)),
            Phone = new('1', 31),
            Mail = new('m', 63),
        }));
    }

    [Fact]
    public void A_first_password_is_not_in_the_text_of_its_order()
    {
        var order = SampleDiscovery.Initialise with { Password = new Secret("canary") };

        Assert.DoesNotContain("canary", $"{order} {order.Words}", StringComparison.Ordinal);
    }

    [Fact]
    public void An_order_carries_the_time_in_which_it_may_begin()
    {
        var clock = new FakeTimeProvider();
        var wire = WireTypes.Find(typeof(DiscoveryOrder.Initialise))!;
        var order = SampleDiscovery.Initialise.Within(TimeSpan.FromMinutes(20), clock);

        clock.Advance(TimeSpan.FromMinutes(7));
        var arrived = (DiscoveryOrder)wire.Read(wire.Write(order));
        clock.Advance(TimeSpan.FromMinutes(7));

        Assert.InRange(arrived.BeginBefore!.Left, TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(3));
        Assert.True(((DiscoveryOrder)wire.Read(wire.Write(order))).BeginBefore!.HasPassed);
    }

    [Fact]
    public void More_devices_than_an_answer_holds_and_texts_longer_than_any_are_not_read()
    {
        var found = new DiscoveryReply.Found("node-1", [.. Enumerable.Repeat(SampleDiscovery.Recorder, 501)], 0);

        Assert.Contains("there are 501 devices; there may be 500", WireTypes.FaultOf(found), StringComparison.Ordinal);
        Assert.Contains(
            "a version has 257 characters",
            WireTypes.FaultOf(found with { Devices = [SampleDiscovery.Recorder with { Version = new('v', 257) }] }),
            StringComparison.Ordinal);
    }

    private static ImmutableArray<string> Addresses(int count) => [.. Enumerable.Range(0, count).Select(n => $"10.0.{n / 256}.{n % 256}")];
}
