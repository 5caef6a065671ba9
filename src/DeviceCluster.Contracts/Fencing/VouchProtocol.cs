using System.Collections.Immutable;

namespace DeviceCluster.Contracts.Fencing;

/// <summary>
/// What the nodes of a cluster ask each other each second; not for other services. A node is named by its address and incarnation. <paramref name="Sent"/>
/// is the asking node's own monotonic clock, which only it understands.
/// </summary>
public abstract record VouchSignal(string Node, long Sent)
{
    /// <summary>
    /// <paramref name="Node"/> asks: am I a member that you see in the cluster and reachable? <paramref name="View"/> is the same for all who see the same
    /// members.
    /// </summary>
    public sealed record Ask(string Node, long Sent, string View) : VouchSignal(Node, Sent);

    /// <summary>
    /// <paramref name="Node"/> answers <paramref name="Of"/>: you are; and these are not. Who is not gets no answer.
    /// </summary>
    public sealed record Vouch(string Node, long Sent, string Of, ImmutableArray<RefusedNode> Refused) : VouchSignal(Node, Sent);
}

/// <summary>A node that another does not vouch for, and for how long without a break.</summary>
public sealed record RefusedNode(string Node, TimeSpan For);
