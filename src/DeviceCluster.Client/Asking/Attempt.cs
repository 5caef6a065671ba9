namespace DeviceCluster.Client.Asking;

/// <summary>How one sending of a question ended.</summary>
internal abstract record Attempt
{
    public sealed record Answered(object Reply) : Attempt;

    /// <summary>It was sent, and nothing came back in time.</summary>
    public sealed record Silent : Attempt;

    /// <summary>There was nobody to send it to.</summary>
    public sealed record NotSent(string Why) : Attempt;
}
