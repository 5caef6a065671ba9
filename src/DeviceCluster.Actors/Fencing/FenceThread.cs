using Microsoft.Extensions.Logging;

namespace DeviceCluster.Actors.Fencing;

/// <summary>A thread of its own that takes steps: after as long as the last one said, or when it is woken. The thread pool may stand still meanwhile.</summary>
internal sealed class FenceThread : IDisposable
{
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(5);

    private readonly AutoResetEvent _wake = new(false);
    private readonly Func<TimeSpan> _step;
    private readonly ILogger _log;
    private readonly Thread _thread;
    private volatile bool _stopped;

    public FenceThread(string name, ThreadPriority priority, Func<TimeSpan> step, ILogger log)
    {
        (_step, _log) = (step, log);
        _thread = new Thread(Run) { Name = name, IsBackground = true, Priority = priority };
        _thread.Start();
    }

    public void Wake() => _wake.Set();

    public void Dispose()
    {
        _stopped = true;
        _wake.Set();
        if (_thread.Join(Goodbye))
            _wake.Dispose();
    }

    private void Run()
    {
        while (!_stopped)
        {
            var wait = AfterFault;
            try
            {
                wait = _step();
            }
            catch (Exception e)
            {
                // What it did not do, such as feeding the watchdog, has its own end.
                _log.LogCritical(e, "A step of {Thread} failed in an unforeseen way", Thread.CurrentThread.Name);
            }

            if (wait > TimeSpan.Zero)
                _wake.WaitOne(wait);
        }
    }
}
