namespace DeviceCluster.Simulator.Http;

/// <summary>What a client says in its Authorization header, taken apart.</summary>
internal sealed record DigestHeader(
    string User, string Realm, string Nonce, string Uri, string Response, string? Quality, string? Count, string? ClientNonce)
{
    private const string Scheme = "Digest ";

    /// <summary>Null when it is no digest, or lacks something.</summary>
    public static DigestHeader? Read(string header)
    {
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return null;

        var parts = Parts(header[Scheme.Length..]);
        if (parts.GetValueOrDefault("username") is not { } user || parts.GetValueOrDefault("realm") is not { } realm
            || parts.GetValueOrDefault("nonce") is not { } nonce || parts.GetValueOrDefault("uri") is not { } uri
            || parts.GetValueOrDefault("response") is not { } response)
            return null;

        var quality = parts.GetValueOrDefault("qop");
        return quality is null or "auth"
            ? new DigestHeader(user, realm, nonce, uri, response, quality, parts.GetValueOrDefault("nc"), parts.GetValueOrDefault("cnonce"))
            : null;
    }

    /// <summary>Never the proof.</summary>
    public override string ToString() => $"digest of {Dvrip.Printable.Of(User)}";

    /// <summary>key=value or key="value", parted by commas; a comma in quotes parts nothing.</summary>
    private static Dictionary<string, string> Parts(string text)
    {
        var parts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (var at = 0; at < text.Length;)
        {
            var equals = text.IndexOf('=', at);
            if (equals < 0)
                break;

            var key = text[at..equals].Trim(' ', ',');
            var start = equals + 1;
            int end;
            if (start < text.Length && text[start] == '"')
            {
                start++;
                end = text.IndexOf('"', start);
                at = end + 1;
            }
            else
            {
                end = text.IndexOf(',', start);
                at = end + 1;
            }

            if (end < 0)
            {
                end = text.Length;
                at = text.Length;
            }

            parts[key] = text[start..end].Trim();
        }

        return parts;
    }
}
