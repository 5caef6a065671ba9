using System.Security.Cryptography;

namespace DeviceCluster.Actors.Live;

/// <summary>
/// Numbers the runs of live views so that a number names one run in the whole cluster: the moment in milliseconds, then which node's
/// incarnation gave it. Later numbers of one node are greater.
/// </summary>
internal sealed class LiveEpochs(TimeProvider time, int incarnation)
{
    /// <summary>One more than the greatest incarnation: 42 bits are left for the moment, which lasts until the year 2109.</summary>
    public const int Incarnations = 1 << IncarnationBits;

    private const int IncarnationBits = 21;

    private readonly int _incarnation = incarnation is >= 0 and < Incarnations
        ? incarnation
        : throw new ArgumentOutOfRangeException(nameof(incarnation), incarnation, $"is not below {Incarnations}");

    private long _last;

    /// <summary>
    /// Drawn by lot, so that neither another node nor this one after a restart has it. Two that drew the same would also have to start the same
    /// view of the same device within the same millisecond to give one number twice.
    /// </summary>
    public static int DrawIncarnation() => RandomNumberGenerator.GetInt32(Incarnations);

    /// <summary>A number that no other run has.</summary>
    public long Next()
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        while (true)
        {
            var last = Interlocked.Read(ref _last);
            var next = Math.Max(last + 1, now);
            if (Interlocked.CompareExchange(ref _last, next, last) == last)
                return (next << IncarnationBits) | (uint)_incarnation;
        }
    }

    /// <summary>True for every number this incarnation has given. Another's may pass for ours, once in <see cref="Incarnations"/>: for words only.</summary>
    public bool IsOurs(long epoch) => (epoch & (Incarnations - 1)) == _incarnation;
}
