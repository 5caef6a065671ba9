using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using DeviceCluster.Simulator.Network;
using DeviceCluster.Simulator.Tests.Wire;

namespace DeviceCluster.Simulator.Tests.Control;

public sealed class ControlPortTests : IDisposable
{
    private readonly HttpClient _http = new() { Timeout = Limit.Wait };

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task Facts_are_told_by_number_and_by_address()
    {
        await using var host = await StartAsync();
        using var client = await RawConnection.OpenAsync(host, device: 2);
        await client.LoginAsync("wrong");
        await client.LoginAsync();

        var all = await _http.GetFromJsonAsync<JsonArray>(new Uri(host.Control!, "/devices"));
        var one = await _http.GetFromJsonAsync<JsonObject>(new Uri(host.Control!, "/devices/2"));
        var same = await _http.GetFromJsonAsync<JsonObject>(new Uri(host.Control!, "/devices/127.20.0.2"));

        Assert.Equal(2, all!.Count);
        Assert.Equal((1, 1, 1), ((int)one!["loginsAccepted"]!, (int)one["loginsRefused"]!, (int)same!["openSessions"]!));
        Assert.Equal(["Refused", "Accepted"], one["logins"]!.AsArray().Select(login => (string)login!["outcome"]!));
        Assert.Equal(["Wrong", "Current"], one["logins"]!.AsArray().Select(login => (string)login!["credential"]!));
        Assert.All(one["logins"]!.AsArray(), login => Assert.True(DateTimeOffset.TryParse((string)login!["at"]!, out _)));
        Assert.Equal(host.DvripPort, (int)one["port"]!);
    }

    [Fact]
    public async Task Faults_are_ordered_and_healed()
    {
        await using var host = await StartAsync();
        var faults = host.Devices[0].Faults;

        var unplugged = await PostAsync(host, "1/faults/unplug", null);
        var wasUnplugged = faults.Unplugged;
        await PostAsync(host, "1/faults/plug", null);
        await PostAsync(host, "1/faults/mute", null);
        var wasMuted = faults.Muted;
        await PostAsync(host, "1/faults/heal", null);
        await PostAsync(host, "1/faults/reboot", """{"seconds":600}""");

        Assert.Equal("unplugged", (string)JsonNode.Parse(await unplugged.Content.ReadAsStringAsync())!["faults"]![0]!);
        Assert.True(wasUnplugged && wasMuted && faults.PoweredOff);
        Assert.False(faults.Unplugged || faults.Muted);
    }

    [Fact]
    public async Task Logins_are_refused_locked_and_given_a_new_password_through_it()
    {
        await using var host = await StartAsync();
        using var client = await RawConnection.OpenAsync(host);

        await PostAsync(host, "1/faults/refuse", """{"code":7}""");
        var busy = await client.LoginAsync();
        await PostAsync(host, "1/faults/password", """{"password":"fresh"}""");
        var old = await client.LoginAsync();
        await PostAsync(host, "1/faults/lock", """{"seconds":100}""");
        var locked = await client.LoginAsync("fresh");

        Assert.Equal([(7, 0), (1, 0), (1, 4)], new[] { busy, old, locked }.Select(reply => ((int)reply.Header[8], (int)reply.Header[9])));
    }

    [Theory]
    [InlineData("1/faults/refuse", """{"code":7}""", HttpStatusCode.OK)]
    [InlineData("1/faults/refuse", "", HttpStatusCode.BadRequest)]
    [InlineData("1/faults/mute", "", HttpStatusCode.OK)]
    public async Task A_body_that_does_not_say_its_length_is_read_and_may_be_empty(string path, string body, HttpStatusCode status)
    {
        await using var host = await StartAsync();
        using var order = new HttpRequestMessage(HttpMethod.Post, new Uri(host.Control!, $"/devices/{path}"));
        order.Content = new StringContent(body);
        order.Headers.TransferEncodingChunked = true;

        using var reply = await _http.SendAsync(order);

        Assert.Equal(status, reply.StatusCode);
    }

    [Theory]
    [InlineData("9/faults/mute", null, HttpStatusCode.NotFound, "from 1 to 2")]
    [InlineData("1/faults/dance", null, HttpStatusCode.NotFound, "unplug")]
    [InlineData("1/faults/lock", null, HttpStatusCode.BadRequest, "seconds")]
    [InlineData("1/faults/lock", "{\"seconds\":-1}", HttpStatusCode.BadRequest, "seconds")]
    [InlineData("1/faults/refuse", "{\"code\":0}", HttpStatusCode.BadRequest, "code")]
    [InlineData("1/faults/password", "{}", HttpStatusCode.BadRequest, "password")]
    [InlineData("1/faults/lock", "not json", HttpStatusCode.BadRequest, "body")]
    public async Task A_wrong_order_is_told_what_would_be_right(string path, string? body, HttpStatusCode status, string word)
    {
        await using var host = await StartAsync();

        var reply = await PostAsync(host, path, body);

        Assert.Equal(status, reply.StatusCode);
        Assert.Contains(word, await reply.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taken_control_port_is_named_with_its_holder()
    {
        await using var host = await StartAsync();
        var taken = new IPEndPoint(IPAddress.Loopback, host.Control!.Port);

        var error = await Assert.ThrowsAsync<PortTakenException>(() => Fleet.StartAsync(options => options with { Control = taken }));

        Assert.Contains($"TCP port {taken.Port} is taken by process {Environment.ProcessId}", error.Message, StringComparison.Ordinal);
    }

    private static Task<SimulatorHost> StartAsync() =>
        Fleet.StartAsync(options => options with { Devices = 2, Control = new IPEndPoint(IPAddress.Loopback, 0) });

    private Task<HttpResponseMessage> PostAsync(SimulatorHost host, string path, string? body) =>
        _http.PostAsync(new Uri(host.Control!, $"/devices/{path}"), body is null ? null : new StringContent(body));
}
