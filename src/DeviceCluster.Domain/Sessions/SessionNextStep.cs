using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Domain.Sessions;

/// <summary>What a session without a login does next, by what is remembered of the device.</summary>
internal static class SessionNextStep
{
    public static void Take(SessionPen pen)
    {
        var device = pen.State.Device;
        var target = LoginTarget.Of(device);
        if (pen.State.Left is { } left)
            pen.Rest(SessionPhase.Disabled, left);
        else if (target is null)
            pen.Rest(SessionPhase.Disabled, device.IsEnrolled ? "disabled by an operator" : "not enrolled");
        else if (device.ForeignSerial is { } foreign)
            pen.Rest(SessionPhase.IdentityChanged, Foreign(foreign, device.PinnedSerial));
        else if (device.LockedUntil is { } until && until > pen.Now)
            pen.Wait(
                SessionPhase.Locked,
                "the device locked the account or our address; nothing is sent before the lock is over",
                until - pen.Now,
                loginError: 5);
        else if (pen.State.NotBefore is { } notBefore && notBefore > pen.Now)
            pen.Wait(SessionPhase.Backoff, "the login before this one must be over first", notBefore - pen.Now);
        else
            ByStanding(pen, target);
    }

    private static void ByStanding(SessionPen pen, LoginTarget target)
    {
        var device = pen.State.Device;
        switch (device.Standing)
        {
            case CredentialStanding.Proved:
                pen.Login(target);
                break;
            case CredentialStanding.Untried when device.AttemptsLeft <= 1:
                pen.Rest(
                    SessionPhase.CredentialError,
                    "the device told that one attempt is left before it locks; it is spent only by an order to retry",
                    loginError: null,
                    device.AttemptsLeft);
                break;
            case CredentialStanding.Untried:
                pen.TryFirst(target);
                break;
            case CredentialStanding.Tried:
                pen.Wait(
                    SessionPhase.Waiting,
                    "an attempt of before the restart has no known outcome yet",
                    pen.State.Policy.OutcomeWait);
                break;
            case CredentialStanding.Refused when device.SecondTryAt <= pen.Now:
                pen.TryFirst(target);
                break;
            default:
                Refused(pen);
                break;
        }
    }

    private static void Refused(SessionPen pen)
    {
        var device = pen.State.Device;
        // Of a number that nobody knows nobody can say that the credential is wrong.
        var phase = LoginErrors.IsUnexplained(device.LoginError) ? SessionPhase.Refused : SessionPhase.CredentialError;
        var reason = $"credential version {device.CredentialVersion} is not sent again: {device.CredentialReason}";
        if (device.SecondTryAt is { } at)
            pen.Wait(
                phase,
                $"{reason}. It was right before, and devices say so also when they are full: it is sent once more",
                at - pen.Now,
                device.LoginError,
                device.AttemptsLeft);
        else
            pen.Rest(phase, $"{reason}. Set the credential, or order a retry", device.LoginError, device.AttemptsLeft);
    }

    private static string Foreign(string foreign, string? pinned) =>
        $"another device answers at the address: serial number {DeviceText.Clean(foreign)} in place of {pinned ?? "the one enrolled"}. "
        + "Correct the address, or order a retry to accept the device that answers next";
}
