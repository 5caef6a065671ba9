using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Domain.Sessions;

/// <summary>A login succeeded or was found alive: is it the right device, and still the wanted session?</summary>
internal static class SessionEntry
{
    public static void Enter(SessionPen pen, LoginTarget target, long generation, DeviceIdentity identity)
    {
        pen.State = pen.State with { Live = new LoginRun(target, generation), LiveSince = pen.Now, Unknowns = 0, Limits = 0, Expected = null };
        if (pen.State.Device.IsEnrolled && pen.State.Device.PinnedSerial is { } pinned && pinned != identity.Serial)
        {
            pen.Journal(new DeviceEvent.IdentityChanged(pen.State.Device.Id, identity.Serial, pen.Now));
            pen.Close($"another device answers: serial number {DeviceText.Clean(identity.Serial)} in place of {pinned}");
            return;
        }

        pen.Proved(target, identity);
        if (Compare(pen, target))
            pen.Online(identity);
    }

    /// <summary>False: the session is not the wanted one, and is ended.</summary>
    public static bool Compare(SessionPen pen, LoginTarget target)
    {
        var wanted = LoginTarget.Of(pen.State.Device);
        if (pen.State.Left is null && wanted == target)
            return true;

        pen.Close(pen.State.Left ?? (wanted, pen.State.Device.IsEnrolled) switch
        {
            (null, true) => "disabled",
            (null, false) => "removed",
            _ when wanted!.Address != target.Address => "the address was changed",
            _ when wanted.PlainLogin != target.PlainLogin => "the plain login was allowed or forbidden",
            _ => "the credential was changed",
        });
        return false;
    }

    public static void TakeOver(SessionPen pen, SessionInput.TakenOver found)
    {
        pen.State = pen.State with { Generation = Math.Max(pen.State.Generation, found.Generation) };
        var run = new LoginRun(LoginTarget.Of(pen.State.Device) ?? LoginTarget.None, found.Generation);
        if (LoginTarget.Of(pen.State.Device) is null || pen.State.Device.Standing == CredentialStanding.Untried)
        {
            pen.State = pen.State with { Live = run, LiveSince = pen.Now };
            pen.Close("a session of before the restart is not the wanted one");
            return;
        }

        pen.Tell("session taken over", "a login of before the restart was still alive");
        Enter(pen, run.Target, found.Generation, found.Identity);
    }
}
