using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Domain.Devices;

/// <summary>What each command leads to.</summary>
internal static class DeviceDecisions
{
    public static Decision Decide(DeviceState state, DeviceCommand command, SealedSecret? sealedPassword, DateTimeOffset now) =>
        command switch
        {
            _ when command.Device != state.Id => throw new ArgumentException($"for {command.Device}, but this is {state.Id}", nameof(command)),
            DeviceCommand.Enrol c => DeviceRules.Check(c) ?? Enrol(state, c, sealedPassword, now),
            DeviceCommand.Remove => Remove(state, now),
            DeviceCommand.ChangeAddress or DeviceCommand.SetCredential or DeviceCommand.Enable or DeviceCommand.Disable or DeviceCommand.Retry
                or DeviceCommand.Rename or DeviceCommand.Tag or DeviceCommand.SetAccess when !state.IsEnrolled => NotEnrolled(state),
            DeviceCommand.ChangeAddress c => DeviceRules.Check(c.Address) ?? ChangeAddress(state, c, now),
            DeviceCommand.SetCredential c => DeviceRules.Check(c.User, c.Password) ?? SetCredential(state, c, sealedPassword, now),
            DeviceCommand.Enable => state.Enabled ? Decision.Done() : Decision.Done(new DeviceEvent.Enabled(state.Id, now)),
            DeviceCommand.Disable => state.Enabled ? Decision.Done(new DeviceEvent.Disabled(state.Id, now)) : Decision.Done(),
            DeviceCommand.Retry => Retry(state, now),
            DeviceCommand.Rename c => DeviceRules.Check(c) ?? Rename(state, c, now),
            DeviceCommand.Tag c => DeviceRules.Check(c) ?? Tag(state, c, now),
            DeviceCommand.SetAccess c => DeviceRules.Check(c) ?? SetAccess(state, c, now),
            _ => Decision.Refused(
                RefusalCode.NotSupported,
                $"{command.GetType().Name} is not a command of this version",
                "update the node, or use a command that it knows"),
        };

    private static Decision Enrol(DeviceState state, DeviceCommand.Enrol c, SealedSecret? sealedPassword, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(sealedPassword);
        if (!state.IsEnrolled)
        {
            var enrolled = new DeviceEvent.Enrolled(state.Id, c.Address, c.User, sealedPassword, state.CredentialVersion + 1, c.Serial, now);
            return c.Access is { } access && access != DeviceAccess.Default
                ? Decision.Done(enrolled, new DeviceEvent.AccessChanged(state.Id, access, now))
                : Decision.Done(enrolled);
        }

        var differs = Differences(state, c, sealedPassword).ToArray();
        return differs.Length == 0
            ? Decision.Done()
            : Decision.Refused(
                RefusalCode.AlreadyEnrolled,
                $"device {state.Id} is already enrolled at {state.Address} with another {string.Join(" and ", differs)}",
                "change the address, the credential or the access of the enrolled device, remove it first, or choose another id");
    }

    private static IEnumerable<string> Differences(DeviceState state, DeviceCommand.Enrol c, SealedSecret sealedPassword)
    {
        if (c.Address != state.Address)
            yield return "address";
        if (c.User != state.User)
            yield return "user";
        if (sealedPassword != state.Password)
            yield return "password";
        if (c.Serial is not null && c.Serial != state.PinnedSerial)
            yield return "serial number";
        if (c.Access is not null && c.Access != state.Access)
            yield return "access";
    }

    private static Decision ChangeAddress(DeviceState state, DeviceCommand.ChangeAddress c, DateTimeOffset now) =>
        c.Address == state.Address ? Decision.Done() : Decision.Done(new DeviceEvent.AddressChanged(state.Id, c.Address, now));

    private static Decision SetCredential(
        DeviceState state, DeviceCommand.SetCredential c, SealedSecret? sealedPassword, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(sealedPassword);
        return c.User == state.User && sealedPassword == state.Password
            ? Decision.Done()
            : Decision.Done(new DeviceEvent.CredentialChanged(state.Id, c.User, sealedPassword, state.CredentialVersion + 1, now));
    }

    private static Decision Retry(DeviceState state, DateTimeOffset now) => state switch
    {
        { Enabled: false } => Decision.Refused(
            RefusalCode.Disabled, $"device {state.Id} is disabled, so nothing is tried", "enable the device; that logs in by itself"),
        { Standing: CredentialStanding.Tried } => Decision.Refused(
            RefusalCode.Busy,
            $"a login of device {state.Id} is under way and its outcome is not known yet",
            "ask again when it is known, within half a minute"),
        _ => Decision.Done(new DeviceEvent.Retried(state.Id, now)),
    };

    private static Decision Rename(DeviceState state, DeviceCommand.Rename c, DateTimeOffset now) =>
        c.Name == state.Name ? Decision.Done() : Decision.Done(new DeviceEvent.Renamed(state.Id, c.Name, now));

    private static Decision Tag(DeviceState state, DeviceCommand.Tag c, DateTimeOffset now)
    {
        var tags = state.Tags.RemoveRange(c.Unset).SetItems(c.Set);
        return tags.SequenceEqual(state.Tags)
            ? Decision.Done()
            : DeviceRules.CheckCount(state.Id, tags.Count) ?? Decision.Done(new DeviceEvent.Tagged(state.Id, tags, now));
    }

    // Only a challenge shows a serial number before the password is sent: whoever has shown one once speaks it, and may not be asked for less.
    private static Decision SetAccess(DeviceState state, DeviceCommand.SetAccess c, DateTimeOffset now)
    {
        var access = new DeviceAccess(
            DeviceRules.Port(c.HttpPort, state.Access.HttpPort), DeviceRules.Port(c.RtspPort, state.Access.RtspPort), c.PlainLogin ?? state.Access.PlainLogin);
        if (access == state.Access)
            return Decision.Done();
        return access.PlainLogin && !state.Access.PlainLogin && state.PinnedSerial is { } pinned
            ? Decision.Refused(
                RefusalCode.Invalid,
                $"device {state.Id} is held to serial number {pinned}, which only a login by challenge shows: it gets no plain login",
                "if an older device has taken its place, remove it and add it again without a serial number and with the plain login")
            : Decision.Done(new DeviceEvent.AccessChanged(state.Id, access, now));
    }

    // A version above 0 was enrolled once: whoever removes it again sends his order for the second time.
    private static Decision Remove(DeviceState state, DateTimeOffset now) => state switch
    {
        { IsEnrolled: true } => Decision.Done(new DeviceEvent.Removed(state.Id, now)),
        { CredentialVersion: > 0 } => Decision.Done(),
        _ => NotEnrolled(state),
    };

    private static Decision NotEnrolled(DeviceState state) => Decision.Refused(
        RefusalCode.NotEnrolled, $"device {state.Id} is not enrolled", "enrol it first, or look for the right id in the list of devices");
}
