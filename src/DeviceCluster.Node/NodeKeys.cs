using System.Security.Cryptography;
using DeviceCluster.Actors.Credentials;
using DeviceCluster.Actors.Live;
using DeviceCluster.Actors.Storage.PostgreSql;
using DeviceCluster.Node.Configuration;

namespace DeviceCluster.Node;

/// <summary>The keys that the configuration gives; null where it gives none.</summary>
internal static class NodeKeys
{
    public static EnvelopeKey? Envelope(NodeSettings settings) =>
        settings.Keys.Envelope is { } key ? EnvelopeKey.FromBase64(Convert.ToBase64String(key), $"{SettingsReader.Root}:Keys:Envelope") : null;

    public static MediaKey? Media(NodeSettings settings) => settings.Keys.Media is { } key ? Media(key) : null;

    /// <summary>What a shared database knows the nodes by.</summary>
    public static SharedKeys Shared(NodeSettings settings) => new(Envelope(settings), Media(settings), settings.Pbm.Secret?.Stretched());

    /// <summary>Named by its hash, so that nodes with the same key call it the same.</summary>
    public static MediaKey Media(byte[] key) => new(Convert.ToHexStringLower(SHA256.HashData(key).AsSpan(0, 4)), key);
}
