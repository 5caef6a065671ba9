namespace DeviceCluster.Contracts.Jobs;

/// <summary>How large jobs may be, and how many are kept. None of them may become less: journals hold what they allowed.</summary>
public static class JobLimits
{
    /// <summary>Of one job.</summary>
    public const int Devices = 5_000;

    /// <summary>Most devices of one job that are told at once.</summary>
    public const int Parallel = 64;

    /// <summary>Jobs that have not ended.</summary>
    public const int Open = 20;

    /// <summary>Jobs that have ended and can still be looked at.</summary>
    public const int Ended = 200;

    /// <summary>Results of ended jobs that are kept, over all of them; of older jobs the counts alone.</summary>
    public const int EndedItems = 20_000;

    /// <summary>Devices in one message: a frame between nodes holds no more together with the largest order.</summary>
    public const int DevicesInMessage = 500;

    /// <summary>Characters of what a job does, in words.</summary>
    public const int Words = 200;

    /// <summary>Characters of why an item was not done.</summary>
    public const int Reason = 300;
}
