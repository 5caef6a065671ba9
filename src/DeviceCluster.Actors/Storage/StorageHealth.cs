namespace DeviceCluster.Actors.Storage;

/// <summary>The gate before the journal of this node: a failed write shuts it, a probe that wrote opens it again. Thread-safe.</summary>
public sealed class StorageHealth(Func<Exception, string>? describe = null)
{
    private readonly Lock _guard = new();
    private string? _reason;
    private long _failures;

    /// <summary>After the gate was shut, and after it was opened; called outside any lock by whoever did it.</summary>
    public event Action<bool>? Changed;

    public bool IsOpen => Volatile.Read(ref _reason) is null;

    /// <summary>Why the gate is shut; empty while it is open.</summary>
    public string Reason => Volatile.Read(ref _reason) ?? "";

    public long Failures => Interlocked.Read(ref _failures);

    public void Failed(Exception cause)
    {
        Interlocked.Increment(ref _failures);
        Set(describe is null ? cause.Message : describe(cause));
    }

    internal void Open() => Set(null);

    private void Set(string? reason)
    {
        bool changed;
        lock (_guard)
        {
            changed = (_reason is null) != (reason is null);
            _reason = reason;
        }

        if (changed)
            Changed?.Invoke(reason is null);
    }
}
