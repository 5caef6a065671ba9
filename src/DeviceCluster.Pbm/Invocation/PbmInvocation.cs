using System.Collections.Immutable;

namespace DeviceCluster.Pbm.Invocation;

/// <summary>What was asked of pbm itself; the words are for the node's palettes.</summary>
internal sealed record PbmInvocation(
    NodeAddress Node, OutputForm Output, string? SecretFile, string? CaFile, TimeSpan Timeout, bool Help, bool Version, ImmutableArray<string> Words);

/// <summary>How results are shown: to people, or as one JSON document to programs.</summary>
internal enum OutputForm
{
    Table,
    Json,
}
