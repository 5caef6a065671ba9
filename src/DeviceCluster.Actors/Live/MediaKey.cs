namespace DeviceCluster.Actors.Live;

/// <summary>The key that signs media tickets, and the short name by which a ticket says which key signed it.</summary>
public sealed class MediaKey
{
    public const int Length = 32;

    private readonly byte[] _bytes;

    public MediaKey(string id, ReadOnlySpan<byte> bytes)
    {
        if (id.Length is 0 or > 32)
            throw new ArgumentException("a media key needs a name of 1 to 32 characters", nameof(id));
        if (bytes.Length != Length)
            throw new ArgumentException($"a media key has {Length} bytes, not {bytes.Length}", nameof(bytes));
        Id = id;
        _bytes = bytes.ToArray();
    }

    public string Id { get; }

    internal ReadOnlySpan<byte> Bytes => _bytes;

    public override string ToString() => $"media key {Id}";
}
