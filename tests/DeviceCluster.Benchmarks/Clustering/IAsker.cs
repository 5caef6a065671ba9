using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Benchmarks.Clustering;

/// <summary>Asks a device for its report, from where it is measured.</summary>
internal interface IAsker : IAsyncDisposable
{
    Task AskAsync(DeviceId device, CancellationToken stop);
}
