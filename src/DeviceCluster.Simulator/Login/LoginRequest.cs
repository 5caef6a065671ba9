using System.Text;
using DeviceCluster.Simulator.Dvrip;

namespace DeviceCluster.Simulator.Login;

/// <summary>How a client logs in: it asks for a challenge, answers one, or sends the password as it is.</summary>
internal enum LoginDialect
{
    Realm,
    Challenge,
    Plain,

    /// <summary>User and password encrypted by a key that everybody knows; devices of today refuse it.</summary>
    Encrypted,
}

/// <summary>A login message (a0) taken apart. <paramref name="Secret"/> is the password, or its proof.</summary>
internal readonly record struct LoginRequest(LoginDialect Dialect, string User, string Secret)
{
    private const int NameAt = 8;
    private const int PasswordAt = 16;
    private const int FieldLength = 8;
    private const int TrailerAt = 24;
    private const byte EncryptedTrailer = 5;
    private const string Separator = "&&";

    public static LoginRequest Read(in DvripMessage message)
    {
        var namePart = message.Header[NameAt..TrailerAt];
        var namesInHeader = namePart.ContainsAnyExcept((byte)0);

        // Realm requests come as a0 01 and as a0 05, both with nothing in them.
        if (message.Extension.IsEmpty && !namesInHeader && message.Flags != 0)
            return new LoginRequest(LoginDialect.Realm, "", "");

        if (!message.Extension.IsEmpty)
        {
            var (user, secret) = Split(Encoding.UTF8.GetString(message.Extension));
            return new LoginRequest(message.Flags == 0 ? LoginDialect.Plain : LoginDialect.Challenge, user, secret);
        }

        return message.Header[TrailerAt] == EncryptedTrailer && namesInHeader
            ? new LoginRequest(LoginDialect.Encrypted, "", "")
            : new LoginRequest(LoginDialect.Plain, Field(message.Header.Slice(NameAt, FieldLength)), Field(message.Header.Slice(PasswordAt, FieldLength)));
    }

    /// <summary>Never the secret.</summary>
    public override string ToString() => $"{Dialect} login of {Printable.Of(User)}";

    private static (string User, string Secret) Split(string text)
    {
        var end = text.AsSpan().TrimEnd('\0').Length;
        var at = text.IndexOf(Separator, StringComparison.Ordinal);
        return at < 0 ? (text[..end], "") : (text[..at], text[(at + Separator.Length)..end]);
    }

    private static string Field(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes).TrimEnd('\0');
}
