using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Client.Asking;

/// <summary>How a question ended, with the number of times that it was sent.</summary>
internal abstract record Outcome(int Sent)
{
    public sealed record Answered(object Reply, int Sent) : Outcome(Sent);

    /// <summary>The deadline passed while the answer was each time to ask again, and nothing was left unknown.</summary>
    public sealed record StillRefused(IRefusal Last, int Sent) : Outcome(Sent);

    /// <summary>The deadline passed, and at least once nothing came back.</summary>
    public sealed record Unknown(IRefusal? Last, int Sent) : Outcome(Sent);

    /// <summary>The deadline passed without anybody to send it to.</summary>
    public sealed record NeverSent(string Why) : Outcome(0);

    /// <summary>As many questions as may be are in flight already.</summary>
    public sealed record TooMany(int Limit) : Outcome(0);
}
