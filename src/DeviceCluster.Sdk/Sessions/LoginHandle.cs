using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using DeviceCluster.Sdk.Information;
using DeviceCluster.Sdk.Interop;
using DeviceCluster.Sdk.Live;
using DeviceCluster.Sdk.Snapshots;

namespace DeviceCluster.Sdk.Sessions;

/// <summary>A login at a device. It ends by <see cref="Logout"/> or <see cref="Abort"/>, never by itself, not even when lost.</summary>
[SuppressMessage("Interoperability", "CA1419", Justification = "Only NetSdk.Login makes one; no import returns it.")]
public sealed class LoginHandle : SafeHandle
{
    private const int Open = 0;
    private const int LoggingOut = 1;
    private const int Over = 2;

    private static readonly TimeSpan OnlineWait = TimeSpan.FromSeconds(1);

    private readonly NetSdk _sdk;
    private readonly ConcurrentDictionary<nint, LiveSink> _lives = new();
    private int _state = Open;

    internal LoginHandle(NetSdk sdk, nint raw, LoginFacts facts)
        : base(invalidHandleValue: 0, ownsHandle: true)
    {
        _sdk = sdk;
        Facts = facts;
        Id = raw;
        SetHandle(raw);
    }

    /// <summary>The library's number of this login; it may come again after the logout.</summary>
    public long Id { get; }

    public LoginFacts Facts { get; }

    // Negative numbers are handles too.
    public override bool IsInvalid => handle == 0;

    internal bool IsOver => Volatile.Read(ref _state) != Open || IsClosed || _sdk.IsDisposed;

    /// <summary>Bytes of a device's answer beyond which it is not taken.</summary>
    internal int MaxAnswerBytes => _sdk.MaxAnswerBytes;

    internal TimeProvider Time => _sdk.Time;

    internal PictureSink Pictures => _sdk.Pictures;

    /// <summary>The library says of an order whether it was sent.</summary>
    internal bool TellsOfOrders => _sdk.Info.OpenVersion is not null;

    /// <summary>What the library knows of the connection, without asking the device. False after the end of the login.</summary>
    public unsafe bool IsOnline()
    {
        var online = 0;
        try
        {
            DeviceState.Read(this, "state of the session", DeviceState.Online, &online, sizeof(int), OnlineWait);
            return online != 0;
        }
        catch (SdkException e)
            when (e.Code is SdkErrors.InvalidHandle or SdkErrors.NetworkError or SdkErrors.NotNow or SdkErrors.NotInitialised)
        {
            return false;
        }
    }

    /// <summary>
    /// Ends the live views, then tells the device and waits for its answer within the configured limit. The login is over afterwards,
    /// whatever the device says. A second call does nothing.
    /// </summary>
    public void Logout()
    {
        if (Interlocked.CompareExchange(ref _state, LoggingOut, Open) == Open)
            End(NativeMethods.Logout);
    }

    /// <summary>Ends the login here and at once, without a word to the device. Cuts a logout short that is under way.</summary>
    /// <exception cref="SdkException">The vendor's library cannot do this.</exception>
    public void Abort()
    {
        if (_sdk.Info.OpenVersion is null)
            throw new SdkException("abort of the session", SdkErrors.NotSupported);

        switch (Interlocked.CompareExchange(ref _state, LoggingOut, Open))
        {
            case Open:
                End(OpenMethods.Abort);
                break;
            case LoggingOut when !_sdk.IsDisposed:
                // The logout may have returned meanwhile: then the library answers that the handle is over, which is as good.
                _ = OpenMethods.Abort(handle);
                break;
        }
    }

    /// <summary>Where the device speaks HTTP, for this login; 0 = the device is asked.</summary>
    /// <exception cref="SdkException">The vendor's library cannot be told, or the login is over.</exception>
    public void SetHttpPort(int port)
    {
        const string What = "HTTP port of the device";

        if (_sdk.Info.OpenVersion is null)
            throw new SdkException(What, SdkErrors.NotSupported);
        using var use = new LoginUse(this, What);
        if (OpenMethods.SetHttpPort(use.Raw, (uint)port) == 0)
            throw new SdkException(What, NativeMethods.GetLastError());
    }

    /// <summary>
    /// Where the device speaks HTTP, and how that is known. The device is asked once for a login, within a second, at the address that the login is
    /// connected to.
    /// </summary>
    /// <exception cref="SdkException">The vendor's library does not tell, or the login is over or lost.</exception>
    public unsafe HttpPort ReadHttpPort()
    {
        const string What = "HTTP port of the device";

        if (_sdk.Info.OpenVersion is null)
            throw new SdkException(What, SdkErrors.NotSupported);
        using var use = new LoginUse(this, What);
        uint port;
        int source;
        return OpenMethods.GetHttpPort(use.Raw, &port, &source) != 0
            ? new HttpPort((int)port, (HttpPortSource)source)
            : throw new SdkException(What, NativeMethods.GetLastError());
    }

    /// <summary>Where the device is asked by JSON when it does not answer that on its own port, for this login; 0 = at the usual port.</summary>
    /// <exception cref="SdkException">The vendor's library cannot be told, or the login is over.</exception>
    public void SetJsonPort(int port)
    {
        const string What = "JSON port of the device";

        if (_sdk.Info.OpenVersion is null)
            throw new SdkException(What, SdkErrors.NotSupported);
        using var use = new LoginUse(this, What);
        if (OpenMethods.SetJsonPort(use.Raw, (uint)port) == 0)
            throw new SdkException(What, NativeMethods.GetLastError());
    }

    internal void Add(LiveSink sink) => _lives[sink.Key] = sink;

    internal void Forget(LiveSink sink)
    {
        _lives.TryRemove(sink.Key, out _);
        sink.Forget();
    }

    protected override void Dispose(bool disposing)
    {
        // Disposing is a call on the caller's thread, which may wait; only the finalizer may not.
        if (disposing)
            Logout();
        base.Dispose(disposing);
    }

    /// <summary>Only for a login that nobody ended. The finalizer thread may be here, so it is only told.</summary>
    protected override bool ReleaseHandle()
    {
        _sdk.TellLeaked(handle);
        return true;
    }

    private void End(Func<nint, int> native)
    {
        foreach (var live in _lives.Values)
            live.End();
        try
        {
            if (!_sdk.IsDisposed && native(handle) == 0 && !_sdk.IsDisposed)
                _sdk.Counters.CountFailedStop();
        }
        finally
        {
            Volatile.Write(ref _state, Over);
            _sdk.Pictures.EndLogin(handle);
            SetHandleAsInvalid();
        }

        foreach (var live in _lives.Values)
            Forget(live);
    }
}
