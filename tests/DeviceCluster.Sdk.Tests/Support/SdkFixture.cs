using System.Net;
using DeviceCluster.Sdk.Sessions;
using DeviceCluster.Simulator;
using DeviceCluster.Simulator.Firmware;

namespace DeviceCluster.Sdk.Tests.Support;

/// <summary>The library of this process and a fleet of virtual devices, one fresh device for each test.</summary>
public sealed class SdkFixture : IAsyncLifetime
{
    public const string Password = "right-password";
    public const int Channels = 4;

    /// <summary>For a call that is answered.</summary>
    public static readonly TimeSpan Wait = TimeSpan.FromSeconds(5);

    private const int Fleet = 184;

    /// <summary>The last ones have no password yet.</summary>
    public const int Bare = 4;

    /// <summary>Before those, so many that know no f6, and before them one that knows the binary search alone.</summary>
    private const int WithoutF6 = 8, Old = 1;

    /// <summary>And before that, cameras of 2019.</summary>
    private const int Older = 2;

    private const int New = Fleet - Bare - WithoutF6 - Old - Older;

    private SimulatorHost? _simulator;
    private SdkOptions? _options;
    private int _taken;
    private int _bareTaken;
    private int _withoutF6Taken;
    private int _olderTaken;
    private VirtualDevice? _steered;

    public NetSdk Sdk { get; private set; } = null!;

    public int Port => _simulator!.DvripPort;

    public int DiscoveryPort => _simulator!.DiscoveryPort;

    public int HttpPort => _simulator!.HttpPort;

    public IReadOnlyList<VirtualDevice> Devices => _simulator!.Devices;

    public async Task InitializeAsync()
    {
        _simulator = await SimulatorHost.StartAsync(new SimulatorOptions
        {
            Devices = Fleet,
            First = IPAddress.Parse("127.21.0.1"),
            Channels = Channels,
            RebootTime = TimeSpan.FromSeconds(1),
            Password = Password,
            DvripPort = 0,
            DiscoveryPort = 0,
            HttpPort = 0,
            JsonPort = 0,
            OldDiscoveryPort = 0,
            Uninitialised = Bare,
            Firmware =
            [
                .. Enumerable.Repeat(DeviceFirmware.Nvr2026, New),
                .. Enumerable.Repeat(DeviceFirmware.Ipc2019, Older),
                .. Enumerable.Repeat(DeviceFirmware.Dvr2012, Old),
                .. Enumerable.Repeat(DeviceFirmware.Nvr2015, WithoutF6),
                .. Enumerable.Repeat(DeviceFirmware.Nvr2026, Bare),
            ],
        });
        _options = new SdkOptions
        {
            LibraryPath = TestFiles.Library,
            ConnectTimeout = TimeSpan.FromSeconds(2),
            StepTimeout = TimeSpan.FromSeconds(2),
            KeepAlive = TimeSpan.FromMilliseconds(300),
            LossAfter = TimeSpan.FromSeconds(2),
            LogoutWait = TimeSpan.FromSeconds(1),
            DiscoveryPort = _simulator.DiscoveryPort,
            OldDiscoveryPort = _simulator.OldDiscoveryPort,
            JsonPort = _simulator.JsonPort,
        };
        Load();
    }

    /// <summary>Starts the library, also again after it was disposed.</summary>
    public void Load(Func<SdkOptions, SdkOptions>? change = null) =>
        Sdk = NetSdk.Load(change is null ? _options! : change(_options!), TimeProvider.System);

    public async Task DisposeAsync()
    {
        Sdk?.Dispose();
        if (_simulator is not null)
            await _simulator.DisposeAsync();
    }

    /// <summary>A device that no other test has touched.</summary>
    public VirtualDevice NewDevice() =>
        _taken < New ? _simulator!.Devices[_taken++] : throw new InvalidOperationException("no device of this kind is left: the fleet is too small");

    /// <summary>The one device that all commands of steering go to, one after the other.</summary>
    public VirtualDevice Steered => _steered ??= NewDevice();

    /// <summary>A device without a password that no other test has touched.</summary>
    public VirtualDevice NewBareDevice() =>
        _bareTaken < Bare ? _simulator!.Devices[Fleet - 1 - _bareTaken++] : throw new InvalidOperationException("no device without a password is left");

    /// <summary>A device that is asked by JSON on port 5000 alone, and that no other test has touched.</summary>
    public VirtualDevice NewDeviceWithoutF6() =>
        _withoutF6Taken < WithoutF6 ? _simulator!.Devices[Fleet - Bare - 1 - _withoutF6Taken++] : throw new InvalidOperationException("no device without f6 is left");

    /// <summary>A camera of 2019, which is steered by fewer methods, and which no other test has touched.</summary>
    public VirtualDevice NewOlderCamera() =>
        _olderTaken < Older ? _simulator!.Devices[New + _olderTaken++] : throw new InvalidOperationException("no camera of 2019 is left");

    /// <summary>The device that knows no search but the binary one. It takes the plain login alone.</summary>
    public VirtualDevice OldDevice => _simulator!.Devices[Fleet - Bare - WithoutF6 - Old];

    public LoginRequest Request(VirtualDevice device, string password = Password, string user = "admin") =>
        new(device.Address.ToString(), Port, user, password);

    public Task<LoginHandle> LoginAsync(VirtualDevice device) => Until.WithinLimit(() => Sdk.Login(Request(device)));

    public static Task<LoginException> RefusedAsync(NetSdk sdk, LoginRequest request) =>
        Assert.ThrowsAsync<LoginException>(() => Until.WithinLimit(() => sdk.Login(request)));
}
