using System.Globalization;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Domain.Devices;

namespace DeviceCluster.Domain.Sessions;

/// <summary>What a failed login leaves behind, and how long the session then waits.</summary>
internal static class SessionFailures
{
    /// <summary>What is remembered of a device that does not say who it is.</summary>
    private const string NoSerial = "none";

    /// <summary>Journals what must be remembered: a refusal, a lock, or that nothing was judged.</summary>
    public static void Book(SessionPen pen, LoginTarget target, LoginFailure failure)
    {
        var words = Words(pen, failure);
        pen.Tell("login failed", words);
        if (failure is { FoundSerial: { } found, Stage: < LoginStage.Sent } && IsForeign(pen, target, found))
        {
            pen.Journal(new DeviceEvent.IdentityChanged(pen.State.Device.Id, found.Length > 0 ? found : NoSerial, pen.Now));
            return;
        }

        switch (LoginErrors.Judge(failure))
        {
            case LoginConsequence.CredentialError when failure.AttemptsLeft is not null || target.Version == pen.State.Device.CredentialVersion:
                pen.Refused(target.Version, failure.LoginError, words, failure.AttemptsLeft);
                break;
            case LoginConsequence.Unexplained when failure.AttemptsLeft is not null || IsUnproved(pen, target):
                pen.Refused(target.Version, failure.LoginError, words, failure.AttemptsLeft);
                break;
            case LoginConsequence.Unknown when IsUnproved(pen, target):
                pen.Refused(target.Version, LoginErrors.UnknownOutcome, $"its only attempt has no known outcome: {words}", attemptsLeft: null);
                break;
            case LoginConsequence.Unknown:
                pen.State = pen.State with { Unknowns = pen.State.Unknowns + 1 };
                break;
            case LoginConsequence.Locked:
                pen.Journal(new DeviceEvent.Locked(pen.State.Device.Id, pen.Now + NextLock(pen, failure.LockedFor), pen.Now));
                break;
            case LoginConsequence.CredentialError:
                break;
            default:
                pen.NotJudged(target, words);
                break;
        }
    }

    /// <summary>False: what is remembered of the device decides.</summary>
    public static bool Wait(SessionPen pen, LoginFailure failure)
    {
        if (pen.State.Device.ForeignSerial is not null)
            return false;

        var policy = pen.State.Policy;
        var words = Words(pen, failure);
        switch (LoginErrors.Judge(failure))
        {
            case LoginConsequence.Backoff when pen.State.Expected is { ComesBack: true } expected && expected.Until > pen.Now:
                pen.Wait(SessionPhase.Backoff, expected.Words, policy.RestartAgain);
                return true;
            case LoginConsequence.Backoff:
                pen.CountFailure();
                pen.Wait(SessionPhase.Backoff, words, pen.NextBackoff(), failure.LoginError, failure.AttemptsLeft);
                return true;
            case LoginConsequence.Unknown when pen.State.Device.Standing == CredentialStanding.Proved:
                pen.CountFailure();
                var pause = pen.State.Unknowns > 1 ? policy.UnknownAgain : pen.NextBackoff();
                var overdue = (pen.State.NotBefore ?? pen.Now) - pen.Now;
                pen.Wait(SessionPhase.Backoff, words, pause > overdue ? pause : overdue, failure.LoginError, failure.AttemptsLeft);
                return true;
            case LoginConsequence.SessionLimit:
                pen.State = pen.State with { Limits = pen.State.Limits + 1 };
                pen.Wait(SessionPhase.SessionLimit, words, pen.NextLimit(), failure.LoginError, failure.AttemptsLeft);
                return true;
            case LoginConsequence.Refused:
            case LoginConsequence.Unexplained when pen.State.Device.Standing == CredentialStanding.Proved:
                pen.Wait(SessionPhase.Refused, words, pen.Spread(policy.RefusedAgain), failure.LoginError, failure.AttemptsLeft);
                return true;
            default:
                return false;
        }
    }

    // The first lock is believed to the second. One after the other is journaled ever more rarely, however short the device says they are.
    private static TimeSpan NextLock(SessionPen pen, TimeSpan? told)
    {
        pen.State = pen.State with { Limits = pen.State.Limits + 1 };
        var next = SessionDelays.Lock(told, pen.State.Policy.UntoldLock);
        var least = pen.State.Limits > 1 ? pen.NextLimit() : TimeSpan.Zero;
        return next > least ? next : least;
    }

    /// <summary>Only of the address and the pin that still hold: for others the answer says nothing.</summary>
    private static bool IsForeign(SessionPen pen, LoginTarget target, string found) =>
        pen.State.Device is { IsEnrolled: true, PinnedSerial: { } pinned } device && device.Address == target.Address && pinned != found;

    private static bool IsUnproved(SessionPen pen, LoginTarget target) =>
        target.Version == pen.State.Device.CredentialVersion && pen.State.Device.Standing != CredentialStanding.Proved;

    private static string Words(SessionPen pen, LoginFailure failure) => failure.WantsPlainLogin ? PlainLogin(pen.State.Device) : Words(failure);

    /// <summary>What the device offers, and the order that allows it; which is refused for a device that is held to its serial number.</summary>
    private static string PlainLogin(DeviceState device) =>
        "the device knows no login by challenge: it wants the password itself, readable by whoever listens on the way, and did not get it. "
        + (device.PinnedSerial is { } pinned
            ? $"It is held to serial number {pinned}, which such a device does not show: if an older device has taken its place, remove it and add it again "
                + "without a serial number and with '-plain-login yes'"
            : $"'device access {device.Id} -plain-login yes' allows it");

    private static string Words(LoginFailure failure)
    {
        var row = LoginErrors.Find(failure.LoginError);
        var said = DeviceText.Clean(failure.Words);
        var text = failure.LoginError == 0 ? said : $"{row.Words} (login error {row.Number}, {said})";
        var left = failure.AttemptsLeft is { } n ? string.Create(CultureInfo.InvariantCulture, $"; {n} attempts left") : "";
        var before = failure.Stage < LoginStage.Sent ? "; the credential was not sent" : "";
        return text + left + before;
    }
}
