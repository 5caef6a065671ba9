using System.Text;

namespace DeviceCluster.Sdk.Sessions;

/// <summary>Where to log in and as whom. The password is in no text made of it.</summary>
/// <param name="Host">An address, or a name to look up.</param>
/// <param name="Port">1 to 65535.</param>
/// <param name="User">The account.</param>
/// <param name="Password">Never sent, but where <paramref name="PlainLogin"/> says so; a proof of it is.</param>
/// <param name="ExpectedSerial">
/// The only device that may get the proof; null or empty = whoever answers. The vendor's library cannot be told: whoever logs in by it
/// compares afterwards.
/// </param>
/// <param name="PlainLogin">
/// A device that knows no challenge may get the password itself, readable by whoever listens; never one that is expected by its serial number. The
/// vendor's library cannot be told.
/// </param>
public sealed record LoginRequest(
    string Host, int Port, string User, string Password, string? ExpectedSerial = null, bool PlainLogin = false)
{
    private bool PrintMembers(StringBuilder text)
    {
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"Host = {Host}, Port = {Port}, User = {User}");
        if (ExpectedSerial is not null)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $", ExpectedSerial = {ExpectedSerial}");
        if (PlainLogin)
            text.Append(", PlainLogin = True");
        return true;
    }
}
