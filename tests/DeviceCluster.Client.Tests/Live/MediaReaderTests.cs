using System.Net;
using System.Net.Sockets;
using System.Text;
using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Client.Live;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Live;
using Microsoft.Extensions.Time.Testing;

namespace DeviceCluster.Client.Tests.Live;

/// <summary>What the other end of a media link may answer, on a real socket.</summary>
public sealed class MediaReaderTests : IDisposable
{
    private const string Ticket = "canary-ticket";

    private readonly TcpListener _server = new(IPAddress.Loopback, 0);
    private readonly FakeTimeProvider _time = new();
    private readonly MediaReader _reader;

    public MediaReaderTests()
    {
        _server.Start();
        _reader = new MediaReader(_time);
    }

    private MediaLink Link => new("dav", $"http://{_server.LocalEndpoint}/media/live/gate/1/main.dav?token={Ticket}");

    public void Dispose()
    {
        _reader.Dispose();
        _server.Dispose();
    }

    [Fact]
    public async Task Media_is_read_as_it_comes()
    {
        var opening = _reader.OpenAsync(Link, CancellationToken.None);
        using var peer = await AcceptAsync();
        await SendAsync(peer, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");

        await using var media = (await opening).Value!;
        await SendAsync(peer, "5\r\nhello\r\n");
        var buffer = new byte[16];
        var read = await media.ReadAsync(buffer);

        Assert.Equal("hello", Encoding.ASCII.GetString(buffer, 0, read));
        Assert.False(peer.Poll(0, SelectMode.SelectError));
    }

    [Fact]
    public async Task A_stream_that_is_disposed_closes_its_connection()
    {
        var opening = _reader.OpenAsync(Link, CancellationToken.None);
        using var peer = await AcceptAsync();
        await ReceiveAsync(peer);
        await SendAsync(peer, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");

        await (await opening).Value!.DisposeAsync();

        Assert.Equal(0, await ReceiveAsync(peer));
    }

    [Theory]
    [InlineData("401 Unauthorized", RefusalCode.Invalid)]
    [InlineData("404 Not Found", RefusalCode.Offline)]
    [InlineData("503 Service Unavailable", RefusalCode.Busy)]
    public async Task A_refusal_of_the_node_comes_with_its_words(string status, RefusalCode code)
    {
        const string body = "{\"error\":\"the live view has ended\",\"remedy\":\"open it again\"}\n";

        var refusal = await RefusalOfAsync($"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");

        Assert.Equal(new Refusal(code, "the live view has ended", "open it again"), refusal);
    }

    [Theory]
    [InlineData("Content-Length: 7\r\n\r\n<html/>")]
    [InlineData("Content-Type: application/json\r\nContent-Length: 3\r\n\r\n{\"e")]
    [InlineData("Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n")]
    [InlineData("Content-Length: 0\r\n\r\n")]
    public async Task A_refusal_that_is_not_ours_is_told_by_its_number(string rest)
    {
        var refusal = await RefusalOfAsync($"HTTP/1.1 404 Not Found\r\n{rest}");

        Assert.Equal(RefusalCode.Offline, refusal.Code);
        Assert.Contains("HTTP 404", refusal.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        using var elsewhere = new TcpListener(IPAddress.Loopback, 0);
        elsewhere.Start();

        var refusal = await RefusalOfAsync($"HTTP/1.1 302 Found\r\nLocation: http://{elsewhere.LocalEndpoint}/\r\nContent-Length: 0\r\n\r\n");

        Assert.Equal(RefusalCode.Invalid, refusal.Code);
        Assert.False(elsewhere.Pending());
    }

    [Fact]
    public async Task A_server_that_accepts_and_says_nothing_is_given_up()
    {
        var opening = _reader.OpenAsync(Link, CancellationToken.None);
        using var peer = await AcceptAsync();
        await ReceiveAsync(peer);

        _time.Advance(TimeSpan.FromSeconds(15));

        var refusal = (await opening).Refusal;
        Assert.Equal(RefusalCode.NoAnswer, refusal?.Code);
        Assert.DoesNotContain(Ticket, refusal?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_told_without_the_ticket()
    {
        _server.Stop();

        var refusal = (await _reader.OpenAsync(Link, CancellationToken.None)).Refusal;

        Assert.Equal(RefusalCode.NoAnswer, refusal?.Code);
        Assert.DoesNotContain(Ticket, refusal?.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("media/live")]
    [InlineData("file:///etc/passwd")]
    public async Task What_is_no_http_address_is_not_opened(string url)
    {
        var refusal = (await _reader.OpenAsync(new MediaLink("dav", url), CancellationToken.None)).Refusal;

        Assert.Equal(RefusalCode.Invalid, refusal?.Code);
    }

    [Fact]
    public async Task A_caller_who_cancels_gets_an_exception()
    {
        using var stop = new CancellationTokenSource();
        var opening = _reader.OpenAsync(Link, stop.Token);
        using var peer = await AcceptAsync();

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => opening);
    }

    private async Task<Refusal> RefusalOfAsync(string response)
    {
        var opening = _reader.OpenAsync(Link, CancellationToken.None);
        using var peer = await AcceptAsync();
        await ReceiveAsync(peer);
        await SendAsync(peer, response);
        peer.Shutdown(SocketShutdown.Send);
        return (await opening.WaitAsync(Limits.Patience)).Refusal!;
    }

    private Task<Socket> AcceptAsync() => _server.AcceptSocketAsync().WaitAsync(Limits.Patience);

    private static Task<int> SendAsync(Socket peer, string text) => peer.SendAsync(Encoding.ASCII.GetBytes(text)).WaitAsync(Limits.Patience);

    private static Task<int> ReceiveAsync(Socket peer) => peer.ReceiveAsync(new byte[4096]).WaitAsync(Limits.Patience);
}
