namespace DeviceCluster.Actors.Snapshots;

/// <summary>
/// Whose turn it is to have one camera at his preset. It lasts until his picture has come or is known not to: were the camera sent on before, another's
/// preset would be in it.
/// </summary>
internal sealed class PresetTurns
{
    private readonly Queue<PictureWish> _waiting = [];
    private PictureWish? _turn;

    /// <returns>It is his turn at once.</returns>
    public bool Join(PictureWish wish)
    {
        if (_turn is not null)
        {
            _waiting.Enqueue(wish);
            return false;
        }

        _turn = wish;
        return true;
    }

    /// <summary>He is answered, so it is the next one's turn, in the order of their coming.</summary>
    /// <param name="wish">Whose turn is over.</param>
    /// <param name="oldest">Who has waited since before then, on a steady clock, waits no longer.</param>
    public (PictureWish? Next, PictureWish[] Late) End(PictureWish wish, TimeSpan oldest)
    {
        if (!ReferenceEquals(_turn, wish))
            return (null, []);
        var late = new List<PictureWish>();
        while (_waiting.TryDequeue(out _turn) && _turn.Since < oldest)
            late.Add(_turn);
        return (_turn, [.. late]);
    }

    /// <summary>Whoever waits is let go.</summary>
    public void Clear()
    {
        _turn = null;
        _waiting.Clear();
    }
}
