using System.Collections.Immutable;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Node.Pbm.Lists;

/// <summary>Tags as people write them: site=hq,floor=2.</summary>
internal static class TagText
{
    public const string Rule = "k=v, several separated by commas";

    /// <summary>As <see cref="Parse"/> reads them.</summary>
    public static string Of(IEnumerable<KeyValuePair<string, string>> tags) => string.Join(',', tags.Select(tag => $"{tag.Key}={tag.Value}"));

    /// <exception cref="FormatException">The text is none; the message says where.</exception>
    public static ImmutableSortedDictionary<string, string> Parse(string text)
    {
        var tags = DeviceTags.None;
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Split('=', 2, StringSplitOptions.TrimEntries) is not [var key, var value])
                throw new FormatException($"'{part}' is no tag: {Rule}");
            if (!DeviceTags.IsKey(key))
                throw new FormatException($"'{key}' is no key of a tag: {DeviceTags.KeyRule}");
            tags = tags.SetItem(key, value);
        }

        return tags;
    }
}
