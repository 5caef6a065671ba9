using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Actors.Audit;

/// <summary>What a command wants, in words for people: never a secret.</summary>
internal static class CommandWords
{
    /// <summary>Who gave an order that does not say so.</summary>
    public static Origin Unsaid { get; } = new("not told", "cluster");

    public static string Of(DeviceCommand command) => command switch
    {
        DeviceCommand.Enrol enrol => $"enrol {enrol.Address} as {enrol.User}",
        DeviceCommand.ChangeAddress change => $"change address to {change.Address}",
        DeviceCommand.SetCredential credential => $"set credential of {credential.User}",
        DeviceCommand.Rename rename => $"rename to {rename.Name}",
        DeviceCommand.Tag tag => string.Join(' ', ["tag", .. tag.Set.Select(pair => $"{pair.Key}={pair.Value}"), .. tag.Unset.Select(key => $"-{key}")]),
        _ => command.GetType().Name.ToLowerInvariant(),
    };
}
