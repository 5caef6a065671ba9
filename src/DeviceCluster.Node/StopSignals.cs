using System.Runtime.InteropServices;

namespace DeviceCluster.Node;

/// <summary>
/// The signals that tell the process to stop, from its first moment on: the host listens to them only once it is started, and until then they would
/// end the process by themselves.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _told = new();
    private readonly PosixSignalRegistration[] _registrations;

    public StopSignals() =>
        _registrations = [.. new[] { PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT }.Select(signal => PosixSignalRegistration.Create(signal, Take))];

    public CancellationToken Told => _told.Token;

    public void Dispose()
    {
        // Waits for a signal that is being taken.
        foreach (var registration in _registrations)
            registration.Dispose();
        _told.Dispose();
    }

    private void Take(PosixSignalContext context)
    {
        context.Cancel = true;
        _told.Cancel();
    }
}
