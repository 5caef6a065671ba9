using System.Runtime.InteropServices;

namespace DeviceCluster.Pbm.Running;

/// <summary>
/// Ctrl-C ends the command in hand, or pbm when there is none apart from it; SIGTERM ends pbm. Whoever says it twice is not asked to wait:
/// the second signal ends the process.
/// </summary>
internal sealed class Interrupts : IDisposable
{
    private readonly CancellationTokenSource _process = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly Lock _gate = new();
    private CancellationTokenSource? _command;

    public CancellationToken Process => _process.Token;

    public static Interrupts OfProcess()
    {
        var interrupts = new Interrupts();
        interrupts._registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Take(signal, interrupts.Interrupt)));
        interrupts._registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Take(signal, interrupts.Terminate)));
        return interrupts;
    }

    /// <summary>Whether this was the first word of it.</summary>
    public bool Interrupt()
    {
        lock (_gate)
            return End(_command ?? _process);
    }

    /// <summary>Whether this was the first word of it.</summary>
    public bool Terminate()
    {
        lock (_gate)
            return End(_process);
    }

    /// <summary>A command of a conversation: Ctrl-C ends it and leaves the conversation.</summary>
    public async Task<T> CommandAsync<T>(Func<CancellationToken, Task<T>> run)
    {
        using var command = CancellationTokenSource.CreateLinkedTokenSource(_process.Token);
        Current(command);
        try
        {
            return await run(command.Token);
        }
        finally
        {
            Current(null);
        }
    }

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _process.Dispose();
    }

    private void Current(CancellationTokenSource? command)
    {
        lock (_gate)
            _command = command;
    }

    private static bool End(CancellationTokenSource end)
    {
        if (end.IsCancellationRequested)
            return false;
        // What follows runs elsewhere, so that the second signal is heard whatever the first one's end takes.
        _ = end.CancelAsync();
        return true;
    }

    // The process is not ended by the first signal itself: a file is closed first, and its state is said.
    private static void Take(PosixSignalContext signal, Func<bool> isFirst) => signal.Cancel = isFirst();
}
