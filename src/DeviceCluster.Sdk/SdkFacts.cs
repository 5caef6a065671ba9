namespace DeviceCluster.Sdk;

/// <summary>What the health of the loaded library is judged by.</summary>
internal sealed record SdkFacts
{
    public required SdkInfo Info { get; init; }

    /// <summary>The file that was loaded is still there, and nobody has put another in its place.</summary>
    public required bool IsFileInPlace { get; init; }

    /// <summary>Of the manual, and not in the library.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>That this program calls, and that are not in the library.</summary>
    public required IReadOnlyList<string> MissingCalled { get; init; }

    public required int Functions { get; init; }
    public required bool HasWatchdog { get; init; }
    public required long Leaks { get; init; }
    public required long FailedStops { get; init; }
    public required long LateCallbacks { get; init; }
    public required long LossesDropped { get; init; }
    public required int Descriptors { get; init; }
    public required int MaxDescriptors { get; init; }
}
