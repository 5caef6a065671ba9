namespace DeviceCluster.Pbm.Tests;

/// <summary>Standard input on which nobody writes: who reads is held, as the console holds it, whatever token it was given.</summary>
internal sealed class SilentInput : TextReader
{
    private readonly ManualResetEventSlim _end = new();
    private readonly TaskCompletionSource _reading = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done when somebody reads.</summary>
    public Task Reading => _reading.Task;

    public void End() => _end.Set();

    public override string? ReadLine()
    {
        _reading.TrySetResult();
        return _end.Wait(PbmRun.Limit) ? null : throw new TimeoutException("the input was not ended");
    }

    public override ValueTask<string?> ReadLineAsync(CancellationToken cancellationToken) => ValueTask.FromResult(ReadLine());
}
