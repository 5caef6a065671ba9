using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DeviceCluster.Sdk.Interop;

namespace DeviceCluster.Sdk.Snapshots;

/// <summary>
/// Where the library's threads bring pictures, all of the process in one place: each to the order that has its login and its number, and nobody else's.
/// </summary>
internal sealed unsafe class PictureSink
{
    public static readonly CallbackKeys<PictureSink> Keys = new();

    private const uint Jpeg = 10;
    private const int MostOrders = 4096;

    private readonly Lock _guard = new();
    private readonly Dictionary<(nint Login, ushort Serial), TaskCompletionSource<byte[]>> _orders = [];
    private ushort _last;
    private long _late;

    public PictureSink() => Key = Keys.Add(this);

    public nint Key { get; }

    /// <summary>Pictures and refusals that nobody waits for any more.</summary>
    public long Late => Interlocked.Read(ref _late);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static void OnPicture(nint login, byte* bytes, uint size, uint encoding, uint serial, nint key)
    {
        var order = Keys.Find(key)?.Take(login, (ushort)serial);
        try
        {
            if (encoding == Jpeg && bytes is not null)
                order?.TrySetResult(new ReadOnlySpan<byte>(bytes, checked((int)size)).ToArray());
            else
                order?.TrySetException(new SdkException("picture", SdkErrors.BadAnswer, "what came is no JPEG"));
        }
        catch (Exception e)
        {
            // An exception that leaves this method ends the process, so the one who waits gets it instead.
            order?.TrySetException(e);
        }
    }

    /// <summary>Only our library says that one will not come.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static void OnFailed(nint login, uint serial, uint error, nint key) =>
        Keys.Find(key)?.Take(login, (ushort)serial)?.TrySetException(new SdkException("picture", error));

    /// <summary>A number for the next order of a login, and what its picture will come into.</summary>
    /// <exception cref="SdkException">Too many wait already.</exception>
    public (ushort Serial, Task<byte[]> Picture) Begin(nint login)
    {
        lock (_guard)
        {
            if (_orders.Count >= MostOrders)
                throw new SdkException("picture", SdkErrors.SystemError, $"{MostOrders} pictures are waited for already");
            while (_orders.ContainsKey((login, ++_last)))
            {
                // Numbers come round again after 65,536; one that is still waited for is passed over.
            }

            var picture = new TaskCompletionSource<byte[]>(TaskCreationOptions.RunContinuationsAsynchronously);
            _orders[(login, _last)] = picture;
            return (_last, picture.Task);
        }
    }

    /// <summary>Nobody waits for it any more; what comes is late.</summary>
    public void GiveUp(nint login, ushort serial)
    {
        lock (_guard)
            _orders.Remove((login, serial));
    }

    /// <summary>The login is over: the library brings nothing of it any more, so nobody waits on.</summary>
    public void EndLogin(nint login)
    {
        lock (_guard)
        {
            foreach (var (key, order) in _orders.Where(pair => pair.Key.Login == login).ToArray())
            {
                _orders.Remove(key);
                order.TrySetException(new SdkException("picture", SdkErrors.NotNow));
            }
        }
    }

    public void End()
    {
        Keys.Remove(Key);
        lock (_guard)
        {
            foreach (var order in _orders.Values)
                order.TrySetException(new SdkException("picture", SdkErrors.NotNow));
            _orders.Clear();
        }
    }

    private TaskCompletionSource<byte[]>? Take(nint login, ushort serial)
    {
        lock (_guard)
        {
            if (_orders.Remove((login, serial), out var order))
                return order;
        }

        Interlocked.Increment(ref _late);
        return null;
    }
}
