using System.Net;

namespace DeviceCluster.Node.Configuration;

/// <summary>Health, metrics and media by HTTP/1.1; beyond loopback only when <see cref="Listen"/> says so.</summary>
internal sealed record HttpOptions(IPEndPoint Listen, Uri? PublicUrl, Uri? NodeUrl)
{
    public static IPEndPoint Default { get; } = new(IPAddress.Loopback, 9180);

    public static HttpOptions Read(SettingsReader reader) => new(
        reader.EndPoint("Http:Listen", Default),
        reader.Optional("Http:PublicUrl", "what media URLs begin with, as http://node-1.example:9180", Parse),
        reader.Optional("Http:NodeUrl", "by what the other nodes reach this one, and it alone, as http://node-1:9180; without it Http:PublicUrl", Parse));

    /// <summary>What media URLs begin with, once the port is known.</summary>
    public Uri MediaBase(IPEndPoint bound)
    {
        if (PublicUrl is not null)
            return PublicUrl;
        var anywhere = bound.Address.Equals(IPAddress.Any) || bound.Address.Equals(IPAddress.IPv6Any);
        return new UriBuilder(Uri.UriSchemeHttp, anywhere ? Dns.GetHostName() : bound.Address.ToString(), bound.Port).Uri;
    }

    /// <summary>What media URLs for other nodes begin with, once the port is known.</summary>
    public Uri NodeMediaBase(IPEndPoint bound) => NodeUrl ?? MediaBase(bound);

    private static Uri? Parse(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri is { Scheme: "http" or "https", PathAndQuery: "/", UserInfo: "" } ? uri : null;
}
