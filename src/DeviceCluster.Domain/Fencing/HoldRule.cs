using System.Globalization;

namespace DeviceCluster.Domain.Fencing;

/// <summary>What the owner of a row may do with it.</summary>
public static class HoldRule
{
    /// <summary>
    /// The sessions of the shard may stand. Without a beat they end in time; but while most of the nodes that there are vouch for this one, no
    /// other cluster can take them, and a long outage of the database costs no session.
    /// </summary>
    public static bool Holds(HeldRow row, ClusterSight sight, TimeSpan now) =>
        row.Age(now) < sight.Policy.CloseAt || sight.HasMost(now);

    /// <summary>A login may begin. Otherwise the words say what it waits for.</summary>
    public static bool MayLogin(HeldRow row, ClusterSight sight, TimeSpan now, out string why)
    {
        why = row.Age(now) > sight.Policy.LoginUntil
            ? string.Create(
                CultureInfo.InvariantCulture, $"the last beat of this node in the database is older than {sight.Policy.LoginUntil.TotalSeconds:0} s")
            : sight.HasMajority(now) ? "" : "this node waits until a majority of its cluster vouches for it";
        return why.Length == 0;
    }

    /// <summary>
    /// The watchdog may be fed. A node with nothing open, calls in flight included, has nothing to be guarded from; one that has something open which
    /// it may not hold any more, such as a login that is still under way, lets the watchdog end it.
    /// </summary>
    public static bool MayFeed(ClusterSight sight, bool anyOpen, bool anyOpenNotHeld, TimeSpan now) =>
        !anyOpen || (!anyOpenNotHeld && sight.HasMajority(now));
}
