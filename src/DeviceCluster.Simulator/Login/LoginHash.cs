using System.Security.Cryptography;
using System.Text;

namespace DeviceCluster.Simulator.Login;

/// <summary>The hash by which a client proves a password without sending it. The protocol asks for MD5, over the bytes of UTF-8.</summary>
internal static class LoginHash
{
    /// <summary>Hex characters of one hash. A client sends two of them; devices look at the first alone.</summary>
    public const int Length = 32;

    public static string Proof(string user, string realm, string random, string password) =>
        Md5($"{user}:{random}:{Md5($"{user}:{realm}:{password}")}");

#pragma warning disable CA5351 // The protocol's choice, not ours.
    private static string Md5(string text) => Convert.ToHexString(MD5.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351
}
