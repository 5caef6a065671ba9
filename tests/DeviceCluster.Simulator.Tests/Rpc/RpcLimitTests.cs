using System.Text.Json.Nodes;
using DeviceCluster.Simulator.Rpc;
using DeviceCluster.Simulator.Tests.Wire;

namespace DeviceCluster.Simulator.Tests.Rpc;

/// <summary>What long and unfinished JSON costs a device, and whom it makes the device hang up on.</summary>
public class RpcLimitTests
{
    [Fact]
    public async Task Long_replies_wait_for_a_client_that_reads_late()
    {
        const int Long = 3;
        await using var host = await Fleet.StartAsync(options => options with { Channels = 256 });
        using var client = await RawConnection.OpenAsync(host, receiveBuffer: 32 * 1024);
        await client.LoginAsync();

        for (var id = 1; id <= Long; id++)
            await client.RequestAsync("system.multicall", Encodings(6));

        await client.RequestAsync("magicBox.getVendor");
        await Limit.UntilAsync(() => host.Devices[0].Facts.RpcCalls == Long + 1, "all calls");
        var replies = new List<JsonObject>();
        while (replies.Count <= Long)
            replies.Add((await client.ReplyAsync()).Json);

        Assert.All(replies, reply => Assert.True((bool)reply["result"]!));
        Assert.All(replies.Take(Long), reply => Assert.InRange(reply.ToJsonString().Length, 3_000_000, 4_000_000));
    }

    [Fact]
    public async Task A_bundle_that_would_be_too_long_is_refused_and_the_session_lives_on()
    {
        await using var host = await Fleet.StartAsync(options => options with { Channels = 256 });
        using var client = await RawLogin.LoggedInAsync(host);

        var reply = await client.CallAsync("system.multicall", Encodings(64));

        Assert.Equal((false, 268894211), ((bool)reply["result"]!, (int)reply["error"]!["code"]!));
        Assert.True((bool)(await client.CallAsync("magicBox.getVendor"))["result"]!);
    }

    [Fact]
    public async Task A_stranger_is_told_so_before_he_has_sent_what_he_announced()
    {
        await using var host = await Fleet.StartAsync();
        using var client = await RawConnection.OpenAsync(host);

        var reply = await client.AskAsync(RawRpc.Header(id: 9, total: 1024 * 1024), "{");

        Assert.Equal((0xF6, 9u), (reply.Command, reply.Number(8)));
        Assert.Contains("287637504", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_request_in_pieces_takes_the_room_of_what_has_come()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();

        var assembly = new RpcAssembly(1, 1024 * 1024);
        var taken = assembly.Add("{"u8);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 16 * 1024);
        Assert.True(taken);
        Assert.False(assembly.IsComplete);
    }

    /// <summary>Calls that each bring a long table.</summary>
    private static string Encodings(int count) => $"[{string.Join(',', Enumerable.Range(1, count).Select(id =>
        $$"""{"method":"configManager.getConfig","params":{"name":"Encode"},"id":{{id}}}"""))}]";
}
