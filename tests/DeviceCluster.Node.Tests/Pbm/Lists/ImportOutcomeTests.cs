using DeviceCluster.Contracts.Devices;
using DeviceCluster.Node.Pbm.Lists;

namespace DeviceCluster.Node.Tests.Pbm.Lists;

/// <summary>A list says what it does, and what it would do, to devices that stand already.</summary>
public class ImportOutcomeTests
{
    private static readonly DeviceReport Nobody = new(
        new("gate"), Enrolled: false, Address: null, User: null, Enabled: false, Identity: null,
        new(SessionPhase.Disabled, DateTimeOffset.UnixEpoch, Reason: "", NextAttempt: null, LoginError: null, AttemptsLeft: null),
        CredentialVersion: 0, CredentialProved: false, "node-1", Lives: []);

    private static readonly DeviceReport Stands = Nobody with
    {
        Enrolled = true,
        Address = new DeviceAddress("10.0.0.7"),
        User = "admin",
        Identity = new DeviceIdentity("4K01", 4, 1),
        Name = "Main gate",
        Tags = DeviceTags.None.SetItem("site", "hq").SetItem("floor", "2"),
    };

    [Fact]
    public void A_device_that_is_new_is_enrolled()
    {
        Assert.Equal(new("would be enrolled"), ImportOutcome.Foreseen(Row(), Nobody));
        Assert.Equal(new("enrolled"), ImportOutcome.Done(Row(), Nobody));
    }

    [Theory]
    [InlineData("Main gate", "site=hq")]
    [InlineData("", "")]
    public void The_same_list_again_changes_nothing_and_says_so(string name, string tags)
    {
        Assert.Equal(new("unchanged", "if its password is the same"), ImportOutcome.Foreseen(Row(name: name, tags: tags), Stands));
        Assert.Equal(new("unchanged"), ImportOutcome.Done(Row(name: name, tags: tags), Stands));
    }

    [Fact]
    public void Another_name_and_other_tags_are_changes()
    {
        var row = Row(name: "Gate", tags: "site=yard");

        Assert.Equal(new("would be changed", "name and tags, if its password is the same"), ImportOutcome.Foreseen(row, Stands));
        Assert.Equal(new("changed", "name and tags"), ImportOutcome.Done(row, Stands));
    }

    [Theory]
    [InlineData("10.0.0.8", "admin", "4K01", "another address;")]
    [InlineData("10.0.0.7", "root", "", "another user;")]
    [InlineData("10.0.0.7", "admin", "4K02", "another serial number;")]
    [InlineData("10.0.0.8", "root", "", "another address and user;")]
    public void A_device_that_stands_otherwise_would_be_refused(string host, string user, string serial, string why)
    {
        var foreseen = ImportOutcome.Foreseen(Row(host, user, serial), Stands);

        Assert.Equal(ImportOutcome.Refused, foreseen.Result);
        Assert.False(foreseen.IsGood);
        Assert.Contains(why, foreseen.Reason, StringComparison.Ordinal);
    }

    private static ImportRow Row(string host = "10.0.0.7", string user = "admin", string serial = "", string name = "", string tags = "") =>
        Assert.Single(ImportList.Read($"id;host;user;serial;name;tags\ngate;{host};{user};{serial};{name};{tags}", "fleet.csv", new Secret("pass-12345")));
}
