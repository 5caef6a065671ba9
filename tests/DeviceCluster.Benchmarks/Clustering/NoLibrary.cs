using System.Threading.Channels;
using DeviceCluster.Actors.Fencing;
using DeviceCluster.Actors.Sessions;
using DeviceCluster.Sdk;
using DeviceCluster.Sdk.Sessions;

namespace DeviceCluster.Benchmarks.Clustering;

/// <summary>For nodes whose devices are all disabled: nobody logs in, so nothing of a library is needed.</summary>
internal sealed class NoLibrary : INativeSdk
{
    private readonly Channel<SessionLost> _losses = Channel.CreateBounded<SessionLost>(1);

    public ChannelReader<SessionLost> Losses => _losses.Reader;

    public Action<nint>? OnLeakedHandle { get; set; }

    public bool CanAbort => true;

    public IWatchdog ArmWatchdog(TimeSpan trip, TimeSpan kill) => new NoWatchdog();

    public void LogoutLeaked(nint handle) => throw new NotSupportedException("nobody logs in here");

    public INativeLogin Login(LoginRequest request) => throw new NotSupportedException("nobody logs in here");
}
