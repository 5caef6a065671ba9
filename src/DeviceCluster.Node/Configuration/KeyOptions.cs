using DeviceCluster.Actors.Live;

namespace DeviceCluster.Node.Configuration;

/// <summary>Keys from outside; those not given are made at first start and kept in the data folder.</summary>
internal sealed class KeyOptions(byte[]? envelope, byte[]? media)
{
    public const string Allowed = "32 bytes in base64, as 'openssl rand -base64 32' makes them";

    public byte[]? Envelope { get; } = envelope;

    public byte[]? Media { get; } = media;

    public static KeyOptions Read(SettingsReader reader) => new(
        reader.Optional("Keys:Envelope", Allowed, Parse, secret: true),
        reader.Optional("Keys:Media", Allowed, Parse, secret: true));

    private static byte[]? Parse(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) && length == MediaKey.Length ? bytes[..length] : null;
    }
}
