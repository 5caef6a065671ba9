using DeviceCluster.Simulator.Dvrip;
using DeviceCluster.Simulator.Live;

namespace DeviceCluster.Simulator;

/// <summary>One login and the media connections that were reserved under it.</summary>
internal sealed class Session(uint id, DvripConnection control)
{
    private readonly Lock _gate = new();
    private Dictionary<uint, LiveStream>? _streams;
    private bool _ended;

    public uint Id { get; } = id;

    public DvripConnection Control { get; } = control;

    private VirtualDevice Device => Control.Device;

    /// <summary>Null when the session has ended or holds as many as it may.</summary>
    public LiveStream? Reserve(uint connectionId)
    {
        lock (_gate)
        {
            _streams ??= [];
            if (_ended || _streams.Count >= DvripLimits.StreamsPerSession)
                return null;

            var stream = new LiveStream(connectionId, this, Device);
            _streams.Add(connectionId, stream);
            return stream;
        }
    }

    public LiveStream? Find(uint connectionId)
    {
        lock (_gate)
            return _streams?.GetValueOrDefault(connectionId);
    }

    public LiveStream[] Streams()
    {
        lock (_gate)
            return _streams is null ? [] : [.. _streams.Values];
    }

    public bool Release(uint connectionId)
    {
        LiveStream? stream;
        lock (_gate)
        {
            if (_streams is null || !_streams.Remove(connectionId, out stream))
                return false;
        }

        stream.Close(SessionEnd.Logout);
        return true;
    }

    /// <summary>Ends the session once; its streams end with it. The control connection stays for the answer, or until its client goes.</summary>
    public void End(SessionEnd how)
    {
        lock (_gate)
        {
            if (_ended)
                return;

            _ended = true;
        }

        Device.Ended(this, how);
        Control.Session = null;
        foreach (var stream in Streams())
            stream.Close(how);
    }
}
