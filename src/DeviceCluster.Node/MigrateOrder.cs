using DeviceCluster.Node.Configuration;

namespace DeviceCluster.Node;

/// <summary>What stands behind the verb <c>migrate</c>: which keys take the place of those the database knows, and settings.</summary>
internal sealed record MigrateOrder(IReadOnlySet<string> Replaced, IReadOnlyList<string> Settings)
{
    public const string Switch = "--replace";

    private const string Allowed = "media, pbm or media,pbm";

    /// <summary>The keys that may be replaced, and the settings that give the new ones.</summary>
    private static readonly Dictionary<string, string> Replaceable = new() { ["media"] = "Keys:Media", ["pbm"] = "Pbm:Secret" };

    /// <exception cref="NodeFault">The switch names what cannot be replaced.</exception>
    public static MigrateOrder Parse(IReadOnlyList<string> args)
    {
        var (replaced, settings) = (new HashSet<string>(), new List<string>());
        for (var i = 0; i < args.Count; i++)
        {
            if (args[i] == Switch)
                replaced.UnionWith(Names(++i < args.Count ? args[i] : ""));
            else if (args[i].StartsWith($"{Switch}=", StringComparison.Ordinal))
                replaced.UnionWith(Names(args[i][(Switch.Length + 1)..]));
            else
                settings.Add(args[i]);
        }
        return new MigrateOrder(replaced, settings);
    }

    /// <exception cref="NodeFault">A key is to be replaced, and the new one is not given.</exception>
    public void RequireKeys(NodeSettings settings)
    {
        var missing = Replaced.Where(name => name == "pbm" ? settings.Pbm.Secret is null : settings.Keys.Media is null).Order(StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
            throw new NodeFault(
                ExitCode.WrongOptions,
                [.. missing.Select(name => $"{SettingsReader.Root}:{Replaceable[name]} is missing: {Switch} {name} sets the new one down, so give it as all nodes will have it")]);
    }

    private static string[] Names(string text)
    {
        var names = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (names.Contains("envelope"))
            throw new NodeFault(
                ExitCode.WrongOptions,
                $"the envelope key cannot be replaced: the passwords of all devices are sealed with it, and no other key opens them. {Switch} takes {Allowed}");
        if (names.Length == 0 || names.FirstOrDefault(name => !Replaceable.ContainsKey(name)) is not null)
            throw new NodeFault(ExitCode.WrongOptions, $"{Switch} is '{text}': allowed is {Allowed}");
        return names;
    }
}
