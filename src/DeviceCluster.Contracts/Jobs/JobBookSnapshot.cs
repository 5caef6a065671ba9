using System.Collections.Immutable;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Contracts.Jobs;

/// <summary>All that is remembered of jobs, as it is stored in a snapshot. <paramref name="Last"/>: the number of the newest job there ever was.</summary>
public sealed record JobBookSnapshot(int Last, ImmutableArray<JobSnapshot> Jobs);

/// <summary>One job of a <see cref="JobBookSnapshot"/>.</summary>
/// <param name="Job">Which.</param>
/// <param name="Key">Under which it was started.</param>
/// <param name="Words">What it does.</param>
/// <param name="IsRepeatable">Whether an order of it may be sent again.</param>
/// <param name="Work">Null of one that has ended.</param>
/// <param name="Digest">Of the work.</param>
/// <param name="Devices">How many there are.</param>
/// <param name="Waiting">Those that were not begun, in their order.</param>
/// <param name="Begun">Those without a result.</param>
/// <param name="Items">The results, in the order in which they came; none where they were forgotten.</param>
/// <param name="Tally">Of the results, also of forgotten ones.</param>
/// <param name="Parallel">Most at once.</param>
/// <param name="By">Who started it.</param>
/// <param name="StartedAt">When it was started.</param>
/// <param name="EndedAt">When it ended.</param>
/// <param name="CancelledBy">Who cancelled it.</param>
/// <param name="Moves">Whether cameras move by it.</param>
public sealed record JobSnapshot(
    JobId Job,
    OrderKey Key,
    string Words,
    bool IsRepeatable,
    SealedSecret? Work,
    string Digest,
    int Devices,
    ImmutableArray<DeviceId> Waiting,
    ImmutableArray<DeviceId> Begun,
    ImmutableArray<JobItem> Items,
    JobTally Tally,
    int Parallel,
    Origin By,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    Origin? CancelledBy,
    bool Moves = false);
