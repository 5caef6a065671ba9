using System.Collections.Concurrent;

namespace DeviceCluster.Sdk.Interop;

/// <summary>The numbers that native code hands back to its callbacks, and what each leads to.</summary>
/// <remarks>A number is never used twice, so a late callback finds nothing instead of somebody else.</remarks>
internal sealed class CallbackKeys<T>
    where T : class
{
    private readonly ConcurrentDictionary<nint, T> _targets = new();
    private long _last;
    private long _unknown;

    public IEnumerable<T> Targets => _targets.Values;

    /// <summary>Callbacks that found nothing.</summary>
    public long Unknown => Interlocked.Read(ref _unknown);

    public nint Add(T target)
    {
        var key = (nint)Interlocked.Increment(ref _last);
        _targets[key] = target;
        return key;
    }

    public void Remove(nint key) => _targets.TryRemove(key, out _);

    public T? Find(nint key)
    {
        if (_targets.TryGetValue(key, out var target))
            return target;
        Interlocked.Increment(ref _unknown);
        return null;
    }
}
