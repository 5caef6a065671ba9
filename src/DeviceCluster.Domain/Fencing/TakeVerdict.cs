namespace DeviceCluster.Domain.Fencing;

/// <summary>May a row be taken; if not, <paramref name="Why"/> says in words what is waited for.</summary>
public sealed record TakeVerdict(bool May, string Why)
{
    internal static TakeVerdict Now { get; } = new(true, "");

    internal static TakeVerdict Wait(string why) => new(false, why);
}
