using System.Collections.Immutable;
using System.Text.Json;

namespace DeviceCluster.Domain.Information;

/// <summary>What is known of a device when it is judged.</summary>
public sealed record CheckFacts
{
    /// <summary>The account that is used here, and the rules that its password breaks.</summary>
    public required string User { get; init; }

    public required ImmutableArray<string> PasswordFlaws { get; init; }

    /// <summary>A device that knows no challenge gets the password itself.</summary>
    public bool IsPlainLogin { get; init; }

    /// <summary>The port that is logged in to.</summary>
    public required int Port { get; init; }

    /// <summary>Null: the device did not answer a search.</summary>
    public int? HttpPort { get; init; }

    /// <summary>Its software, in words; null: it does not tell.</summary>
    public string? Software { get; init; }

    /// <summary>By name; without an entry, the device did not tell it.</summary>
    public ImmutableDictionary<string, JsonElement> Tables { get; init; } = [];
}
