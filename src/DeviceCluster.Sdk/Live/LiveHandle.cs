using System.Runtime.InteropServices;
using DeviceCluster.Sdk.Interop;
using DeviceCluster.Sdk.Sessions;

namespace DeviceCluster.Sdk.Live;

/// <summary>An open live view in the library. Ended by <see cref="Stop()"/>, or by the end of its login.</summary>
internal sealed class LiveHandle : SafeHandle
{
    private readonly LoginHandle _login;
    private readonly LiveSink _sink;
    private readonly BoundaryCounters _counters;
    private int _stopped;

    private LiveHandle(nint raw, LoginHandle login, LiveSink sink, BoundaryCounters counters)
        : base(invalidHandleValue: 0, ownsHandle: true)
    {
        _login = login;
        _sink = sink;
        _counters = counters;
        SetHandle(raw);
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>Opens the view and sets its callback. Blocks for as long as the device takes, within the library's limits.</summary>
    public static unsafe LiveHandle Open(LoginHandle login, int channel0, int kind, LiveSink sink, BoundaryCounters counters)
    {
        const uint RawData = 1;

        var what = $"live view of channel {channel0 + 1}";
        nint raw;
        try
        {
            raw = NativeMethods.RealPlay(login, channel0, window: 0, kind);
        }
        catch (ObjectDisposedException)
        {
            throw new SdkException(what, SdkErrors.InvalidHandle);
        }

        if (raw == 0)
            throw new SdkException(what, NativeMethods.GetLastError());
        var live = new LiveHandle(raw, login, sink, counters);
        if (NativeMethods.SetRealDataCallback(live, &LiveSink.OnData, sink.Key, RawData) != 0)
            return live;

        var code = NativeMethods.GetLastError();
        live.Stop();
        throw new SdkException(what, code);
    }

    /// <summary>Frames end at once; returns when no callback of this view runs or will run.</summary>
    public void Stop()
    {
        if (Interlocked.Exchange(ref _stopped, 1) != 0)
            return;
        Stop(handle, _login, _sink, _counters);
        SetHandleAsInvalid();
    }

    /// <summary>Only for a view that nobody stopped. The finalizer thread may be here, so another thread does what can wait.</summary>
    protected override bool ReleaseHandle()
    {
        if (_login.IsOver)
        {
            _login.Forget(_sink);
            return true;
        }

        _counters.CountLeak();
        ThreadPool.UnsafeQueueUserWorkItem(
            static leak => Stop(leak.Raw, leak.Login, leak.Sink, leak.Counters),
            (Raw: handle, Login: _login, Sink: _sink, Counters: _counters),
            preferLocal: false);
        return true;
    }

    private static void Stop(nint raw, LoginHandle login, LiveSink sink, BoundaryCounters counters)
    {
        sink.End();

        // The end of the login ended this view too, and its number may be another's one day.
        if (!login.IsOver && NativeMethods.StopRealPlay(raw) == 0 && !login.IsOver)
            counters.CountFailedStop();
        login.Forget(sink);
    }
}
