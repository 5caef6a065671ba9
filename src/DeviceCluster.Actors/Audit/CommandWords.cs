using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Actors.Audit;

/// <summary>What a command wants, in words for people: never a secret.</summary>
internal static class CommandWords
{
    /// <summary>Who gave an order that does not say so.</summary>
    public static Origin Unsaid { get; } = new("not told", "cluster");

    public static string Of(DeviceCommand command) => command switch
    {
        DeviceCommand.Enrol { Access: { } access } enrol => $"enrol {enrol.Address} as {enrol.User}, {access}",
        DeviceCommand.Enrol enrol => $"enrol {enrol.Address} as {enrol.User}",
        DeviceCommand.ChangeAddress change => $"change address to {change.Address}",
        DeviceCommand.SetCredential credential => $"set credential of {credential.User}",
        DeviceCommand.Rename rename => $"rename to {rename.Name}",
        DeviceCommand.Tag tag => string.Join(' ', ["tag", .. tag.Set.Select(pair => $"{pair.Key}={pair.Value}"), .. tag.Unset.Select(key => $"-{key}")]),
        DeviceCommand.SetAccess access => string.Join(' ', ["access", .. Parts(access)]),
        _ => command.GetType().Name.ToLowerInvariant(),
    };

    private static IEnumerable<string> Parts(DeviceCommand.SetAccess access)
    {
        if (access.HttpPort is { } http)
            yield return $"http-port {Port(http)}";
        if (access.RtspPort is { } rtsp)
            yield return $"rtsp-port {Port(rtsp)}";
        if (access.PlainLogin is { } plain)
            yield return $"plain-login {(plain ? "yes" : "no")}";
    }

    private static string Port(int port) => port == DeviceCommand.SetAccess.AutomaticPort ? "auto" : FormattableString.Invariant($"{port}");
}
