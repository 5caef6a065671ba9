using System.Text.Json.Nodes;

namespace DeviceCluster.Simulator.Json;

/// <summary>The JSON sessions of one device, and the challenges that are not answered yet. Safe to call from any thread.</summary>
internal sealed class RpcSessions(VirtualDevice device, int most, TimeSpan timeout)
{
    private const int MostChallenges = 256;

    private static readonly TimeSpan ToAnswer = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private Dictionary<string, RpcSession>? _sessions;

    public int Count
    {
        get
        {
            lock (_gate)
                return _sessions?.Values.Count(session => session.IsOpen) ?? 0;
        }
    }

    /// <summary>Null when too many wait for an answer.</summary>
    public RpcSession? Challenge(uint id, bool isText, string random)
    {
        lock (_gate)
        {
            _sessions ??= new Dictionary<string, RpcSession>(StringComparer.Ordinal);
            if (_sessions.Values.Count(session => !session.IsOpen) >= MostChallenges)
                return null;

            var session = new RpcSession(id, isText, random, device.Time.GetTimestamp());
            _sessions.Add(session.Key, session);
            return session;
        }
    }

    /// <summary>False when the device holds as many as it can.</summary>
    public bool Open(RpcSession session, string user)
    {
        lock (_gate)
        {
            if (_sessions?.ContainsKey(session.Key) != true || _sessions.Values.Count(one => one.IsOpen) >= most)
                return false;

            session.User = user;
            session.Heard = device.Time.GetTimestamp();
            return true;
        }
    }

    public RpcSession? Find(JsonNode? name) => name is JsonValue value
        ? Find(value.TryGetValue(out string? text) ? text : value.TryGetValue(out uint number) ? number.ToString(System.Globalization.CultureInfo.InvariantCulture) : "")
        : null;

    public RpcSession? Find(string key)
    {
        lock (_gate)
        {
            if (_sessions?.GetValueOrDefault(key) is not { } session)
                return null;

            session.Heard = device.Time.GetTimestamp();
            return session;
        }
    }

    public void End(RpcSession session)
    {
        lock (_gate)
            _sessions?.Remove(session.Key);
    }

    public void EndAll()
    {
        lock (_gate)
            _sessions = null;
    }

    /// <summary>Called once a second.</summary>
    public void Sweep()
    {
        lock (_gate)
        {
            if (_sessions is not { Count: > 0 })
                return;

            foreach (var session in _sessions.Values.Where(IsOver).ToArray())
                _sessions.Remove(session.Key);
        }
    }

    private bool IsOver(RpcSession session) => device.Time.GetElapsedTime(session.Heard) > (session.IsOpen ? timeout : ToAnswer);
}
