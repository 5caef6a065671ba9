namespace DeviceCluster.Pbm;

/// <summary>
/// Lines of a reader that cannot be interrupted, as standard input cannot: each is read on a thread of its own, which a stop leaves waiting.
/// The line that such a thread brings later goes to the next who reads; one reads at a time.
/// </summary>
internal sealed class LineInput(TextReader reader)
{
    private Task<string?>? _pending;

    /// <summary>The next line; null at the end.</summary>
    public async Task<string?> ReadLineAsync(CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var reading = _pending ??= Task.Factory.StartNew(reader.ReadLine, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            var line = await reading.WaitAsync(stop);
            _pending = null;
            return line;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            _pending = null;
            throw;
        }
    }
}
