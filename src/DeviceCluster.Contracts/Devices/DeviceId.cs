using System.Diagnostics.CodeAnalysis;

namespace DeviceCluster.Contracts.Devices;

/// <summary>The name of a device in the cluster: 1 to 64 of a-z, 0-9, '.', '-' and '_', beginning with a letter or digit.</summary>
public readonly record struct DeviceId
{
    public const int MaxLength = 64;

    public DeviceId(string value)
    {
        if (!IsValid(value))
            throw new ArgumentException($"'{value}' is no device id: {Rule}", nameof(value));
        Value = value;
    }

    public const string Rule = "1 to 64 of a-z, 0-9, '.', '-' and '_', beginning with a letter or digit";

    public string Value { get; } = "";

    public static bool TryParse([NotNullWhen(true)] string? text, out DeviceId id)
    {
        id = IsValid(text) ? new DeviceId(text) : default;
        return IsValid(text);
    }

    public static bool IsValid([NotNullWhen(true)] string? text) =>
        text is { Length: > 0 and <= MaxLength } && text[0] is not ('.' or '-' or '_') && text.All(IsAllowed);

    public override string ToString() => Value;

    private static bool IsAllowed(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-' or '_';
}
