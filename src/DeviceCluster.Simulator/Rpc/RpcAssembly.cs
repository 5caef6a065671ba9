using System.Buffers;

namespace DeviceCluster.Simulator.Rpc;

/// <summary>A JSON request that comes in several packets: collects until its announced length, and holds no more than what came.</summary>
internal sealed class RpcAssembly(uint id, int total)
{
    private readonly ArrayBufferWriter<byte> _json = new();

    public uint Id { get; } = id;

    public ReadOnlySpan<byte> Json => _json.WrittenSpan;

    public bool IsComplete => _json.WrittenCount == total;

    /// <summary>False when there is more than was announced.</summary>
    public bool Add(ReadOnlySpan<byte> part)
    {
        if (part.Length == 0 || part.Length > total - _json.WrittenCount)
            return false;

        _json.Write(part);
        return true;
    }
}
