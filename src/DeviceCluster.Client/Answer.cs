using System.Diagnostics.CodeAnalysis;

namespace DeviceCluster.Client;

/// <summary>What a question brought: what was asked for, or why it is not to be had. It is never thrown.</summary>
public sealed class Answer<T>
    where T : class
{
    internal Answer(T value) => Value = value;

    internal Answer(Refusal refusal) => Refusal = refusal;

    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsGiven => Value is not null;

    public T? Value { get; }

    public Refusal? Refusal { get; }

    public override string ToString() => $"{(object?)Value ?? Refusal}";
}
