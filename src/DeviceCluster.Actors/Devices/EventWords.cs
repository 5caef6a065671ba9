using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Actors.Devices;

/// <summary>What a journaled event says to people.</summary>
internal static class EventWords
{
    public static (string What, string? Detail) Of(DeviceEvent happened) => happened switch
    {
        DeviceEvent.Enrolled e => ("enrolled", $"at {e.Address} as user {e.User}, credential version {e.CredentialVersion}"),
        DeviceEvent.AddressChanged e => ("address changed", $"now {e.Address}"),
        DeviceEvent.CredentialChanged e => ("credential changed", $"user {e.User}, version {e.CredentialVersion}"),
        DeviceEvent.CredentialTried e => ("credential about to be tried for the first time", $"version {e.CredentialVersion}"),
        DeviceEvent.CredentialProved e =>
            ("credential accepted for the first time", $"version {e.CredentialVersion}, serial number {e.Identity.Serial}"),
        DeviceEvent.CredentialRefused e => ("credential refused", $"version {e.CredentialVersion}: {e.Reason}"),
        DeviceEvent.CredentialNotJudged e => ("the attempt did not reach the credential", e.Reason),
        DeviceEvent.Locked e => ("account locked by the device", $"until {e.Until:u}"),
        DeviceEvent.IdentityChanged e => ("another device answers at the address", $"its serial number is {e.Serial}"),
        DeviceEvent.Retried => ("an operator ordered to try again", null),
        DeviceEvent.Enabled => ("enabled", null),
        DeviceEvent.Disabled => ("disabled", null),
        DeviceEvent.Removed => ("removed", null),
        DeviceEvent.Renamed e => ("renamed", $"now {e.Name}"),
        DeviceEvent.Tagged e => ("tags changed", e.Tags.IsEmpty ? "now none" : $"now {string.Join(", ", e.Tags.Select(tag => $"{tag.Key}={tag.Value}"))}"),
        DeviceEvent.AccessChanged e => ("access changed", $"now {e.Access}"),
        _ => (happened.GetType().Name, null),
    };
}
