using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace DeviceCluster.Node.Pbm.Lists;

/// <summary>Rows of a YAML file: a list of maps. Tags may be a map too.</summary>
internal static class YamlRows
{
    private const string Remedy = "a list: '- id: gate', '  host: 10.0.0.7', '  user: admin', …";

    /// <exception cref="CommandFailure">It is no YAML, or no such list.</exception>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Read(string text)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return stream.Documents is [{ RootNode: YamlSequenceNode list }]
                ? [.. list.Select(Row)]
                : throw CommandFailure.Usage("this is no list of devices", Remedy);
        }
        catch (Exception e) when (e is YamlException or ArgumentException)
        {
            throw CommandFailure.Usage($"this is no YAML: {e.Message}", Remedy);
        }
    }

    private static Dictionary<string, string> Row(YamlNode node)
    {
        if (node is not YamlMappingNode map)
            throw CommandFailure.Usage($"line {node.Start.Line} begins no map", Remedy);
        var row = new Dictionary<string, string>();
        foreach (var (key, value) in map)
        {
            // As the heading of a CSV: its case does not matter.
            if (!row.TryAdd(Scalar(key).ToLowerInvariant(), value is YamlMappingNode tags ? Tags(tags) : Scalar(value)))
                throw CommandFailure.Usage($"line {key.Start.Line} says '{Scalar(key)}' once more for the same device", $"each of them once: {ImportList.Columns}");
        }

        return row;
    }

    private static string Tags(YamlMappingNode tags) => string.Join(',', tags.Select(tag => $"{Scalar(tag.Key)}={Scalar(tag.Value)}"));

    private static string Scalar(YamlNode node) => node is YamlScalarNode { Value: var text }
        ? text ?? ""
        : throw CommandFailure.Usage($"line {node.Start.Line} has a list or a map where a value belongs", Remedy);
}
