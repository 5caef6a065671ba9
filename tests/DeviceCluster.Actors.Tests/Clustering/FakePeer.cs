using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace DeviceCluster.Actors.Tests.Clustering;

/// <summary>Something that listens where a member is expected, and is none.</summary>
internal sealed class FakePeer : IAsyncDisposable
{
    public const string ClosesAtOnce = nameof(ClosesAtOnce);
    public const string SpeaksHttp = nameof(SpeaksHttp);
    public const string ClosesInTheHandshake = nameof(ClosesInTheHandshake);
    public const string ShowsAStrangersCertificate = nameof(ShowsAStrangersCertificate);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;
    private int _connections;

    public FakePeer(string kind, X509Certificate2 certificate)
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync(kind, certificate);
    }

    public int Port { get; }

    public int Connections => Volatile.Read(ref _connections);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync(string kind, X509Certificate2 certificate)
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await AnswerAsync(kind, client, certificate);
                Interlocked.Increment(ref _connections);
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(string kind, TcpClient client, X509Certificate2 certificate)
    {
        try
        {
            if (kind == ClosesAtOnce)
                return;
            var hello = new byte[2048];
            if (kind == ShowsAStrangersCertificate)
            {
                await using var tls = new SslStream(client.GetStream());
                await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, _stop.Token);
                _ = await tls.ReadAsync(hello, _stop.Token);
                return;
            }
            _ = await client.GetStream().ReadAsync(hello, _stop.Token);
            if (kind == SpeaksHttp)
                await client.GetStream().WriteAsync("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n"u8.ToArray(), _stop.Token);
        }
        catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException)
        {
            // The node broke it off, as it should.
        }
    }
}
