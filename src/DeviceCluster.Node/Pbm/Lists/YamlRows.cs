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
        catch (YamlException e)
        {
            throw CommandFailure.Usage($"this is no YAML: {e.Message}", Remedy);
        }
    }

    private static Dictionary<string, string> Row(YamlNode node) => node is YamlMappingNode map
        ? map.ToDictionary(pair => Scalar(pair.Key).ToLowerInvariant(), pair => pair.Value is YamlMappingNode tags ? Tags(tags) : Scalar(pair.Value))
        : throw CommandFailure.Usage($"line {node.Start.Line} begins no map", Remedy);

    private static string Tags(YamlMappingNode tags) => string.Join(',', tags.Select(tag => $"{Scalar(tag.Key)}={Scalar(tag.Value)}"));

    private static string Scalar(YamlNode node) => node is YamlScalarNode { Value: var text }
        ? text ?? ""
        : throw CommandFailure.Usage($"line {node.Start.Line} has a list or a map where a value belongs", Remedy);
}
