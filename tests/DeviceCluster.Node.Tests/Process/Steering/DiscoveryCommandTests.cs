using System.Net;
using DeviceCluster.Testing.Processes;

namespace DeviceCluster.Node.Tests.Process.Steering;

/// <summary>Devices that are found, and the first password of new ones.</summary>
[Collection(SteeredFleet.Collection)]
public sealed class DiscoveryCommandTests(SteeredFleet fleet)
{
    [WholeNodeFact]
    public async Task Addresses_are_asked_one_by_one_and_who_is_there_says_what_it_is()
    {
        var found = await fleet.DoneAsync($"discovery probe 127.32.1.1-6 -seconds 1");

        Assert.Equal(
            [
                "127.32.1.1 NVR 4 yes", "127.32.1.2 IPC 1 yes", "127.32.1.3 NVR 4 yes",
            ],
            found.Rows.Select(row => $"{row["address"]} {row["class"]} {row["channels"]} {row["initialised"]}").Order().Take(3));
        Assert.Equal(5, found.Rows.Count);
        Assert.Equal((await fleet.FactsAsync(SteeredFleet.Gate))["serial"]!.GetValue<string>(), found.Rows.Single(row => row["address"] == "127.32.1.1")["serial"]);
    }

    [WholeNodeFact]
    public async Task A_device_that_does_not_tell_whether_it_is_initialised_is_not_said_to_be()
    {
        var port = Testing.Processes.Programs.FreePort();
        await using var old = await SimulatorProcess.OnLoopbackAsync(
            1, new IPAddress([127, 32, 2, 1]), "--discovery-port", "-1", "--old-discovery-port", $"{port}", "--firmware", "dvr2012");
        await using var node = await NodeProcess.StartAsync(folder: null, ("Sdk__OldDiscoveryPort", $"{port}"));

        var found = PbmReply.Of((await node.PbmAsync("discovery probe 127.32.2.1 -binary yes -seconds 3 --output json")).Out);

        Assert.True(found.Rows.Count == 1, $"{found}\n{node.Log}");
        Assert.Equal(("127.32.2.1", "DVR0404LE", ""), (found.Rows[0]["address"], found.Rows[0]["type"], found.Rows[0]["initialised"]));
    }

    [WholeNodeFact]
    public async Task A_device_that_is_new_gets_its_first_account_once_and_can_be_enrolled_then()
    {
        var mac = await MacAsync(SteeredFleet.New);

        var wrong = await InitAsync(mac, "admin123");
        Assert.False(await IsInitialisedAsync(SteeredFleet.New));
        var made = await InitAsync(mac, Recorders.Password);
        var again = await InitAsync(mac, "Another-17");

        Assert.Equal((1, "the password is not allowed: the account's name is in it, or that backwards"), (wrong.Exit, wrong.Error));
        Assert.True(made.Exit == 0, $"{made}\n{fleet.Node.Log}");
        Assert.True(await IsInitialisedAsync(SteeredFleet.New));
        Assert.Equal([$"{mac}: the account admin is made; enrol the device with 'device add'"], made.Lines);
        Assert.Equal((1, "device-refused"), (again.Exit, again.ErrorCode));
        await fleet.EnrolAsync("new", SteeredFleet.New);
        await fleet.DoneAsync("device remove new");
    }

    [WholeNodeFact]
    public async Task A_first_password_that_breaks_a_rule_is_refused_with_the_rule_and_the_device_stays_as_it_is()
    {
        var mac = await MacAsync(SteeredFleet.Newer);

        foreach (var (password, rule) in ((string, string)[])[
            ("Ab-1", "it has fewer than 8 characters"), ("lettersxy", "it needs two of: small letters, capital letters, digits, symbols"),
            ("Sesame-123", "three characters in it follow each other, such as 123 or abc"), ("Sesamee-111", "a character stands in it three times together, such as 111"),
            ("Sesame&17", """a blank, ' " ; : & or a character that is not printable ASCII is in it""")])
        {
            var refused = await InitAsync(mac, password);

            Assert.Equal((password, 1, "invalid", $"the password is not allowed: {rule}"), (password, refused.Exit, refused.ErrorCode, refused.Error));
            Assert.Equal("8 to 32 characters of at least two kinds; nothing was sent", refused.Remedy);
        }

        Assert.False(await IsInitialisedAsync(SteeredFleet.Newer));
    }

    [WholeNodeFact]
    public async Task Too_many_addresses_and_such_as_are_none_are_told_with_what_would_be_right()
    {
        Assert.Equal((2, "257 addresses are too many for one probe", "at most 256, such as a /24 network"), await fleet.RefusedAsync("discovery probe 10.0.0.0-255,10.0.1.0"));
        Assert.Equal(
            (2, "'10.0.0' is no address, range or network", "addresses like 10.0.0.5, 10.0.0.5-20 or 10.0.0.0/28, separated by commas"),
            await fleet.RefusedAsync("discovery probe 10.0.0"));
        Assert.Equal(
            (2, "the local address is no IPv4 address", "an address of the node as 10.0.0.5; without one all its networks are searched"),
            await fleet.RefusedAsync("discovery probe 10.0.0.1 -local here"));
        Assert.Equal(
            (1, "192.0.2.1 is no address of this node", "an address of the node, or none: then all its networks are searched"),
            await fleet.RefusedAsync("discovery probe 10.0.0.1 -local 192.0.2.1"));
        Assert.Equal((2, "-seconds 61", "seconds, from 0.1 to 60"), await fleet.RefusedAsync("discovery probe 10.0.0.1 -seconds 61"));
        var mac = await InitAsync("nonsense", Recorders.Password);
        Assert.Equal((2, "that is no MAC", "six pairs of hex digits, as a search shows it: 3c:ef:8c:00:00:01"), (mac.Exit, mac.Error, mac.Remedy));
    }

    private async Task<PbmReply> InitAsync(string mac, string password) =>
        PbmReply.Of((await fleet.Node.PbmAsync($"discovery init {mac} --output json", password)).Out);

    private async Task<string> MacAsync(int device) =>
        (await fleet.DoneAsync($"discovery probe {fleet.Place.Address(device)} -seconds 1")).Rows.Single()["mac"];

    private async Task<bool> IsInitialisedAsync(int device) => (await fleet.FactsAsync(device))["initialised"]!.GetValue<bool>();
}
