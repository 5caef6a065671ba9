namespace DeviceCluster.Actors.Sessions;

/// <summary>
/// Runs blocking calls on own threads with small stacks. Threads start on demand and end when idle; the queue is bounded. A thread whose call is
/// overdue is counted as stuck and replaced, up to as many again. A deadline counts from the order, the wait in the queue included, or, where
/// every call must be made however late (<paramref name="deadlineFromStart"/>), from the start of the call.
/// </summary>
internal sealed class NativeLane(
    string name, int maxThreads, int maxQueued, TimeProvider time, TimeSpan? idle = null, bool deadlineFromStart = false) : IDisposable
{
    // The deepest native call needs some 20 KiB; the rest is for the runtime.
    private const int StackBytes = 256 * 1024;

    private readonly TimeSpan _idle = idle ?? TimeSpan.FromSeconds(30);
    private readonly object _gate = new();
    private readonly LinkedList<LaneCall> _queue = new();
    private int _threads;
    private int _free;
    private int _busy;
    private int _stuck;
    private long _named;
    private long _done;
    private long _refused;
    private long _overdue;
    private bool _closed;

    public Task RunAsync(Action call, TimeSpan deadline) =>
        RunAsync(
            () =>
            {
                call();
                return true;
            },
            deadline);

    /// <summary>
    /// Makes the call on a thread of the lane. What a call returns after its deadline is given to <paramref name="late"/>, on the lane's thread.
    /// </summary>
    /// <exception cref="LaneFullException">The lane takes no more.</exception>
    /// <exception cref="LaneDeadlineException">The time is over.</exception>
    public Task<T> RunAsync<T>(Func<T> call, TimeSpan deadline, Action<T>? late = null)
    {
        var job = new LaneCall<T>(call, late, time.GetTimestamp(), deadline);
        lock (_gate)
        {
            if (_closed || _queue.Count >= maxQueued)
            {
                _refused++;
                return Task.FromException<T>(new LaneFullException(
                    _closed ? $"the {name} lane is closed" : $"the {name} lane is full: {maxQueued} calls wait already", _closed));
            }

            job.Node = _queue.AddLast(job);
            if (_queue.Count > _free && _threads - _stuck < maxThreads && _threads < 2 * maxThreads)
                StartThread();
            Monitor.Pulse(_gate);
        }

        if (!deadlineFromStart)
            Arm(job);
        return job.Result;
    }

    public LaneFigures Figures()
    {
        lock (_gate)
        {
            var oldest = _queue.First is { } first ? time.GetElapsedTime(first.Value.Queued) : TimeSpan.Zero;
            return new LaneFigures(name, _threads, _busy, _queue.Count, oldest, _done, _refused, _overdue, _stuck);
        }
    }

    /// <summary>Takes no more calls; those queued are refused, those running end by themselves.</summary>
    public void Dispose()
    {
        List<LaneCall> waiting;
        lock (_gate)
        {
            _closed = true;
            waiting = [.. _queue];
            _queue.Clear();
            Monitor.PulseAll(_gate);
        }

        foreach (var job in waiting)
            job.Fail(new LaneFullException($"the {name} lane is closed", closed: true));
    }

    private void Arm(LaneCall job) => job.Arm(time.CreateTimer(_ => Expire(job), null, job.Deadline, Timeout.InfiniteTimeSpan));

    private void StartThread()
    {
        _threads++;
        new Thread(Work, StackBytes) { IsBackground = true, Name = $"{name}-{++_named}" }.Start();
    }

    private void Work()
    {
        while (Next() is { } job)
        {
            if (deadlineFromStart)
                Arm(job);
            job.Run();
            lock (_gate)
            {
                _busy--;
                _done++;
                if (job.Overdue)
                    _stuck--;
            }
        }
    }

    /// <summary>The next call, or null when this thread shall end.</summary>
    private LaneCall? Next()
    {
        lock (_gate)
        {
            while (_queue.First is null)
            {
                if (_closed)
                    return End();
                _free++;
                var called = Monitor.Wait(_gate, _idle);
                _free--;
                if (!called && _queue.First is null)
                    return End();
            }

            var job = _queue.First.Value;
            _queue.RemoveFirst();
            job.Node = null;
            _busy++;
            return job;
        }
    }

    private LaneCall? End()
    {
        _threads--;
        return null;
    }

    private void Expire(LaneCall job)
    {
        bool started;
        lock (_gate)
        {
            if (job.Ended)
                return;
            _overdue++;
            started = job.Node is null;
            if (job.Node is { } waiting)
            {
                _queue.Remove(waiting);
                job.Node = null;
            }
            else
            {
                job.Overdue = true;
                _stuck++;
                if (_queue.First is not null && _threads - _stuck < maxThreads && _threads < 2 * maxThreads)
                    StartThread();
            }
        }

        job.Fail(new LaneDeadlineException(
            started ? $"a call on the {name} lane has not returned in time" : $"a call waited too long for the {name} lane", started));
    }
}
