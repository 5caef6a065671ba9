namespace DeviceCluster.Media.Dhav;

/// <summary>What <see cref="DhavReader.TryRead"/> found at the start of the bytes.</summary>
public enum DhavStatus
{
    /// <summary>The bytes may be the beginning of a frame; nothing is consumed. Call again with more behind them.</summary>
    NeedMore,

    /// <summary>A whole frame; all of it is consumed.</summary>
    Frame,

    /// <summary>No frame begins here; what was consumed is not DHAV (a file header, another protocol's bytes).</summary>
    Skipped,

    /// <summary>A frame begins here but contradicts itself or a limit; its mark is consumed, so reading goes on behind it.</summary>
    Error,
}
