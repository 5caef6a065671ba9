using System.Collections.Immutable;
using System.Text.Json.Nodes;
using DeviceCluster.Contracts.Configuration;

namespace DeviceCluster.Domain.Configuration;

/// <summary>How two tables differ, value by value. Passwords are compared and not told.</summary>
public static class TableDifferences
{
    private static readonly Slot Nothing = new(IsThere: false, Node: null);

    /// <summary>What is otherwise than it was.</summary>
    public static ImmutableArray<ConfigurationDifference> Between(JsonNode? before, JsonNode? after)
    {
        var found = ImmutableArray.CreateBuilder<ConfigurationDifference>();
        Compare("", secret: false, new Slot(IsThere: true, before), new Slot(IsThere: true, after), found);
        return found.DrainToImmutable();
    }

    /// <summary>What was wanted and is not there: first the wanted value, then what is. A password that the device does not show counts as kept.</summary>
    public static ImmutableArray<ConfigurationDifference> NotKept(JsonNode? wanted, JsonNode? after)
    {
        var found = ImmutableArray.CreateBuilder<ConfigurationDifference>();
        Miss("", secret: false, wanted, new Slot(IsThere: true, after), found);
        return found.DrainToImmutable();
    }

    private static void Compare(string path, bool secret, Slot before, Slot after, ImmutableArray<ConfigurationDifference>.Builder found)
    {
        switch (before.Node, after.Node)
        {
            case (JsonObject old, JsonObject now):
                foreach (var name in old.Select(member => member.Key).Union(now.Select(member => member.Key)))
                    Compare(TablePath.Member(path, name), secret || TableSecrets.IsSecret(name), Slot.Of(old, name), Slot.Of(now, name), found);
                break;
            case (JsonArray old, JsonArray now):
                for (var i = 0; i < Math.Max(old.Count, now.Count); i++)
                    Compare(TablePath.Entry(path, i), secret, Slot.Of(old, i), Slot.Of(now, i), found);
                break;
            default:
                if (before.IsThere != after.IsThere || !JsonNode.DeepEquals(before.Node, after.Node))
                    found.Add(new ConfigurationDifference(path, before.Text(secret), after.Text(secret)));
                break;
        }
    }

    private static void Miss(string path, bool secret, JsonNode? wanted, Slot after, ImmutableArray<ConfigurationDifference>.Builder found)
    {
        switch (wanted, after.Node)
        {
            case (JsonObject given, JsonObject now):
                foreach (var (name, value) in given)
                    Miss(TablePath.Member(path, name), secret || TableSecrets.IsSecret(name), value, Slot.Of(now, name), found);
                break;
            case (JsonArray given, JsonArray now) when given.Count == now.Count:
                for (var i = 0; i < given.Count; i++)
                    Miss(TablePath.Entry(path, i), secret, given[i], Slot.Of(now, i), found);
                break;
            default:
                var untold = secret && (TableSecrets.IsMask(wanted) || TableSecrets.IsHiddenByDevice(after.Node));
                if (!untold && (!after.IsThere || !JsonNode.DeepEquals(wanted, after.Node)))
                    found.Add(new ConfigurationDifference(path, new Slot(IsThere: true, wanted).Text(secret), after.Text(secret)));
                break;
        }
    }

    /// <summary>A place in a table, which may hold nothing; a null of JSON is something.</summary>
    private readonly record struct Slot(bool IsThere, JsonNode? Node)
    {
        public static Slot Of(JsonObject table, string name) => table.TryGetPropertyValue(name, out var node) ? new Slot(IsThere: true, node) : Nothing;

        public static Slot Of(JsonArray list, int index) => index < list.Count ? new Slot(IsThere: true, list[index]) : Nothing;

        public string? Text(bool secret) => IsThere ? TableSecrets.Hide(Node, secret)?.ToJsonString() ?? "null" : null;
    }
}
