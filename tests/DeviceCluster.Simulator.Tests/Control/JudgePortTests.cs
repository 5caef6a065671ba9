using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using DeviceCluster.Simulator.Tests.Wire;

namespace DeviceCluster.Simulator.Tests.Control;

public sealed class JudgePortTests : IDisposable
{
    private readonly HttpClient _http = new() { Timeout = Limit.Wait };

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task The_verdict_is_told_with_its_first_overlaps()
    {
        await using var host = await StartAsync();
        using var old = await RawLogin.LoggedInAsync(host, device: 2);
        using var fresh = await RawLogin.LoggedInAsync(host, device: 2);
        await old.AskAsync("a1000000");

        var verdict = await GetAsync(host, "/judge");

        Assert.Equal((2, 1, 1, 2L), ((int)verdict["devices"]!, (int)verdict["withSession"]!, (int)verdict["alive"]!, (long)verdict["loginsAccepted"]!));
        Assert.Equal((1L, 32L), ((long)verdict["overlapEvents"]!, (long)verdict["overlapBytes"]!));
        Assert.Equal(("127.20.0.2", "control"), ((string)verdict["overlaps"]![0]!["address"]!, (string)verdict["overlaps"]![0]!["on"]!));
    }

    [Fact]
    public async Task A_mark_begins_the_counts_anew()
    {
        await using var host = await StartAsync();
        using var client = await RawLogin.LoggedInAsync(host);

        using var marked = await _http.PostAsync(new Uri(host.Control!, "/judge/mark"), null);
        var verdict = await GetAsync(host, "/judge");

        Assert.Equal(HttpStatusCode.OK, marked.StatusCode);
        Assert.Equal((0L, 1), ((long)verdict["loginsAccepted"]!, (int)verdict["withSession"]!));
    }

    [Fact]
    public async Task One_device_is_told_with_its_sessions_by_number_and_by_address()
    {
        await using var host = await StartAsync();
        using var client = await RawLogin.LoggedInAsync(host, device: 2);

        var one = await GetAsync(host, "/judge/devices/2");
        var same = await GetAsync(host, "/judge/devices/127.20.0.2");
        var all = await _http.GetFromJsonAsync<JsonArray>(new Uri(host.Control!, "/judge/devices"));

        Assert.Equal(client.Socket.LocalEndPoint!.ToString(), (string)one["sessions"]![0]!["from"]!);
        Assert.Equal(client.Socket.LocalEndPoint!.ToString(), (string)same["owner"]!);
        Assert.Equal([false, true], all!.Select(device => (bool)device!["hasSession"]!));
    }

    [Theory]
    [InlineData("/judge?alive=soon", HttpStatusCode.BadRequest, "give seconds")]
    [InlineData("/judge?alive=0", HttpStatusCode.BadRequest, "give seconds")]
    [InlineData("/judge/devices/3", HttpStatusCode.NotFound, "from 1 to 2")]
    public async Task A_wrong_question_is_told_what_would_be_right(string path, HttpStatusCode status, string word)
    {
        await using var host = await StartAsync();

        using var reply = await _http.GetAsync(new Uri(host.Control!, path));

        Assert.Equal(status, reply.StatusCode);
        Assert.Contains(word, await reply.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static Task<SimulatorHost> StartAsync() =>
        Fleet.StartAsync(options => options with { Devices = 2, Control = new IPEndPoint(IPAddress.Loopback, 0) });

    private async Task<JsonObject> GetAsync(SimulatorHost host, string path) =>
        (await _http.GetFromJsonAsync<JsonObject>(new Uri(host.Control!, path)))!;
}
