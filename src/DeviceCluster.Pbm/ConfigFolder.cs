namespace DeviceCluster.Pbm;

/// <summary>Where the operator's own files of pbm are.</summary>
internal static class ConfigFolder
{
    public static string Of(Func<string, string?> environment)
    {
        var config = environment("XDG_CONFIG_HOME") is { Length: > 0 } set ? set : Path.Combine(environment("HOME") ?? "", ".config");
        return Path.Combine(config, "devicecluster");
    }
}
