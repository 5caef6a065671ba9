using System.Threading.Channels;

namespace DeviceCluster.Actors.Storage;

/// <summary>A thread of its own for calls that block on the database, one after the other, with a bounded queue.</summary>
internal sealed class StorageLane : IDisposable
{
    private const int Capacity = 256;
    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(5);

    private readonly Channel<Action> _work = Channel.CreateBounded<Action>(Capacity);
    private readonly Thread _thread;

    public StorageLane(string name)
    {
        _thread = new Thread(Work) { Name = name, IsBackground = true };
        _thread.Start();
    }

    /// <summary>A call that is cancelled before its turn comes is left out.</summary>
    /// <exception cref="StorageException">The queue is full, or the lane is closed.</exception>
    public Task<T> RunAsync<T>(Func<T> call, CancellationToken stop = default)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        return _work.Writer.TryWrite(() => Complete(done, call, stop))
            ? done.Task
            : throw new StorageException("the storage is busy or closed; try again in a moment");
    }

    public void Dispose()
    {
        _work.Writer.TryComplete();
        _thread.Join(Goodbye);
    }

    private static void Complete<T>(TaskCompletionSource<T> done, Func<T> call, CancellationToken stop)
    {
        if (stop.IsCancellationRequested)
        {
            done.SetCanceled(stop);
            return;
        }

        try
        {
            done.SetResult(call());
        }
        catch (Exception e)
        {
            done.SetException(e);
        }
    }

    private void Work()
    {
        while (_work.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (_work.Reader.TryRead(out var call))
                call();
        }
    }
}
