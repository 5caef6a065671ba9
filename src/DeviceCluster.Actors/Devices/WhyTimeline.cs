using System.Collections.Immutable;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Actors.Devices;

/// <summary>The last things that happened to a device, for the question why it is as it is. After a restart: what the journal tells.</summary>
internal sealed class WhyTimeline
{
    public const int Capacity = 200;

    private readonly Queue<WhyEntry> _entries = new();
    private WhyEntry? _last;
    private int _repeats;

    public void Add(DateTimeOffset at, string what, string? detail)
    {
        // A device that is away for a night writes one line with a count, not a thousand that push the cause out.
        if (_last is { } last && last.What == what && last.Detail == detail)
        {
            _repeats++;
            _last = last with { At = at };
            return;
        }

        Flush();
        _last = new WhyEntry(at, what, detail);
    }

    /// <summary>Oldest first.</summary>
    public ImmutableArray<WhyEntry> Entries => _last is null ? [] : [.. _entries.Append(Latest()).OrderBy(entry => entry.At)];

    private void Flush()
    {
        if (_last is null)
            return;
        _entries.Enqueue(Latest());
        _repeats = 0;
        while (_entries.Count >= Capacity)
            _entries.Dequeue();
    }

    private WhyEntry Latest() => _repeats == 0
        ? _last!
        : _last! with { Detail = $"{(_last.Detail is null ? "" : _last.Detail + "; ")}the last of {_repeats + 1} in a row" };
}
