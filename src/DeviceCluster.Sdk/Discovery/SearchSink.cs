using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading.Channels;
using DeviceCluster.Sdk.Interop;

namespace DeviceCluster.Sdk.Discovery;

/// <summary>Where the library's threads put the answers of one search.</summary>
internal sealed unsafe class SearchSink
{
    public static readonly CallbackKeys<SearchSink> Keys = new();

    private readonly Channel<FoundDevice> _found;
    private long _dropped;

    public SearchSink(int capacity)
    {
        _found = Channel.CreateBounded<FoundDevice>(
            new BoundedChannelOptions(capacity) { FullMode = BoundedChannelFullMode.DropWrite }, _ => Interlocked.Increment(ref _dropped));
        Key = Keys.Add(this);
    }

    public nint Key { get; }

    public ChannelReader<FoundDevice> Reader => _found.Reader;

    public long Dropped => Interlocked.Read(ref _dropped);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static void OnFound(nint search, NativeFoundDeviceEx* answer, nint key)
    {
        var sink = Keys.Find(key);
        if (sink is null || answer is null)
            return;
        try
        {
            sink._found.Writer.TryWrite(Read(in *answer));
        }
        catch (Exception e)
        {
            // An exception that leaves this method ends the process, so the reader gets it instead.
            sink._found.Writer.TryComplete(e);
        }
    }

    /// <summary>The older form of an answer, which does not tell the local address.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static void OnFoundByAddress(NativeFoundDevice* answer, nint key)
    {
        var sink = Keys.Find(key);
        if (sink is null || answer is null)
            return;
        try
        {
            sink._found.Writer.TryWrite(Read(in *answer, localAddress: ""));
        }
        catch (Exception e)
        {
            sink._found.Writer.TryComplete(e);
        }
    }

    public void End() => _found.Writer.TryComplete();

    /// <summary>To be called when the library has promised that no callback will come.</summary>
    public void Forget() => Keys.Remove(Key);

    internal static FoundDevice Read(in NativeFoundDeviceEx answer) => Read(in answer.Device, NativeText.Read(answer.LocalIp));

    private static FoundDevice Read(in NativeFoundDevice device, string localAddress)
    {
        var longModel = NativeText.Read(device.NewDetailType);
        return new FoundDevice
        {
            Address = NativeText.Read(device.Ip),
            Port = device.Port,
            HttpPort = device.HttpPort,
            Serial = NativeText.Read(device.Serial),
            Mac = NativeText.Read(device.Mac),
            Kind = NativeText.Read(device.DeviceType),
            Model = longModel.Length > 0 ? longModel : NativeText.Read(device.DetailType),
            Vendor = NativeText.Read(device.Vendor),
            Name = NativeText.Read(device.Name),
            SoftwareVersion = NativeText.Read(device.SoftwareVersion),
            SubnetMask = NativeText.Read(device.SubnetMask),
            Gateway = NativeText.Read(device.Gateway),
            Channels = Math.Max(device.VideoInputs, device.RemoteVideoInputs),
            Dhcp = device.Dhcp != 0,
            Initialised = (device.InitStatus & 3) switch { 1 => false, 2 => true, _ => null },
            LocalAddress = localAddress,
        };
    }
}
