using System.Net;
using System.Threading.Channels;
using DeviceCluster.Sdk.Discovery;
using DeviceCluster.Sdk.Initialisation;
using DeviceCluster.Sdk.Interop;
using DeviceCluster.Sdk.Live;
using DeviceCluster.Sdk.Sessions;
using DeviceCluster.Sdk.Snapshots;

namespace DeviceCluster.Sdk;

/// <summary>The native library, started. One per process: what it calls back is process-wide.</summary>
public sealed unsafe class NetSdk : IDisposable
{
    private static readonly Lock Gate = new();
    private static NetSdk? s_current;

    private readonly SdkOptions _options;
    private readonly TimeProvider _time;
    private readonly LossSink _losses;
    private readonly PictureSink _pictures;
    private readonly HostLookup _names;
    private readonly LoadedLibrary _library;
    private int _disposed;

    private NetSdk(SdkOptions options, TimeProvider time, LoadedLibrary library, LossSink losses, PictureSink pictures)
    {
        _options = options;
        _time = time;
        _losses = losses;
        _pictures = pictures;
        _names = new HostLookup(Dns.GetHostAddresses, time);
        _library = library;
        Info = new SdkInfo(library.Path, NativeMethods.GetSdkVersion(), library.OpenVersion, library.LayoutsChecked);
    }

    public SdkInfo Info { get; }

    /// <summary>Logins that the library lost. One may come before its login has returned, or after its logout was begun.</summary>
    public ChannelReader<SessionLost> Losses => _losses.Reader;

    public long LossesDropped => _losses.Dropped;

    /// <summary>
    /// Told of a login that was collected without having been ended, with the handle for <see cref="LogoutLeaked"/>. It runs on the
    /// finalizer thread: it may only hand the number on.
    /// </summary>
    public Action<nint>? OnLeakedHandle { get; set; }

    /// <summary>Logins, views and searches that were collected without having been ended.</summary>
    public long LeakedHandles => Counters.Leaks;

    /// <summary>Stops and logouts of a handle that the library did not know.</summary>
    public long FailedStops => Counters.FailedStops;

    /// <summary>Callbacks that came for what is over.</summary>
    public static long LateCallbacks => LiveSink.Keys.Unknown + SearchSink.Keys.Unknown + LossSink.Keys.Unknown + PictureSink.Keys.Unknown;

    /// <summary>Pictures and refusals that nobody waited for any more.</summary>
    public long LatePictures => _pictures.Late;

    internal PictureSink Pictures => _pictures;

    internal LoadedLibrary Library => _library;

    internal BoundaryCounters Counters { get; } = new();

    internal int MaxAnswerBytes => _options.MaxJsonBytes;

    internal TimeProvider Time => _time;

    internal bool IsDisposed => Volatile.Read(ref _disposed) != 0;

    /// <summary>Loads the library, checks it, starts it. After <see cref="Dispose"/> the same library may be started again.</summary>
    /// <exception cref="SdkUnavailableException">The library cannot be used; the message says what to do.</exception>
    /// <exception cref="InvalidOperationException">It is started already.</exception>
    public static NetSdk Load(SdkOptions options, TimeProvider time)
    {
        options.Check();
        lock (Gate)
        {
            if (s_current is not null)
                throw new InvalidOperationException($"the native library {s_current.Info.Path} is started already: one per process");

            var library = LibraryBinding.Bind(options.LibraryFile());
            s_current = Start(options, time, library);
            return s_current;
        }
    }

    /// <summary>
    /// Logs in. Blocks for at most the connect time and three steps; at a host name, for one connect time more. Of its addresses, IPv4 first,
    /// the next is tried when one refuses the connection.
    /// </summary>
    /// <exception cref="LoginException">Why not, and how far it came.</exception>
    public LoginHandle Login(LoginRequest request)
    {
        var (raw, facts) = new LoginCall(request, _options, _time, _library).Run(_names);
        return new LoginHandle(this, raw, facts);
    }

    /// <summary>Opens a live view.</summary>
    /// <param name="login">Where.</param>
    /// <param name="channel0">Counts from 0.</param>
    /// <param name="stream">0 = main, 1 to 3 = extra.</param>
    /// <exception cref="SdkException">The device refused, did not answer, or the login is over.</exception>
    public LiveSource OpenLive(LoginHandle login, int channel0, int stream)
    {
        var kind = stream switch
        {
            0 => 0,
            >= 1 and <= 3 => stream + 2,
            _ => throw new ArgumentOutOfRangeException(nameof(stream), stream, "0 is the main stream, 1 to 3 are extra streams"),
        };
        var sink = new LiveSink(FramePool.Shared, _time, _options.FrameCapacity, _options.MaxQueuedBytes);
        login.Add(sink);
        try
        {
            // Looked at after the sink was added: a logout that starts now finds it.
            if (login.IsOver)
                throw new SdkException($"live view of channel {channel0 + 1}", SdkErrors.InvalidHandle);
            return new LiveSource(sink, LiveHandle.Open(login, channel0, kind, sink, Counters), channel0, stream);
        }
        catch
        {
            sink.End();
            login.Forget(sink);
            throw;
        }
    }

    /// <summary>
    /// Asks for devices on one local address, or on all when it is null or empty. <paramref name="binary"/>: those too that know no search but the
    /// binary one; a device that answers both is found once.
    /// </summary>
    /// <exception cref="SdkException">No socket could be opened there, or the vendor's library was to search by the binary way.</exception>
    public DiscoverySearch StartSearch(string? localAddress, bool binary = false)
    {
        CheckBinary(binary);
        var sink = new SearchSink(_options.FoundCapacity);
        try
        {
            return new DiscoverySearch(sink, SearchHandle.Start(localAddress ?? "", binary, this, sink));
        }
        catch
        {
            sink.End();
            sink.Forget();
            throw;
        }
    }

    /// <summary>Prepares a search that asks these addresses, at most <see cref="AddressSearch.MaxAddresses"/>, from a local one or any.</summary>
    /// <exception cref="SdkException">No address, too many, or one that is not IPv4; or as <see cref="StartSearch"/>.</exception>
    public AddressSearch SearchAddresses(IReadOnlyList<IPAddress> addresses, IPAddress? local = null, bool binary = false)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        AddressSearch.Check(addresses, local);
        CheckBinary(binary);
        return new AddressSearch(new SearchSink(_options.FoundCapacity), [.. addresses], local, binary);
    }

    /// <summary>
    /// Gives a device that has none its first account. Blocks for its wait at most. HTTP carries it, the password in an envelope of RSA and AES whose
    /// key nobody vouches for: it belongs on a network of its own.
    /// </summary>
    /// <exception cref="PasswordRefusedException">The password breaks a rule; nothing was sent.</exception>
    /// <exception cref="SdkException">No such device, it has an account already, it refused, or did not answer in time.</exception>
    public void Initialise(NewAccount account, IPAddress? local, TimeSpan wait)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        AccountCalls.Initialise(account, local, wait, _library);
    }

    /// <summary>What logins begun from now on ask the device for beside the login itself. At first, both.</summary>
    /// <exception cref="SdkException">The library cannot be told.</exception>
    public void SetLoginQuestions(bool disks, bool alarmPorts)
    {
        const int Everything = 0, Mobile = 3;
        const int WithoutDisks = 4, WithoutAlarmPorts = 16;

        ObjectDisposedException.ThrowIf(IsDisposed, this);
        var leftOut = (disks ? 0 : WithoutDisks) | (alarmPorts ? 0 : WithoutAlarmPorts);
        if (NativeMethods.SetOptimizeMode(leftOut == 0 ? Everything : Mobile, leftOut == 0 ? null : &leftOut) == 0)
            throw new SdkException("choice of a login's questions", NativeMethods.GetLastError());
    }

    /// <summary>Logs out what <see cref="OnLeakedHandle"/> told of. Blocks like <see cref="LoginHandle.Logout"/>.</summary>
    public void LogoutLeaked(nint handle)
    {
        if (!IsDisposed && NativeMethods.Logout(handle) == 0 && !IsDisposed)
            Counters.CountFailedStop();
    }

    /// <summary>What the loaded library has of the ABI's functions.</summary>
    public IReadOnlyList<SdkFunction> Functions()
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        return _library.Functions();
    }

    /// <summary>What the library counts; null for the vendor's.</summary>
    public NativeFigures? Figures()
    {
        if (Info.OpenVersion is null)
            return null;
        var f = new NativeFiguresOut { Size = (uint)sizeof(NativeFiguresOut) };
        if (OpenMethods.GetFigures(&f) == 0)
            throw new SdkException("figures of the library", NativeMethods.GetLastError());
        return new NativeFigures(
            (int)f.Threads, (int)f.Logins, (int)f.Lives, (int)f.Searches, (long)f.BytesReceived, (long)f.FramesDelivered,
            (long)f.BytesDelivered, (long)f.ReadsPaused, (long)f.SlowCallbacks, (long)f.LateAnswers, (long)f.Garbage, (long)f.Resyncs);
    }

    /// <summary>Ends everything at once, without a word to the devices: whoever wants orderly logouts does them before.</summary>
    public void Dispose()
    {
        lock (Gate)
        {
            if (Interlocked.Exchange(ref _disposed, 1) != 0)
                return;

            // Readers are let go first, so that none waits for what will not come.
            foreach (var live in LiveSink.Keys.Targets)
                live.End();
            foreach (var search in SearchSink.Keys.Targets)
                search.End();
            NativeMethods.Cleanup();
            _losses.End();
            _pictures.End();
            s_current = null;
        }
    }

    internal void TellLeaked(nint login)
    {
        if (IsDisposed)
            return;
        Counters.CountLeak();
        OnLeakedHandle?.Invoke(login);
    }

    private static NetSdk Start(SdkOptions options, TimeProvider time, LoadedLibrary library)
    {
        var losses = new LossSink(options.LossCapacity);
        var pictures = new PictureSink();
        try
        {
            NativeSettings.SetBeforeStart(options, library);
            var init = new NativeInitParam { ThreadCount = options.NetworkThreads };
            if (NativeMethods.InitEx(&LossSink.OnDisconnect, losses.Key, &init) == 0)
            {
                var (name, words) = SdkErrors.Of(NativeMethods.GetLastError());
                throw new SdkUnavailableException($"{library.Path} does not start: {words} ({name})");
            }

            NativeSettings.SetAfterStart(options, library);
            NativeMethods.SetPictureCallback(&PictureSink.OnPicture, pictures.Key);
            if (library.OpenVersion is not null)
                OpenMethods.SetPictureFailedCallback(&PictureSink.OnFailed, pictures.Key);
            return new NetSdk(options, time, library, losses, pictures);
        }
        catch
        {
            losses.End();
            pictures.End();
            throw;
        }
    }

    private void CheckBinary(bool wanted)
    {
        if (wanted && Info.OpenVersion is null)
            throw new SdkException("binary search for devices", SdkErrors.NotSupported);
    }
}
