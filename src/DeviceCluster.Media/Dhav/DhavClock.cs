namespace DeviceCluster.Media.Dhav;

/// <summary>Unwraps the 16-bit millisecond counter of a stream's frames into one that does not wrap.</summary>
/// <remarks>
/// Frames may stand slightly out of order (audio behind video), so the difference is signed: two frames must be less than 32 s apart.
/// </remarks>
public struct DhavClock
{
    private ushort _last;
    private bool _started;

    /// <summary>Milliseconds between the first frame and the last one given to <see cref="Advance"/>.</summary>
    public long Elapsed { get; private set; }

    public long Advance(ushort milliseconds)
    {
        if (_started)
            Elapsed += unchecked((short)(milliseconds - _last));

        _started = true;
        _last = milliseconds;
        return Elapsed;
    }
}
