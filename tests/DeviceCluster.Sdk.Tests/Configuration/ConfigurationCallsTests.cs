using System.Text.Json;
using System.Text.Json.Nodes;
using DeviceCluster.Sdk.Configuration;
using DeviceCluster.Sdk.Tests.Support;
using DeviceCluster.Simulator.Json;

namespace DeviceCluster.Sdk.Tests.Configuration;

/// <summary>The configuration tables of a device, read and written.</summary>
[Collection(WithSdk.Name)]
public class ConfigurationCallsTests(SdkFixture fixture)
{
    [Fact]
    public async Task A_table_is_read_changed_and_read_back()
    {
        using var login = await fixture.LoginAsync(fixture.NewDevice());

        var before = await Until.WithinLimit(() => login.ReadTable("General", null, SdkFixture.Wait));
        var written = await Until.WithinLimit(() => login.WriteTable(Changed(before, "MachineName", "gate"), SdkFixture.Wait));
        var after = await Until.WithinLimit(() => login.ReadTable("General", null, SdkFixture.Wait));

        Assert.Equal(new TableWritten(NeedsRestart: false), written);
        Assert.Equal("gate", after.Table.GetProperty("MachineName").GetString());
        Assert.Equal(before.Table.GetProperty("LocalNo").GetInt32(), after.Table.GetProperty("LocalNo").GetInt32());
    }

    [Fact]
    public async Task The_table_of_one_channel_leaves_the_others_as_they_were()
    {
        using var login = await fixture.LoginAsync(fixture.NewDevice());

        var title = await Until.WithinLimit(() => login.ReadTable("ChannelTitle", 1, SdkFixture.Wait));
        await Until.WithinLimit(() => login.WriteTable(Changed(title, "Name", "yard"), SdkFixture.Wait));
        var all = await Until.WithinLimit(() => login.ReadTable("ChannelTitle", null, SdkFixture.Wait));

        Assert.Equal("CAM 2", title.Table.GetProperty("Name").GetString());
        Assert.Equal(["CAM 1", "yard", "CAM 3", "CAM 4"], all.Table.EnumerateArray().Select(one => one.GetProperty("Name").GetString()));
    }

    [Fact]
    public async Task A_change_that_waits_for_a_restart_says_so()
    {
        using var login = await fixture.LoginAsync(fixture.NewDevice());
        var table = await Until.WithinLimit(() => login.ReadTable("RTSP", null, SdkFixture.Wait));

        var written = await Until.WithinLimit(() => login.WriteTable(Changed(table, "Port", 1554), SdkFixture.Wait));

        Assert.True(written.NeedsRestart);
    }

    [Fact]
    public async Task A_table_longer_than_the_first_buffer_comes_whole()
    {
        using var login = await fixture.LoginAsync(fixture.NewDevice());
        var name = new string('x', 100_000);
        var table = await Until.WithinLimit(() => login.ReadTable("ChannelTitle", 0, SdkFixture.Wait));
        await Until.WithinLimit(() => login.WriteTable(Changed(table, "Name", name), SdkFixture.Wait));

        var whole = await Until.WithinLimit(() => login.ReadTable("ChannelTitle", 0, SdkFixture.Wait));

        Assert.Equal(name, whole.Table.GetProperty("Name").GetString());
    }

    [Fact]
    public async Task An_answer_beyond_the_limit_is_refused_and_the_login_stays()
    {
        var device = fixture.NewDevice();
        using var login = await fixture.LoginAsync(device);
        device.Faults.Answers.Order(AnswerFault.Huge, 1);

        var refused = await Assert.ThrowsAsync<SdkException>(
            () => Until.WithinLimit(() => login.ReadTable("General", null, SdkFixture.Wait)));

        Assert.Equal("NET_RETURN_DATA_ERROR", refused.Name);
        Assert.NotEqual("", (await Until.WithinLimit(() => login.ReadTable("General", null, SdkFixture.Wait))).Table.GetRawText());
    }

    [Fact]
    public async Task A_table_that_the_device_has_not_is_an_error_with_its_name()
    {
        using var login = await fixture.LoginAsync(fixture.NewDevice());

        var unknown = await Assert.ThrowsAsync<SdkException>(
            () => Until.WithinLimit(() => login.ReadTable("NoSuchTable", null, SdkFixture.Wait)));
        var nameless = Assert.Throws<SdkException>(() => login.ReadTable("", null, SdkFixture.Wait));

        Assert.StartsWith("reading the table NoSuchTable: ", unknown.Message, StringComparison.Ordinal);
        Assert.Equal(("NET_ILLEGAL_PARAM", "NET_ILLEGAL_PARAM"), (unknown.Name, nameless.Name));
    }

    [Fact]
    public async Task A_table_of_the_wrong_shape_is_refused_and_changes_nothing()
    {
        using var login = await fixture.LoginAsync(fixture.NewDevice());
        var before = await Until.WithinLimit(() => login.ReadTable("General", null, SdkFixture.Wait));
        using var wrong = JsonDocument.Parse("[1, 2]");

        await Assert.ThrowsAsync<SdkException>(
            () => Until.WithinLimit(() => login.WriteTable(before with { Table = wrong.RootElement }, SdkFixture.Wait)));

        var after = await Until.WithinLimit(() => login.ReadTable("General", null, SdkFixture.Wait));
        Assert.Equal(before.Table.GetRawText(), after.Table.GetRawText());
    }

    private static ConfigTable Changed(ConfigTable table, string member, JsonNode value)
    {
        var changed = JsonNode.Parse(table.Table.GetRawText())!;
        changed[member] = value;
        using var document = JsonDocument.Parse(changed.ToJsonString());
        return table with { Table = document.RootElement.Clone() };
    }
}
