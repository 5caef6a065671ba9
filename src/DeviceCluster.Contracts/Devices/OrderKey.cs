using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace DeviceCluster.Contracts.Devices;

/// <summary>Tells one order from all others, however often it is sent: made by who gives the order. 1 to 64 printable ASCII characters, no space.</summary>
public readonly record struct OrderKey
{
    public const int MaxLength = 64;

    public const string Rule = "1 to 64 printable ASCII characters without space";

    // Small letters and digits without those that people mistake for each other; 130 bits.
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int NewLength = 26;

    public OrderKey(string value)
    {
        if (!IsValid(value))
            throw new ArgumentException($"an order key has {Rule}", nameof(value));
        Value = value;
    }

    public string Value { get; } = "";

    /// <summary>A key that no other order has.</summary>
    public static OrderKey New() => new(RandomNumberGenerator.GetString(Alphabet, NewLength));

    public static bool IsValid([NotNullWhen(true)] string? text) =>
        text is { Length: > 0 and <= MaxLength } && text.All(c => c is > ' ' and <= '~');

    public override string ToString() => Value;
}
