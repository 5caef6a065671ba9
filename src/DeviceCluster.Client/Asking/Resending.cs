using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Client.Asking;

/// <summary>When a question goes out again.</summary>
/// <param name="AfterSilence">It changes nothing, or the device remembers it by its key; else it may be carried out twice.</param>
/// <param name="WithoutStorage">It needs no journal but at the start of the device's entity, and that is soon over.</param>
internal sealed record Resending(bool AfterSilence, bool WithoutStorage)
{
    /// <summary>Of questions to a device's entity, and orders with a key.</summary>
    public static Resending Usual { get; } = new(AfterSilence: true, WithoutStorage: false);

    /// <summary>Nobody remembers it.</summary>
    public static Resending Once { get; } = new(AfterSilence: false, WithoutStorage: false);

    /// <summary>What must be left of the deadline: in less, nobody would answer.</summary>
    public TimeSpan Needs { get; init; }

    public static Resending OfSearch(TimeSpan howLong) => Usual with { Needs = howLong };

    public static Resending OfSession(SessionRequest request) => new(AfterSilence: !request.IsOrder, WithoutStorage: true);

    /// <param name="code">Why it was refused.</param>
    /// <param name="unknown">What became of an earlier sending.</param>
    public bool IsDue(RefusalCode code, bool unknown) => code switch
    {
        RefusalCode.Moving => true,
        RefusalCode.NoAnswer => AfterSilence,
        // While the journal is busy or away, it may hold the order that was sent before: only the same order tells, later.
        RefusalCode.StorageUnavailable => unknown || WithoutStorage,
        RefusalCode.Busy => unknown,
        _ => false,
    };
}
