namespace DeviceCluster.Actors.Live;

/// <summary>Why a viewer gets no more frames.</summary>
public enum ViewerEnd
{
    /// <summary>The viewer left.</summary>
    Left,

    /// <summary>The stream came to its end.</summary>
    StreamEnded,

    /// <summary>The stream failed; <see cref="LiveHub.Completion"/> has the reason.</summary>
    StreamFailed,

    /// <summary>The view was stopped here while the stream still ran.</summary>
    Stopped,

    /// <summary>The view has as many viewers as it may have.</summary>
    TooManyViewers,
}
