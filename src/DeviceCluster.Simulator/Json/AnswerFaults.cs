namespace DeviceCluster.Simulator.Json;

/// <summary>What goes wrong with the answers of one device, on request, until it is healed or as often as was ordered. Safe to call from any thread.</summary>
public sealed class AnswerFaults
{
    private readonly Lock _gate = new();
    private readonly Dictionary<AnswerFault, int> _ordered = [];
    private readonly Dictionary<string, int> _refused = new(StringComparer.Ordinal);
    private TimeSpan _late;
    private int _bytesPerSecond;

    /// <summary>How fast anything is sent; 0 = as fast as it goes.</summary>
    public int BytesPerSecond => Volatile.Read(ref _bytesPerSecond);

    internal TimeSpan Late
    {
        get
        {
            lock (_gate)
                return _late;
        }
    }

    /// <summary>Without a count, until it is healed.</summary>
    public void Order(AnswerFault fault, int? count = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count ?? 0, 0, nameof(count));
        lock (_gate)
            _ordered[fault] = count ?? int.MaxValue;
    }

    /// <summary>The device refuses this method by this number until it is healed, whatever its firmware knows.</summary>
    public void Refuse(string method, int code)
    {
        lock (_gate)
            _refused[method] = code;
    }

    public void Delay(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        lock (_gate)
            _late = time;
    }

    public void Slow(int bytesPerSecond)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytesPerSecond);
        Volatile.Write(ref _bytesPerSecond, bytesPerSecond);
    }

    internal IReadOnlyList<string> Names()
    {
        lock (_gate)
        {
            var names = _ordered.Where(one => one.Value > 0).Select(one => one.Key.ToString()).ToList();
            if (_refused.Count > 0)
                names.Add("refused");

            if (_late > TimeSpan.Zero)
                names.Add("late");

            if (_bytesPerSecond > 0)
                names.Add("slow");

            return names;
        }
    }

    internal void Heal()
    {
        lock (_gate)
        {
            _ordered.Clear();
            _refused.Clear();
            _late = TimeSpan.Zero;
            _bytesPerSecond = 0;
        }
    }

    internal int? Refusal(string method)
    {
        lock (_gate)
            return _refused.TryGetValue(method, out var code) ? code : null;
    }

    internal bool Take(AnswerFault fault)
    {
        lock (_gate)
        {
            if (_ordered.GetValueOrDefault(fault) is not (> 0 and var left))
                return false;

            if (left != int.MaxValue)
                _ordered[fault] = left - 1;

            return true;
        }
    }
}
