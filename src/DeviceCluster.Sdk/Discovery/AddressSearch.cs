using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using DeviceCluster.Sdk.Interop;

namespace DeviceCluster.Sdk.Discovery;

/// <summary>A search that asks given addresses one by one. What answers can be read while <see cref="Run"/> goes on.</summary>
public sealed unsafe class AddressSearch
{
    public const int MaxAddresses = 256;

    private const int AddressBytes = 64;
    private const string What = "search for devices by their addresses";

    private readonly SearchSink _sink;
    private readonly IReadOnlyList<IPAddress> _addresses;
    private readonly IPAddress? _local;
    private readonly bool _binary;
    private int _ran;

    internal AddressSearch(SearchSink sink, IReadOnlyList<IPAddress> addresses, IPAddress? local, bool binary)
    {
        _sink = sink;
        _addresses = addresses;
        _local = local;
        _binary = binary;
    }

    /// <summary>Each device once, as it answers. Completes when the search is over.</summary>
    public ChannelReader<FoundDevice> Found => _sink.Reader;

    /// <summary>Answers lost because the reader was slow.</summary>
    public long Dropped => _sink.Dropped;

    /// <summary>Asks again and again for all of the time, and blocks for it. May be called once.</summary>
    /// <exception cref="SdkException">The library ended, or the local address is none of this machine's.</exception>
    public void Run(TimeSpan time)
    {
        if (Interlocked.Exchange(ref _ran, 1) != 0)
            throw new InvalidOperationException("this search has run already, or was abandoned");
        try
        {
            var request = Request();
            fixed (byte* local = _local is null ? null : NativeText.Bytes(_local.ToString()))
            {
                if (_binary)
                    _ = OpenMethods.SearchBinary(1); // for the next search of this thread
                if (NativeMethods.SearchByAddresses(
                        &request, &SearchSink.OnFoundByAddress, _sink.Key, local, (uint)NativeWait.Milliseconds(time)) == 0)
                    throw new SdkException(What, NativeMethods.GetLastError());
            }
        }
        finally
        {
            // No callback runs once the call has come back.
            _sink.End();
            _sink.Forget();
        }
    }

    /// <summary>Ends the reader of a search that does not come back, or is not to be run; such a one cannot be run any more. May be called again.</summary>
    public void Abandon()
    {
        _sink.End();
        if (Interlocked.Exchange(ref _ran, 1) == 0)
            _sink.Forget();
    }

    /// <exception cref="SdkException">None, too many, or one that is not IPv4; the message says what would be right.</exception>
    internal static void Check(IReadOnlyList<IPAddress> addresses, IPAddress? local)
    {
        if (addresses.Count is < 1 or > MaxAddresses)
            throw Refused($"{addresses.Count} addresses are given; 1 to {MaxAddresses} can be asked in one search");
        if (addresses.Append(local).OfType<IPAddress>().FirstOrDefault(address => address.AddressFamily != AddressFamily.InterNetwork) is { } other)
            throw Refused($"{other} is not an IPv4 address, and devices are searched by such alone");
    }

    private NativeAddressSearch Request()
    {
        var request = new NativeAddressSearch { Size = (uint)sizeof(NativeAddressSearch), Count = _addresses.Count };
        for (var i = 0; i < _addresses.Count; i++)
            NativeText.TryWrite(_addresses[i].ToString(), request.Addresses[(i * AddressBytes)..((i + 1) * AddressBytes)]);
        return request;
    }

    private static SdkException Refused(string why) => new(What, SdkErrors.IllegalParameter, why);
}
