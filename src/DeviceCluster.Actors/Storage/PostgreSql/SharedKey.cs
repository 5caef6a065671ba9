using System.Security.Cryptography;

namespace DeviceCluster.Actors.Storage.PostgreSql;

/// <summary>One of the keys that nodes share, as its check needs it: the name of its row, how people call it, and the setting that gives it.</summary>
internal sealed class SharedKey(string name, string words, string setting, string id, byte[] bytes)
{
    public const string Envelope = "envelope";
    public const string Media = "media";
    public const string Pbm = "pbm";

    public string Name => name;

    public string Words => words;

    public string Setting => setting;

    public string Id => id;

    /// <summary>Nothing that must be read again depends on it. What the envelope key sealed cannot be opened by another.</summary>
    public bool IsReplaceable => name != Envelope;

    public KeyCheckRow Row() => new()
    {
        KeyName = name,
        KeyId = id,
        Proof = Convert.ToHexStringLower(HMACSHA256.HashData(bytes, "devicecluster key check"u8)),
    };
}
