namespace DeviceCluster.Actors.Snapshots;

/// <summary>
/// The guard of one channel: who wants a picture gets the one that was asked for less than the guard ago, or waits for the one that is under way; only
/// else is the device asked. Moments are what has passed on a steady clock: one that is set makes nobody wait longer.
/// </summary>
internal sealed class ChannelPictures(TimeSpan guard)
{
    private readonly List<PictureWish> _served = [];
    private readonly List<PictureWish> _waiting = [];
    private StoredPicture? _last;
    private TimeSpan? _asked;

    public bool IsUnderWay { get; private set; }

    /// <summary>The channel's turn is waited for.</summary>
    public bool IsWanted => !IsUnderWay && _waiting.Count > 0;

    /// <summary>Who waits for the picture under way, or for the channel's turn.</summary>
    public int Waiting => _served.Count + _waiting.Count;

    /// <param name="wish">Whose.</param>
    /// <param name="isFresh">A picture that was asked for before this moment is no good.</param>
    public void Join(PictureWish wish, bool isFresh) => (IsUnderWay && !isFresh ? _served : _waiting).Add(wish);

    /// <summary>The picture that serves a wish of this moment, as long as it is kept.</summary>
    public StoredPicture? Shared(TimeSpan now) => _asked + guard > now ? _last : null;

    /// <summary>Not before the guard is over, whatever became of the last one.</summary>
    public TimeSpan Due(TimeSpan now) => _asked is { } asked && asked + guard > now ? asked + guard - now : TimeSpan.Zero;

    public void Begin(TimeSpan now)
    {
        (IsUnderWay, _asked, _last) = (true, now, null);
        _served.AddRange(_waiting);
        _waiting.Clear();
    }

    /// <summary>Whom the picture serves, or its failure is told to.</summary>
    public PictureWish[] End(StoredPicture? picture)
    {
        (IsUnderWay, _last) = (false, picture);
        PictureWish[] served = [.. _served];
        _served.Clear();
        return served;
    }

    /// <summary>Whoever waits is let go.</summary>
    public PictureWish[] LetGo()
    {
        PictureWish[] all = [.. _served, .. _waiting];
        _served.Clear();
        _waiting.Clear();
        return all;
    }
}
