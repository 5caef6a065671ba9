namespace DeviceCluster.Client.Tests;

/// <summary>An option that is not usable stops the service at its start, with what is wrong and what would be right.</summary>
public sealed class DeviceClusterClientOptionsTests
{
    private static readonly DeviceClusterClientOptions Good = new() { Seeds = ["node-1.example:4053", "10.0.0.7:4053"] };

    public static TheoryData<string, DeviceClusterClientOptions, string> Wrong => new()
    {
        { "Seeds", Good with { Seeds = [] }, "host:port of at least one node" },
        { "Seeds", Good with { Seeds = default }, "host:port of at least one node" },
        { "Seeds", Good with { Seeds = ["node-1"] }, "'node-1' is no host and port" },
        { "Seeds", Good with { Seeds = ["node-1:0"] }, "'node-1:0' is no host and port" },
        { "Seeds", Good with { Seeds = ["node-1:4053/x"] }, "is no host and port" },
        { "Seeds", Good with { Seeds = ["127.0.0.1:4100"], Port = 4100 }, "a service begins no cluster" },
        { "SystemName", Good with { SystemName = "a b" }, "letters, digits" },
        { "SystemName", Good with { SystemName = "" }, "letters, digits" },
        { "Name", Good with { Name = new string('a', 129) }, "at most 128" },
        { "Name", Good with { Name = "a\nb" }, "printable" },
        { "HostName", Good with { HostName = "a\"b" }, "an IP address or a host name" },
        { "PublicHostName", Good with { PublicHostName = "a b" }, "by which the nodes reach this service" },
        { "PublicHostName", Good with { HostName = "0.0.0.0", Tls = new("a", "b", "c") }, "by which the nodes reach this service" },
        { "Tls", Good with { HostName = "10.0.0.1" }, "beyond loopback" },
        { "Tls", Good with { Tls = new("/nowhere/a.pem", "b", "c") }, "there is no file '/nowhere/a.pem'" },
        { "Port", Good with { Port = 65536 }, "65535" },
        { "StableAfter", Good with { StableAfter = TimeSpan.FromSeconds(4) }, "what the nodes have, 00:00:05 to 00:01:00" },
        { "StableAfter", Good with { StableAfter = TimeSpan.FromSeconds(61) }, "what the nodes have, 00:00:05 to 00:01:00" },
        { "Deadline", Good with { Deadline = TimeSpan.Zero }, "more than zero" },
        { "Deadline", Good with { Deadline = TimeSpan.FromMinutes(6) }, "at most 00:05:00" },
        { "MaxInFlight", Good with { MaxInFlight = 0 }, "1 or more" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_option_is_named_with_what_would_be_right(string option, DeviceClusterClientOptions options, string words)
    {
        var error = Assert.Throws<ArgumentException>(options.Validate);

        Assert.Equal(option, error.ParamName);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_defaults_need_nothing_but_seeds() => Good.Validate();
}
