using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace DeviceCluster.Simulator.Tests.Wire;

/// <summary>A device's HTTP side by HttpClient, whose digest is not ours.</summary>
internal sealed class Web : IDisposable
{
    private readonly HttpClient _http;

    private Web(HttpClient http) => _http = http;

    public static Task<SimulatorHost> StartAsync(Func<SimulatorOptions, SimulatorOptions>? change = null) =>
        Fleet.StartAsync(options => (change?.Invoke(options) ?? options) with { HttpPort = 0, JsonPort = 0 });

    public static Web Of(SimulatorHost host, int device = 1, string? password = RawLogin.Password)
    {
        var handler = new HttpClientHandler { UseCookies = false };
        if (password is not null)
            handler.Credentials = new CredentialCache { { Address(host, device), "Digest", new NetworkCredential(RawLogin.User, password) } };

        return new Web(new HttpClient(handler) { BaseAddress = Address(host, device), Timeout = Limit.Wait });
    }

    public Task<HttpResponseMessage> GetAsync(string path) => _http.GetAsync(new Uri(path, UriKind.Relative));

    public async Task<string> TextAsync(string path)
    {
        using var answer = await GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    public Task<byte[]> BytesAsync(string path) => _http.GetByteArrayAsync(new Uri(path, UriKind.Relative));

    public async Task<JsonObject> PostAsync(string path, JsonObject request)
    {
        using var answer = await _http.PostAsJsonAsync(new Uri(path, UriKind.Relative), request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    public Task<JsonObject> PostAsync(string path, string method, JsonNode? parameters = null, JsonNode? session = null) => PostAsync(path, new JsonObject
    {
        ["method"] = method,
        ["params"] = parameters,
        ["id"] = 7,
        ["session"] = session?.DeepClone() ?? 0,
    });

    /// <summary>Challenge and answer; returns the second reply.</summary>
    public async Task<JsonObject> LoginAsync(string password = RawLogin.Password)
    {
        var challenge = await PostAsync("/RPC2_Login", "global.login", Login(""));
        return await PostAsync("/RPC2_Login", "global.login", Login(Proof(challenge, password)), challenge["session"]);
    }

    public static JsonObject Login(string password) => new()
    {
        ["userName"] = RawLogin.User,
        ["password"] = password,
        ["clientType"] = "Web3.0",
        ["authorityType"] = "Default",
    };

    public static string Proof(JsonObject challenge, string password)
    {
        var secret = RawLogin.Md5($"{RawLogin.User}:{(string)challenge["params"]!["realm"]!}:{password}");
        return RawLogin.Md5($"{RawLogin.User}:{(string)challenge["params"]!["random"]!}:{secret}");
    }

    public void Dispose() => _http.Dispose();

    private static Uri Address(SimulatorHost host, int device) => new($"http://{host.Devices[device - 1].Address}:{host.HttpPort}/");
}
