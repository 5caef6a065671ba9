using System.Collections.Immutable;
using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Serialization;
using DeviceCluster.Contracts.Mapping;
using Google.Protobuf;

namespace DeviceCluster.Contracts.Akka;

/// <summary>
/// The one serializer of all messages that cross nodes or are journaled. Bound to exact types: an interface would compete with Akka's own
/// protobuf serializer, which writes class names.
/// </summary>
public sealed class ProtocolSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    public const string Name = "device-cluster";

    /// <summary>Stands in every journal row.</summary>
    public const int Id = 7001;

    public static ImmutableHashSet<Type> Types { get; } = [.. WireTypes.All.Select(type => type.Type)];

    public override int Identifier => Id;

    public override string Manifest(object o) => Find(o.GetType()).Manifest;

    public override byte[] ToBinary(object obj) => Find(obj.GetType()).Write(obj);

    public override object FromBinary(byte[] bytes, string manifest)
    {
        var type = WireTypes.Find(manifest)
            ?? throw new SerializationException(
                $"this version knows no message '{manifest}': it was written by a newer version or by another program. "
                + "Run the version that wrote it");
        try
        {
            return type.Read(bytes);
        }
        catch (Exception e) when (e is InvalidProtocolBufferException or ArgumentException or InvalidOperationException)
        {
            throw new SerializationException($"a message '{manifest}' ({type.Type.Name}) of {bytes.Length} bytes is damaged: {e.Message}", e);
        }
    }

    private static WireType Find(Type type) =>
        WireTypes.Find(type) ?? throw new SerializationException($"{type.FullName} is no message of the cluster: it has no manifest");
}
