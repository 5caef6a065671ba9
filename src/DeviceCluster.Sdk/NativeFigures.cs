namespace DeviceCluster.Sdk;

/// <summary>What the library counts about itself: four numbers of this moment, then counters since it was loaded.</summary>
public sealed record NativeFigures(
    int Threads,
    int Logins,
    int Lives,
    int Searches,
    long BytesReceived,
    long FramesDelivered,
    long BytesDelivered,
    long ReadsPaused,
    long SlowCallbacks,
    long LateAnswers,
    long Garbage,
    long Resyncs);
