using System.Net;
using DeviceCluster.Node.Pbm;
using Grpc.Core;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace DeviceCluster.Node.Tests.Pbm;

public class PbmAuthorisationTests
{
    private readonly PbmAuthorisation _door =
        new(new PbmSecret("right"), new FailureBackoff(new FakeTimeProvider()), NullLogger<PbmAuthorisation>.Instance);

    [Fact]
    public async Task A_wrong_secret_is_refused_and_after_some_of_them_told_to_wait()
    {
        var codes = new List<StatusCode>();
        for (var i = 0; i < 6; i++)
            codes.Add((await Assert.ThrowsAsync<RpcException>(() => AskAsync("guess"))).StatusCode);

        Assert.Equal([.. Enumerable.Repeat(StatusCode.Unauthenticated, 4), .. Enumerable.Repeat(StatusCode.ResourceExhausted, 2)], codes);
    }

    [Fact]
    public async Task The_right_secret_passes_while_a_guesser_at_the_same_address_waits()
    {
        for (var i = 0; i < 20; i++)
            await Assert.ThrowsAsync<RpcException>(() => AskAsync("guess"));

        Assert.Equal("answer", await AskAsync("right"));
    }

    private Task<string> AskAsync(string secret) =>
        _door.UnaryServerHandler("question", new CallFrom(IPAddress.Loopback, secret), (_, _) => Task.FromResult("answer"));
}
