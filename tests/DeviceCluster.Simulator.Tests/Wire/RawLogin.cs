using System.Security.Cryptography;
using System.Text;

namespace DeviceCluster.Simulator.Tests.Wire;

/// <summary>The two logins of clients of today: the vendor's byte forms and those of others.</summary>
internal static class RawLogin
{
    public const string User = "admin";
    public const string Password = "S3cret-of-tests";
    public const string RealmRequest = "a0050060 00000000 00000000 00000000 00000000 00000000 050200010000a1aa";
    public const string OtherRealmRequest = "a0010000 00000000 00000000 00000000 00000000 00000000 050201010000a1aa";
    public const string LoginRequest = "a0050060 00000000 00000000 00000000 00000000 00000000 050200080000a1aa";
    public const string PlainTrailer = "04010000 0000a1aa";

    public static string Md5(string text)
    {
#pragma warning disable CA5351 // The protocol's choice.
        return Convert.ToHexString(MD5.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351
    }

    public static string Proof(RawMessage challenge, string password, string user = User) =>
        Md5($"{user}:{challenge.Line("Random")}:{Md5($"{user}:{challenge.Line("Realm")}:{password}")}");

    /// <summary>The second half is never looked at.</summary>
    public static string Extension(RawMessage challenge, string password = Password, string user = User) =>
        $"{user}&&{Proof(challenge, password, user)}{new string('0', 32)}";

    /// <summary>Challenge and answer on this connection; returns the device's reply.</summary>
    public static async Task<RawMessage> LoginAsync(this RawConnection connection, string password = Password, string user = User)
    {
        var challenge = await connection.AskAsync(RealmRequest);
        return await connection.AskAsync(LoginRequest, Extension(challenge, password, user));
    }

    public static async Task<RawConnection> LoggedInAsync(SimulatorHost host, int device = 1)
    {
        var connection = await RawConnection.OpenAsync(host, device);
        var reply = await connection.LoginAsync();
        Assert.Equal(0, reply.Header[8]);
        return connection;
    }
}
