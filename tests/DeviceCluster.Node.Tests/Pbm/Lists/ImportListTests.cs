using System.Collections.Immutable;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Node.Pbm;
using DeviceCluster.Node.Pbm.Lists;

namespace DeviceCluster.Node.Tests.Pbm.Lists;

public class ImportListTests
{
    private static readonly Secret ForAll = new("for-all-1");

    [Fact]
    public void A_CSV_list_becomes_orders()
    {
        var rows = Csv(
            """
            id;host;port;user;password;serial;name;tags
            gate;10.0.0.7;;admin;own-pass-1;4K01;Main gate;site=hq,floor=2
            yard;10.0.0.8;37778;root;;;;
            """);

        Assert.Equal([null, null], rows.Select(row => row.Wrong));
        var gate = rows[0].Orders;
        Assert.Equal(
            new DeviceCommand.Enrol(new("gate"), new DeviceAddress("10.0.0.7"), "admin", new Secret("own-pass-1"), "4K01"), gate[0]);
        Assert.Equal(new DeviceCommand.Rename(new("gate"), "Main gate"), gate[1]);
        Assert.Equal(["floor=2", "site=hq"], Assert.IsType<DeviceCommand.Tag>(gate[2]).Set.Select(tag => $"{tag.Key}={tag.Value}"));
        Assert.Equal(
            new DeviceCommand.Enrol(new("yard"), new DeviceAddress("10.0.0.8", 37778), "root", ForAll, null), Assert.Single(rows[1].Orders));
    }

    [Fact]
    public void A_YAML_list_says_the_same()
    {
        var rows = ImportList.Read(
            """
            - id: gate
              host: 10.0.0.7
              user: admin
              password: own-pass-1
              tags: { site: hq, floor: 2 }
            - { id: yard, host: 10.0.0.8, port: 37778, user: root }
            """,
            "fleet.yaml",
            ForAll);

        Assert.Equal([null, null], rows.Select(row => row.Wrong));
        Assert.Equal(["floor=2", "site=hq"], rows[0].Orders.OfType<DeviceCommand.Tag>().Single().Set.Select(tag => $"{tag.Key}={tag.Value}"));
        Assert.Equal(new DeviceAddress("10.0.0.8", 37778), Assert.IsType<DeviceCommand.Enrol>(rows[1].Orders[0]).Address);
    }

    [Fact]
    public void A_row_says_how_its_device_is_reached()
    {
        var rows = Csv(
            """
            id,host,user,http-port,rtsp-port,plain-login
            gate,10.0.0.7,admin,8080,auto,
            old,10.0.0.8,admin,,,yes
            yard,10.0.0.9,admin,,,
            first,10.0.0.10,admin,http,,
            last,10.0.0.11,admin,,,maybe
            """);

        Assert.Equal(
            [new DeviceAccess(8080), new DeviceAccess(PlainLogin: true), null],
            rows.Take(3).Select(row => Assert.IsType<DeviceCommand.Enrol>(Assert.Single(row.Orders)).Access));
        Assert.Equal(
            ["'http' is no http-port: 1 to 65535, or auto: the device is asked", "'maybe' is no plain-login: yes or no"], rows.Skip(3).Select(row => row.Wrong));
    }

    [Theory]
    [InlineData("Gate,10.0.0.7,,admin,", "'Gate' is no device id")]
    [InlineData(",10.0.0.7,,admin,", "the id is missing")]
    [InlineData("gate,,,admin,", "the host is missing")]
    [InlineData("gate,10.0.0.7,,,", "the user is missing")]
    [InlineData("gate,10.0.0.7,99999,admin,", "'99999' is no port: 1 to 65535")]
    [InlineData("gate,10.0.0.7,,admin,site", "'site' is no tag")]
    [InlineData("gate,10.0.0.7,,admin,Site=hq", "'Site' is no key of a tag")]
    [InlineData("first,10.0.0.7,,admin,", "first stands in the list already")]
    public void A_wrong_row_says_why_and_spoils_no_other(string row, string why)
    {
        var rows = Csv($"id,host,port,user,tags\nfirst,10.0.0.1,,admin,\n{row}\nlast,10.0.0.9,,admin,");

        Assert.Equal([1, 2, 3], rows.Select(r => r.Row));
        Assert.Contains(why, rows[1].Wrong, StringComparison.Ordinal);
        Assert.Empty(rows[1].Orders);
        Assert.All(new[] { rows[0], rows[2] }, good => Assert.Null(good.Wrong));
    }

    [Fact]
    public void A_row_without_a_password_is_wrong_where_the_command_has_none_either()
    {
        var rows = ImportList.Read("id,host,user\ngate,10.0.0.7,admin", "fleet.csv", password: null);

        Assert.Contains("there is no password", Assert.Single(rows).Wrong, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fleet.csv", "id,host,usr\ngate,10.0.0.7,admin", "there is no column 'usr'")]
    [InlineData("fleet.csv", "id,host,id\ngate,10.0.0.7,x", "the heading has a name twice")]
    [InlineData("fleet.csv", "id,host,user\n\"gate,10.0.0.7,admin", "this is no CSV")]
    [InlineData("fleet.yaml", "gate: 10.0.0.7", "this is no list of devices")]
    [InlineData("fleet.yaml", "- gate", "begins no map")]
    [InlineData("fleet.yaml", "- id: [gate]", "has a list or a map where a value belongs")]
    [InlineData("fleet.yml", "- id: 'gate", "this is no YAML")]
    [InlineData("fleet.yml", "- { id: gate, host: 10.0.0.7, id: yard }", "this is no YAML")]
    [InlineData("fleet.yml", "- id: gate\n  host: 10.0.0.7\n  ID: yard", "line 3 says 'ID' once more for the same device")]
    [InlineData("fleet.yml", "- { id: gate, tags: { site: hq, site: yard } }", "this is no YAML")]
    public void What_is_no_list_is_refused_as_a_whole(string file, string text, string why) =>
        Assert.Contains(why, Assert.Throws<CommandFailure>(() => ImportList.Read(text, file, ForAll)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_list_without_rows_is_one_too() => Assert.Empty(Csv("id,host,user"));

    private static ImmutableArray<ImportRow> Csv(string text) => ImportList.Read(text, "fleet.csv", ForAll);
}
