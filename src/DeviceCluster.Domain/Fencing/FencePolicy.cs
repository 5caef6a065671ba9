namespace DeviceCluster.Domain.Fencing;

/// <summary>The numbers of the fence. They follow from each other; <see cref="Check"/> says how.</summary>
public sealed record FencePolicy
{
    public static FencePolicy Default { get; } = new();

    /// <summary>All rows held are beaten so often, by one statement.</summary>
    public TimeSpan BeatEvery { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>A node that waits for a row reads it so often.</summary>
    public TimeSpan ReadEvery { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Every other member is asked so often whether it vouches for this node.</summary>
    public TimeSpan HelloEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>A vouch holds so long, from the instant at which its question was sent.</summary>
    public TimeSpan VouchFor { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>The watchdog is looked after so often.</summary>
    public TimeSpan FeedEvery { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Not fed for so long, the library sends nothing more and aborts its sockets.</summary>
    public TimeSpan Trip { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>Not fed for so long, the kernel ends the process.</summary>
    public TimeSpan Kill { get; init; } = TimeSpan.FromSeconds(12);

    /// <summary>The youngest a row's last beat must be for a login to begin.</summary>
    public TimeSpan LoginUntil { get; init; } = TimeSpan.FromSeconds(70);

    /// <summary>A row whose last beat is so old is held no more, unless most of the nodes that there are vouch for this one.</summary>
    public TimeSpan CloseAt { get; init; } = TimeSpan.FromSeconds(80);

    /// <summary>A row of a node that is in another cluster, or in none, is taken after its beat stood still for so long.</summary>
    public TimeSpan UnchangedFor { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>A row of a removed node is taken once the majority has refused to vouch for it for so long.</summary>
    public TimeSpan RefusedFor { get; init; } = TimeSpan.FromSeconds(12);

    /// <summary>The same where a node of the majority cannot be asked any more: counted from the removal, which all of them had agreed to.</summary>
    public TimeSpan RemovedFor { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The row of a native call that does not end is not beaten any more after this.</summary>
    public TimeSpan HungAfter { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>The process ends when such a call has not ended by then.</summary>
    public TimeSpan EndAt { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>A member that no majority has vouched for so long ends, to start anew; the cluster itself should have downed it long before.</summary>
    public TimeSpan StuckFor { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// For a cluster that waits so long before it takes out who cannot be reached. A node that is cut off is alone here up to 3 s before the others are
    /// unreachable there; then the cluster's own decision comes first, and one that heals before it costs no node.
    /// </summary>
    public static FencePolicy For(TimeSpan stableAfter)
    {
        var resolved = stableAfter + TimeSpan.FromSeconds(10);
        return Default.StuckFor >= resolved ? Default : Default with { StuckFor = resolved };
    }

    /// <exception cref="ArgumentException">Two nodes could hold logins of one device; the message says by which numbers.</exception>
    public void Check()
    {
        Require(VouchFor + Trip < RefusedFor, "a node must be dumb before its rows are taken: VouchFor + Trip < RefusedFor");
        Require(HelloEvery + VouchFor + Trip < RemovedFor, "and also when it was removed without a warning: HelloEvery + VouchFor + Trip < RemovedFor");
        Require(HelloEvery * 2 < VouchFor, "one lost question must not matter: 2 * HelloEvery < VouchFor");
        Require(FeedEvery * 4 < Trip && Trip <= Kill, "the latch trips before the process is ended: 4 * FeedEvery < Trip <= Kill");
        Require(CloseAt + FeedEvery + Trip < UnchangedFor, "what is in flight at the close is dumb in time: CloseAt + FeedEvery + Trip < UnchangedFor");
        Require(LoginUntil < CloseAt, "no login begins just before the close: LoginUntil < CloseAt");
        Require(BeatEvery * 3 < LoginUntil, "some failed beats must not matter: 3 * BeatEvery < LoginUntil");
        Require(StuckFor > RemovedFor, "the cluster resolves a partition before a node ends by itself: RemovedFor < StuckFor");
        Require(HungAfter < EndAt && EndAt + Trip < CloseAt, "a process with a call that hangs ends before its row passes: EndAt + Trip < CloseAt");
    }

    private static void Require(bool holds, string rule)
    {
        if (!holds)
            throw new ArgumentException($"the numbers of the fence do not fit together; {rule}");
    }
}
