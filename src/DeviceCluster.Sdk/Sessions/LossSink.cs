using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading.Channels;
using DeviceCluster.Sdk.Interop;

namespace DeviceCluster.Sdk.Sessions;

/// <summary>Where the library's threads tell of lost logins, all of the process in one queue.</summary>
internal sealed unsafe class LossSink
{
    public static readonly CallbackKeys<LossSink> Keys = new();

    private const int MaxAddress = 64;

    private readonly Channel<SessionLost> _losses;
    private long _dropped;

    public LossSink(int capacity)
    {
        _losses = Channel.CreateBounded<SessionLost>(
            new BoundedChannelOptions(capacity) { FullMode = BoundedChannelFullMode.DropOldest }, _ => Interlocked.Increment(ref _dropped));
        Key = Keys.Add(this);
    }

    public nint Key { get; }

    public ChannelReader<SessionLost> Reader => _losses.Reader;

    public long Dropped => Interlocked.Read(ref _dropped);

    // The library may pass the port widened to 8 bytes; its low half is the same number.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static void OnDisconnect(nint login, byte* address, int port, nint key)
    {
        var sink = Keys.Find(key);
        if (sink is null)
            return;
        try
        {
            sink._losses.Writer.TryWrite(new SessionLost(login, Text(address), port));
        }
        catch (Exception e)
        {
            // An exception that leaves this method ends the process, so the reader gets it instead.
            sink._losses.Writer.TryComplete(e);
        }
    }

    public void End()
    {
        _losses.Writer.TryComplete();
        Keys.Remove(Key);
    }

    private static string Text(byte* address)
    {
        var length = 0;
        while (address is not null && length < MaxAddress && address[length] != 0)
            length++;
        return NativeText.Read(new ReadOnlySpan<byte>(address, length));
    }
}
