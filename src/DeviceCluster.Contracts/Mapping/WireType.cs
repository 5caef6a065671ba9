using Google.Protobuf;

namespace DeviceCluster.Contracts.Mapping;

/// <summary>One message on the wire or in the journal: its short name for ever, its record, and the way between record and bytes.</summary>
public sealed class WireType
{
    private readonly Func<object, IMessage> _write;
    private readonly Func<byte[], object> _read;

    private WireType(string manifest, Type type, Func<object, IMessage> write, Func<byte[], object> read) =>
        (Manifest, Type, _write, _read) = (manifest, type, write, read);

    public string Manifest { get; }

    public Type Type { get; }

    public byte[] Write(object message) => _write(message).ToByteArray();

    /// <exception cref="InvalidProtocolBufferException">The bytes are no protobuf message.</exception>
    /// <exception cref="ArgumentException">A value in it is not allowed.</exception>
    /// <exception cref="InvalidOperationException">A time in it is outside the years 1 to 9999.</exception>
    public object Read(byte[] bytes) => _read(bytes);

    internal static WireType Of<TRecord, TData>(
        string manifest, Func<TRecord, TData> write, MessageParser<TData> parser, Func<TData, TRecord> read)
        where TRecord : notnull
        where TData : IMessage<TData> =>
        new(manifest, typeof(TRecord), message => write((TRecord)message), bytes => read(parser.ParseFrom(bytes)));
}
