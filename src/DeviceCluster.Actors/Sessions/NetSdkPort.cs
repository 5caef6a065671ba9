using System.Collections.Immutable;
using System.Text.Json;
using System.Threading.Channels;
using DeviceCluster.Actors.Fencing;
using DeviceCluster.Sdk;
using DeviceCluster.Sdk.Clock;
using DeviceCluster.Sdk.Configuration;
using DeviceCluster.Sdk.Control;
using DeviceCluster.Sdk.Information;
using DeviceCluster.Sdk.Live;
using DeviceCluster.Sdk.Ptz;
using DeviceCluster.Sdk.Sessions;
using DeviceCluster.Sdk.Snapshots;

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
        private const int Asked = 0;

        private volatile int _httpPort = Asked;

        public long Id => handle.Id;

        public LoginFacts Facts => handle.Facts;

        public bool IsOnline() => handle.IsOnline();

        public LiveSource OpenLive(int channel0, int stream) => sdk.OpenLive(handle, channel0, stream);

        public int? HttpPort
        {
            get => _httpPort == Asked ? null : _httpPort;
            set => _httpPort = value ?? Asked;
        }

        public HttpPort ReadHttpPort()
        {
            TellHttpPort();
            return handle.ReadHttpPort();
        }

        public JsonElement Ask(string question, int channel0, TimeSpan wait) => handle.Ask(question, channel0, wait);

        public ImmutableArray<DiskPart> ReadDisks(TimeSpan wait) => handle.ReadDisks(wait);

        public ImmutableArray<bool> ReadRecording(TimeSpan wait) => handle.ReadRecording(wait);

        public ImmutableArray<bool> ReadAlarmInputs(TimeSpan wait) => handle.ReadAlarmInputs(wait);

        public ConfigTable ReadTable(string name, int? channel0, TimeSpan wait) => handle.ReadTable(name, channel0, wait);

        public TableWritten WriteTable(ConfigTable table, TimeSpan wait) => handle.WriteTable(table, wait);

        public ClockReading ReadClock(TimeSpan wait) => handle.ReadClock(wait);

        public void SetClock(DateTime local, TimeSpan wait) => handle.SetClock(local, wait);

        public void Reboot() => handle.Reboot();

        public void ShutDown(TimeSpan wait) => handle.ShutDown(wait);

        public PtzCapabilities ReadPtzCapabilities(int channel0, TimeSpan wait) => handle.ReadPtzCapabilities(channel0, wait);

        public void Steer(int channel0, uint command, int first, int second, int third, bool stop) =>
            handle.Steer(channel0, command, first, second, third, stop);

        public void SetPreset(int channel0, int preset, string? name) => handle.SetPreset(channel0, preset, name);

        public void MoveTo(int channel0, PtzPlace place) => handle.MoveTo(channel0, place);

        public void Move(int channel0, PtzMotion motion) => handle.Move(channel0, motion);

        public bool StopMove(int channel0, bool allFirst) => handle.StopMove(channel0, allFirst);

        public Task<byte[]> TakePictureAsync(int channel0, TimeSpan wait)
        {
            TellHttpPort();
            return handle.TakePictureAsync(channel0, wait);
        }

        public void Logout() => handle.Logout();

        public void Abort()
        {
            // The vendor's library knows only a goodbye.
            if (sdk.Info.OpenVersion is null)
                handle.Logout();
            else
                handle.Abort();
        }

        // Before each use, on its lane: whoever sets it need not wait for the library. The vendor's library finds it by itself.
        private void TellHttpPort()
        {
            if (sdk.Info.OpenVersion is not null)
                handle.SetHttpPort(_httpPort);
        }
    }
}
