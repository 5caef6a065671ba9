using System.Text;
using DeviceCluster.Actors;
using DeviceCluster.Actors.Live;
using DeviceCluster.Actors.Snapshots;
using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Live;
using DeviceCluster.Node.Live;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace DeviceCluster.Node.Tests.Live;

/// <summary>The door to pictures over HTTP, at a node without others.</summary>
public sealed class PictureEndpointTests : IAsyncLifetime, IDisposable
{
    private static readonly DeviceId Gate = new("gate");
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 7, 0xFF, 0xD9];

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddYears(60));
    private readonly ServiceProvider _services;

    public PictureEndpointTests() =>
        _services = new ServiceCollection().AddDeviceCluster(OwnerNode.Settings(_folder.Path), new ScriptedSdk(), _time).BuildServiceProvider();

    private NodeParts Parts => _services.GetRequiredService<NodeParts>();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _services.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_picture_is_shown_to_the_bearer_of_its_ticket_and_kept_by_nobody()
    {
        var shown = await GetAsync(1, Ticket());

        Assert.Equal((200, "image/jpeg", 5L), (shown.StatusCode, shown.ContentType, shown.ContentLength));
        Assert.Equal(("no-store", "no-referrer"), ($"{shown.Headers.CacheControl}", $"{shown.Headers["Referrer-Policy"]}"));
        Assert.Equal(Jpeg, BodyOf(shown));
    }

    [Fact]
    public async Task A_picture_with_a_ticket_of_another_kind_an_expired_or_a_changed_one_is_not_shown()
    {
        var good = Ticket();
        var view = Parts.Tickets.Issue(new MediaGrant(Gate, 1, StreamKind.Main, 1, _time.GetUtcNow() + TimeSpan.FromMinutes(1)));

        Assert.Equal((401, "the URL has no token"), await RefusedAsync(1, ""));
        Assert.Equal((403, "the token's signature is wrong"), await RefusedAsync(1, good[..^3] + (good[^3] == 'A' ? 'B' : 'A') + good[^2..]));
        Assert.Equal((403, "the token is for something else"), await RefusedAsync(2, good));
        Assert.Equal((403, "the token is for something else"), await RefusedAsync(1, view));
        _time.Advance(new SnapshotSettings().Kept);
        Assert.Equal((401, "the token has expired"), await RefusedAsync(1, good));
    }

    [Fact]
    public async Task A_picture_that_is_not_kept_here_is_told_as_gone_and_for_another_node_it_is_looked_for_no_further()
    {
        var ticket = Parts.Tickets.Issue(
            new MediaGrant(Gate, 1, default, Epoch: 7, _time.GetUtcNow() + TimeSpan.FromMinutes(1)) { Kind = MediaKind.Picture });

        Assert.Equal((404, "the picture is not kept any more"), await RefusedAsync(1, ticket, isHop: true));
    }

    private string Ticket()
    {
        var picture = Parts.Pictures.Add(Gate, 1, Jpeg, new JpegSize(640, 480));
        return new Uri(Parts.Offer(picture, isShared: false).Link.Url).Query["?token=".Length..];
    }

    private async Task<HttpResponse> GetAsync(int channel, string ticket, bool isHop = false)
    {
        var context = new DefaultHttpContext { Response = { Body = new MemoryStream() } };
        context.Request.Method = HttpMethods.Get;
        context.Request.QueryString = QueryString.Create("token", ticket);
        if (isHop)
            context.Request.Headers[LiveDoor.Hop] = "1";
        await new PictureEndpoint(new PictureDoor(Parts), Parts.Tickets, _time).HandleAsync(context, Gate.Value, channel);
        return context.Response;
    }

    private async Task<(int Status, string Error)> RefusedAsync(int channel, string ticket, bool isHop = false)
    {
        var answer = await GetAsync(channel, ticket, isHop);
        using var problem = System.Text.Json.JsonDocument.Parse(Encoding.UTF8.GetString(BodyOf(answer)));
        return (answer.StatusCode, problem.RootElement.GetProperty("error").GetString()!);
    }

    private static byte[] BodyOf(HttpResponse answer) => ((MemoryStream)answer.Body).ToArray();
}
