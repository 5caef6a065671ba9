namespace DeviceCluster.Actors.Snapshots;

/// <summary>
/// The guard of one channel: who wants a picture gets the one that was asked for less than the guard ago, or waits for the one that is under way; only
/// else is the device asked.
/// </summary>
internal sealed class ChannelPictures(TimeSpan guard)
{
    private StoredPicture? _last;
    private DateTimeOffset? _asked;

    /// <summary>Who waits for the picture under way, or for the channel's turn.</summary>
    public List<PictureWish> Waiting { get; } = [];

    public bool IsUnderWay { get; private set; }

    /// <summary>The picture that serves a wish of this moment.</summary>
    public StoredPicture? Shared(DateTimeOffset now) => _last is { } last && _asked + guard > now && last.Expires > now ? last : null;

    /// <summary>Not before the guard is over, whatever became of the last one.</summary>
    public TimeSpan Due(DateTimeOffset now) => _asked is { } asked && asked + guard > now ? asked + guard - now : TimeSpan.Zero;

    public void Begin(DateTimeOffset now) => (IsUnderWay, _asked, _last) = (true, now, null);

    public void End(StoredPicture? picture) => (IsUnderWay, _last) = (false, picture);
}
