namespace DeviceCluster.Simulator.Rpc;

/// <summary>A JSON request that comes in several packets: collects until its announced length.</summary>
internal sealed class RpcAssembly(uint id, int total)
{
    private readonly byte[] _json = new byte[total];
    private int _length;

    public uint Id { get; } = id;

    public ReadOnlySpan<byte> Json => _json;

    public bool IsComplete => _length == _json.Length;

    /// <summary>False when there is more than was announced.</summary>
    public bool Add(ReadOnlySpan<byte> part)
    {
        if (part.Length == 0 || part.Length > _json.Length - _length)
            return false;

        part.CopyTo(_json.AsSpan(_length));
        _length += part.Length;
        return true;
    }
}
