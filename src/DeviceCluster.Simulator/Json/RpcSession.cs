using System.Globalization;
using System.Text.Json.Nodes;

namespace DeviceCluster.Simulator.Json;

/// <summary>A session of JSON, over HTTP or on its own port. Until the challenge is answered it is none yet.</summary>
internal sealed class RpcSession(uint id, bool isText, string random, long started)
{
    private long _heard = started;

    public uint Id { get; } = id;

    /// <summary>As the client names it: a number, or the same as text.</summary>
    public string Key { get; } = isText ? id.ToString("x32", CultureInfo.InvariantCulture) : id.ToString(CultureInfo.InvariantCulture);

    public JsonNode Name => isText ? Key : Id;

    /// <summary>The number of the challenge; null once it was used.</summary>
    public string? Random { get; set; } = random;

    public string? User { get; set; }

    public bool IsOpen => User is not null;

    public long Heard
    {
        get => Interlocked.Read(ref _heard);
        set => Interlocked.Exchange(ref _heard, value);
    }
}
