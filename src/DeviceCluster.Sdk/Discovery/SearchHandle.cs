using System.Runtime.InteropServices;
using DeviceCluster.Sdk.Interop;

namespace DeviceCluster.Sdk.Discovery;

/// <summary>A running search in the library.</summary>
internal sealed class SearchHandle : SafeHandle
{
    private readonly NetSdk _sdk;
    private readonly SearchSink _sink;
    private int _stopped;

    private SearchHandle(nint raw, NetSdk sdk, SearchSink sink)
        : base(invalidHandleValue: 0, ownsHandle: true)
    {
        _sdk = sdk;
        _sink = sink;
        SetHandle(raw);
    }

    public override bool IsInvalid => handle == 0;

    public static unsafe SearchHandle Start(string localAddress, bool binary, NetSdk sdk, SearchSink sink)
    {
        const string What = "search for devices";

        var request = new NativeSearchIn { Size = (uint)sizeof(NativeSearchIn), OnFound = &SearchSink.OnFound, User = sink.Key };
        var outcome = new NativeSearchOut { Size = (uint)sizeof(NativeSearchOut) };
        if (!NativeText.TryWrite(localAddress, request.LocalIp))
            throw new SdkException(What, SdkErrors.IllegalParameter, $"'{localAddress}' is no address");
        if (binary)
            _ = OpenMethods.SearchBinary(1); // for the next search of this thread
        var raw = NativeMethods.StartSearch(&request, &outcome);
        return raw != 0 ? new SearchHandle(raw, sdk, sink) : throw new SdkException(What, NativeMethods.GetLastError());
    }

    /// <summary>Returns when no callback of this search runs or will run.</summary>
    public void Stop()
    {
        if (Interlocked.Exchange(ref _stopped, 1) != 0)
            return;
        Stop(handle, _sdk, _sink);
        SetHandleAsInvalid();
    }

    /// <summary>Only for a search that nobody stopped. The finalizer thread may be here, so another thread does what can wait.</summary>
    protected override bool ReleaseHandle()
    {
        _sdk.Counters.CountLeak();
        ThreadPool.UnsafeQueueUserWorkItem(
            static leak => Stop(leak.Raw, leak.Sdk, leak.Sink), (Raw: handle, Sdk: _sdk, Sink: _sink), preferLocal: false);
        return true;
    }

    private static void Stop(nint raw, NetSdk sdk, SearchSink sink)
    {
        sink.End();
        if (!sdk.IsDisposed && NativeMethods.StopSearch(raw) == 0 && !sdk.IsDisposed)
            sdk.Counters.CountFailedStop();
        sink.Forget();
    }
}
