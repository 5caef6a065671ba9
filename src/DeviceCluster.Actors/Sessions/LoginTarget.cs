using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Actors.Sessions;

/// <summary>
/// Where a login goes, as whom, and with which version of the credential. <paramref name="PlainLogin"/>: a device without a challenge may get the
/// password itself.
/// </summary>
internal sealed record LoginTarget(DeviceAddress Address, string User, int CredentialVersion, bool PlainLogin = false);
