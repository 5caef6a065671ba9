using System.Collections.Immutable;
using DeviceCluster.Domain.Fencing;

namespace DeviceCluster.Domain.Tests.Fencing;

/// <summary>Sights for tests: this node is A; B and C are others, D is of another cluster.</summary>
internal static class Sights
{
    public const string A = "a:4053#1";
    public const string B = "b:4053#2";
    public const string C = "c:4053#3";
    public const string D = "d:4053#4";

    public static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);

    public static FenceMember Up(string node) => new(node, FenceStanding.Up, Reachable: true);

    public static FenceMember Lost(string node) => new(node, FenceStanding.Up, Reachable: false);

    public static FenceMember Down(string node) => new(node, FenceStanding.Down, Reachable: false);

    public static FenceMember Exiting(string node) => new(node, FenceStanding.Exiting, Reachable: true);

    public static FenceMember Joining(string node) => new(node, FenceStanding.Joining, Reachable: true);

    public static ClusterSight Sight(int size = 3, string self = A) => new(self, size, FencePolicy.Default);

    /// <summary>A has been in a cluster with the others, and was asked by them.</summary>
    public static ClusterSight Cluster(params string[] others)
    {
        var sight = Sight().See([Up(A), .. others.Select(Up)], At(0));
        return others.Aggregate(sight, (seen, other) => seen.Ask(other, seen.View).Next).Vouch(At(0), others).See(0, [Up(A), .. others.Select(Up)]);
    }

    public static ClusterSight Vouch(this ClusterSight sight, TimeSpan at, params string[] by) =>
        by.Aggregate(sight, (seen, node) => seen.Hear(node, at, [], at));

    public static ClusterSight Tell(this ClusterSight sight, TimeSpan at, string by, string refuses, double since) =>
        sight.Hear(by, at, [new ToldRefusal(refuses, at - At(since))], at);

    public static ClusterSight See(this ClusterSight sight, double at, params FenceMember[] members) => sight.See(members.ToImmutableArray(), At(at));
}
