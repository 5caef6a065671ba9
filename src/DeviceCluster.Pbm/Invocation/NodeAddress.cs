using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace DeviceCluster.Pbm.Invocation;

/// <summary>Where a node serves pbm: host and port, and whether by TLS.</summary>
internal sealed record NodeAddress(string Host, int Port, bool Tls)
{
    public const int DefaultPort = 9110;

    public static NodeAddress Default { get; } = new("127.0.0.1", DefaultPort, Tls: false);

    public bool IsLoopback => Host == "localhost" || (IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address));

    public Uri Uri => new UriBuilder(Tls ? "https" : "http", Host, Port).Uri;

    /// <summary>An address has a dot, a colon or a scheme, or is "localhost"; a palette's name has none of them.</summary>
    public static bool LooksLikeOne(string word) =>
        word == "localhost" || (!word.StartsWith('-') && word.AsSpan().IndexOfAny('.', ':') >= 0);

    public static bool TryParse(string text, [NotNullWhen(true)] out NodeAddress? address)
    {
        address = null;
        var absolute = text.Contains("://", StringComparison.Ordinal) ? text : "http://" + text;
        if (!Uri.TryCreate(absolute, UriKind.Absolute, out var uri) || uri.Host.Length == 0 || uri.PathAndQuery != "/" || uri.UserInfo.Length > 0)
            return false;
        if (uri.Scheme is not ("http" or "https"))
            return false;
        // A Uri drops the port that its scheme implies, so 80 and 443 are looked for in the text.
        var port = HasPort(text) ? uri.Port : DefaultPort;
        address = new NodeAddress(uri.Host.Trim('[', ']'), port, uri.Scheme == "https");
        return true;
    }

    public override string ToString() =>
        (Tls ? "https://" : "") + (Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}" : $"{Host}:{Port}");

    private static bool HasPort(string text)
    {
        var end = text.TrimEnd('/');
        var colon = end.LastIndexOf(':');
        return colon > end.LastIndexOf(']') && colon + 1 < end.Length && end[(colon + 1)..].All(char.IsAsciiDigit);
    }
}
