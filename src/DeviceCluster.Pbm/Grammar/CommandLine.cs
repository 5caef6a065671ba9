using System.Collections.Immutable;
using DeviceCluster.Pbm.V1;

namespace DeviceCluster.Pbm.Grammar;

/// <summary>A line read by the node's palettes: which command, with what. Secrets are only named here; their text is fetched apart.</summary>
internal sealed record CommandLine(
    Palette Palette, Command Command, ImmutableDictionary<string, string> Values, ImmutableHashSet<string> SecretsFromStdin)
{
    public IEnumerable<Switch> Secrets => Command.Switches.Where(s => s.Secret);

    public Switch? File => Command.Switches.FirstOrDefault(s => s.File != FileUse.FileNone && Values.ContainsKey(s.Name));
}
