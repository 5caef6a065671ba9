namespace DeviceCluster.Actors.Sessions;

/// <summary>One call on a lane and its result. Exactly one of three gets what it returns: the waiter, the late hand, nobody (it threw).</summary>
internal sealed class LaneCall<T>(Func<T> call, Action<T>? late, long queued, TimeSpan deadline) : LaneCall(queued, deadline)
{
    private readonly TaskCompletionSource<T> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ITimer? _timer;
    private volatile bool _ended;

    public Task<T> Result => _result.Task;

    public override bool Ended => _ended;

    public override void Arm(ITimer deadline)
    {
        _timer = deadline;
        if (_result.Task.IsCompleted)
            deadline.Dispose();
    }

    public override void Run()
    {
        try
        {
            var value = call();
            if (!_result.TrySetResult(value))
                late?.Invoke(value);
        }
        catch (Exception e)
        {
            // The waiter gets it; when the waiter is gone already, the deadline has told him.
            _result.TrySetException(e);
        }

        _ended = true;
        _timer?.Dispose();
    }

    public override void Fail(Exception reason)
    {
        _result.TrySetException(reason);
        _timer?.Dispose();
    }
}
