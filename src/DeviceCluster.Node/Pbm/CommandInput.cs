using System.Threading.Channels;
using Google.Protobuf;

namespace DeviceCluster.Node.Pbm;

/// <summary>The file that pbm reads for a command, on its way: pbm sends no faster than the command reads.</summary>
internal sealed class CommandInput
{
    private const int ChunksUnderWay = 4;

    private readonly Channel<ByteString> _chunks = Channel.CreateBounded<ByteString>(
        new BoundedChannelOptions(ChunksUnderWay) { SingleReader = true, SingleWriter = true });

    public ValueTask AddAsync(ByteString chunk, CancellationToken stop) => _chunks.Writer.WriteAsync(chunk, stop);

    /// <summary>All of it has been sent.</summary>
    public void End() => _chunks.Writer.TryComplete();

    /// <summary>All of it, when it has come. Null: it is larger than <paramref name="maxBytes"/>.</summary>
    public async Task<byte[]?> ReadAsync(int maxBytes, CancellationToken stop)
    {
        using var whole = new MemoryStream();
        await foreach (var chunk in _chunks.Reader.ReadAllAsync(stop))
        {
            if (whole.Length + chunk.Length > maxBytes)
                return null;
            whole.Write(chunk.Span);
        }

        return whole.ToArray();
    }
}
