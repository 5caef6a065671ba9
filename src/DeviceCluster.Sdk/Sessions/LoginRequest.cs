using System.Text;

namespace DeviceCluster.Sdk.Sessions;

/// <summary>Where to log in and as whom. The password is in no text made of it.</summary>
public sealed record LoginRequest(string Host, int Port, string User, string Password)
{
    private bool PrintMembers(StringBuilder text)
    {
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"Host = {Host}, Port = {Port}, User = {User}");
        return true;
    }
}
