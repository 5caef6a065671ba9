using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace DeviceCluster.Actors.Tests.Clustering;

/// <summary>What scanners, browsers and strangers send to a port that is not theirs.</summary>
internal static class Junk
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <summary>Each round: a GET, an OPTIONS, noise, the beginning of a frame of 1 MB, a cut ClientHello, TLS without and with a stranger's certificate, silence.</summary>
    public static async Task SendAsync(IPEndPoint target, X509Certificate2 stranger, int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            using var silent = await ConnectAsync(target);
            await WriteAsync(target, "GET / HTTP/1.1\r\nHost: here\r\n\r\n"u8.ToArray());
            await WriteAsync(target, "OPTIONS * HTTP/1.1\r\nHost: here\r\n\r\n"u8.ToArray());
            await WriteAsync(target, RandomNumberGenerator.GetBytes(4096));
            await WriteAsync(target, [0, 0, 16, 0, .. new byte[32 * 1024]]);
            await WriteAsync(target, [22, 3, 1, 2, 0, 1, 0, 1, 252, 3, 3]);
            await HandshakeAsync(target, []);
            await HandshakeAsync(target, [stranger]);
        }
    }

    private static async Task<TcpClient> ConnectAsync(IPEndPoint target)
    {
        var client = new TcpClient();
        await client.ConnectAsync(target);
        return client;
    }

    private static async Task WriteAsync(IPEndPoint target, byte[] bytes)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var client = await ConnectAsync(target);
        var stream = client.GetStream();
        try
        {
            await stream.WriteAsync(bytes, limit.Token);
            client.Client.Shutdown(SocketShutdown.Send);
            while (await stream.ReadAsync(new byte[1024], limit.Token) > 0)
            {
                // To the end, so that the node has seen it all.
            }
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            // Broken off: as it should be.
        }
    }

    [SuppressMessage("Security", "CA5359", Justification = "A scanner asks nobody who he is.")]
    private static async Task HandshakeAsync(IPEndPoint target, X509CertificateCollection certificates)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var client = await ConnectAsync(target);
        await using var tls = new SslStream(client.GetStream(), leaveInnerStreamOpen: false, (_, _, _, _) => true);
        try
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "127.0.0.1", ClientCertificates = certificates }, limit.Token);
            _ = await tls.ReadAsync(new byte[1024], limit.Token);
        }
        catch (Exception e) when (e is AuthenticationException or IOException)
        {
            // Refused: as it should be.
        }
    }
}
