using DeviceCluster.Contracts.Devices;
using DeviceCluster.Domain.Devices;

namespace DeviceCluster.Domain.Sessions;

/// <summary>Where a login goes and with what; a session whose target is no longer the wanted one is ended.</summary>
internal sealed record LoginTarget(DeviceAddress Address, string User, SealedSecret Password, int Version, bool PlainLogin = false)
{
    /// <summary>The target of a login that nobody wants.</summary>
    public static LoginTarget None { get; } = new(new DeviceAddress(""), "", new SealedSecret("", [], [], []), Version: -1);

    public static LoginTarget? Of(DeviceState device) =>
        device is { Enabled: true, Address: { } address, User: { } user, Password: { } password }
            ? new LoginTarget(address, user, password, device.CredentialVersion, device.Access.PlainLogin)
            : null;
}

/// <summary>A login under way or live. <see cref="Generation"/> is null while its attempt is being journaled.</summary>
internal sealed record LoginRun(LoginTarget Target, long? Generation);
