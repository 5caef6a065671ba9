using DeviceCluster.Testing.Processes;

namespace DeviceCluster.Node.Tests.Process.Steering;

/// <summary>Devices out of a list.</summary>
[Collection(SteeredFleet.Collection)]
public sealed class ImportCommandTests(SteeredFleet fleet) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [WholeNodeFact]
    public async Task Each_row_of_a_csv_has_its_result_and_the_same_again_changes_nothing()
    {
        var file = await FileAsync("fleet.csv", $"""
            id,host,port,user,password,name,tags
            barn,{fleet.Place.Address(SteeredFleet.Spare)},{fleet.Place.Port},admin,{Recorders.Password},Old barn,"site=hq,floor=2"
            shed,,37777,admin,secret-1,,
            attic,10.0.0.9,99999,admin,secret-1,,
            barn,10.0.0.9,37777,admin,secret-1,,
            loft,10.0.0.9,37777,admin,secret-1,,floor
            """);

        var tried = await fleet.AskAsync($"device import {file} -dry-run");
        var unknown = await fleet.AskAsync("device show barn");
        var done = await fleet.AskAsync($"device import {file}");
        await fleet.UntilAsync("barn online", async () => (await fleet.DoneAsync("device show barn"))["phase"] == "Online");
        var logins = await LoginsAsync();
        var again = await fleet.AskAsync($"device import {file}");

        Assert.Equal((5, "partly-done", "4 of 5 were refused"), (tried.Exit, tried.ErrorCode, tried.Error));
        Assert.Equal("would be enrolled", tried.Rows[0]["result"]);
        Assert.Equal("not-enrolled", unknown.ErrorCode);
        Assert.Equal(
            [
                "1 barn enrolled ", "2 shed wrong the host is missing", "3 attic wrong '99999' is no port: 1 to 65535", "4 barn wrong barn stands in the list already",
                "5 loft wrong 'floor' is no tag: k=v, several separated by commas",
            ],
            done.Rows.Select(row => $"{row["row"]} {row["device"]} {row["result"]} {row["reason"]}"));
        Assert.Equal(["unchanged", .. done.Rows.Skip(1).Select(row => row["result"])], again.Rows.Select(row => row["result"]));
        Assert.Equal(logins, await LoginsAsync());
        var shown = await fleet.DoneAsync("device show barn");
        Assert.Equal(("Old barn", "floor=2,site=hq"), (shown["name"], shown["tags"]));
        await fleet.DoneAsync("device remove barn");
    }

    [WholeNodeFact]
    public async Task A_yaml_list_does_the_same_with_one_password_for_all_and_people_see_a_summary()
    {
        var file = await FileAsync("fleet.yaml", $"""
            - id: mill
              host: {fleet.Place.Address(SteeredFleet.Spare)}
              port: {fleet.Place.Port}
              user: admin
              tags:
                site: south
            """);

        var done = await fleet.Node.PbmAsync($"device import {file}", Recorders.Password);

        Assert.True(done.Exit == 0, done.Error + fleet.Node.Log);
        Assert.EndsWith("1 device: 1 enrolled\n", done.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(Recorders.Password, done.Out + done.Error, StringComparison.Ordinal);
        await fleet.UntilAsync("mill online", async () => (await fleet.DoneAsync("device show mill"))["phase"] == "Online");
        Assert.Equal("site=south", (await fleet.DoneAsync("device show mill"))["tags"]);
        await fleet.DoneAsync("device remove mill");
    }

    [WholeNodeFact]
    public async Task A_file_that_cannot_be_read_as_a_list_is_told_as_a_whole()
    {
        var column = await FileAsync("column.csv", "id,hots,user\nbarn,10.0.0.9,admin\n");
        var map = await FileAsync("map.yaml", "id: barn\nhost: 10.0.0.9\n");
        var bare = await FileAsync("bare.csv", "id,host,user\nbarn,10.0.0.9,admin\n");

        Assert.Equal((2, "there is no column 'hots'", "did you mean 'host'? the columns are id, host, port, user, password, serial, name, tags (as k=v,k=v), http-port, rtsp-port, plain-login (yes or no)"), await fleet.RefusedAsync($"device import {column}"));
        Assert.Equal((2, "this is no list of devices"), await ErrorAsync($"device import {map}"));
        Assert.Equal(74, (await fleet.AskAsync($"device import {_folder.Path}/no-such.csv")).Exit);
        var refused = await fleet.AskAsync($"device import {bare}");
        Assert.Equal((1, "refused"), (refused.Exit, refused.ErrorCode));
        Assert.Equal("there is no password: give the row one, or the command one for all rows", Assert.Single(refused.Rows)["reason"]);
    }

    private async Task<(int Exit, string Error)> ErrorAsync(string line)
    {
        var (exit, error, _) = await fleet.RefusedAsync(line);
        return (exit, error);
    }

    private async Task<string> FileAsync(string name, string text)
    {
        var path = Path.Combine(_folder.Path, name);
        await File.WriteAllTextAsync(path, text);
        return path;
    }

    private async Task<long> LoginsAsync() => (await fleet.FactsAsync(SteeredFleet.Spare))["loginsAccepted"]!.GetValue<long>();
}
