namespace DeviceCluster.Contracts.Devices;

/// <summary>A password on its way to where it is sealed or used. Its text is given out by <see cref="Reveal"/> alone, never by ToString.</summary>
public sealed class Secret(string text) : IEquatable<Secret>
{
    public string Reveal() => text;

    public bool Equals(Secret? other) => other is not null && other.Reveal() == text;

    public override bool Equals(object? obj) => Equals(obj as Secret);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(text);

    public override string ToString() => "***";
}
