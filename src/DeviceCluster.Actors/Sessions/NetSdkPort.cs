using System.Threading.Channels;
using DeviceCluster.Actors.Fencing;
using DeviceCluster.Sdk;
using DeviceCluster.Sdk.Live;
using DeviceCluster.Sdk.Sessions;

namespace DeviceCluster.Actors.Sessions;

/// <summary>The loaded library behind the seam.</summary>
internal sealed class NetSdkPort(NetSdk sdk) : INativeSdk
{
    public ChannelReader<SessionLost> Losses => sdk.Losses;

    public Action<nint>? OnLeakedHandle
    {
        get => sdk.OnLeakedHandle;
        set => sdk.OnLeakedHandle = value;
    }

    public void LogoutLeaked(nint handle) => sdk.LogoutLeaked(handle);

    public bool CanAbort => sdk.Info.OpenVersion is not null;

    public IWatchdog ArmWatchdog(TimeSpan trip, TimeSpan kill) => WatchdogPort.Arm(sdk, trip, kill);

    public INativeLogin Login(LoginRequest request) => new Session(sdk, sdk.Login(request));

    private sealed class Session(NetSdk sdk, LoginHandle handle) : INativeLogin
    {
        public long Id => handle.Id;

        public LoginFacts Facts => handle.Facts;

        public bool IsOnline() => handle.IsOnline();

        public LiveSource OpenLive(int channel0, int stream) => sdk.OpenLive(handle, channel0, stream);

        public void Logout() => handle.Logout();

        public void Abort()
        {
            // The vendor's library knows only a goodbye.
            if (sdk.Info.OpenVersion is null)
                handle.Logout();
            else
                handle.Abort();
        }
    }
}
