using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Akka.Actor;
using Akka.Serialization;

namespace DeviceCluster.Actors.Tests.Clustering;

/// <summary>
/// Takes the place of the serializer for everything that has none of its own, and remembers what that was. Objects are passed as they are: Akka's
/// own messages that never leave a node cannot be written, and need not be.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Akka makes it by its type.")]
internal sealed class PassingSerializer(ExtendedActorSystem system) : Serializer(system)
{
    public const string Hocon =
        """
        akka.actor {
          serialize-messages = on
          serializers.passing = "DeviceCluster.Actors.Tests.Clustering.PassingSerializer,DeviceCluster.Actors.Tests"
          serialization-bindings { "System.Object" = passing }
          serialization-settings.allow-unregistered-types = true
        }
        """;

    private static readonly ConcurrentDictionary<Guid, object> Passed = new();

    public static ConcurrentDictionary<Type, int> Types { get; } = new();

    public override int Identifier => 9_001;

    public override bool IncludeManifest => false;

    public override byte[] ToBinary(object obj)
    {
        Types.AddOrUpdate(obj.GetType(), 1, (_, count) => count + 1);
        var key = Guid.NewGuid();
        Passed[key] = obj;
        return key.ToByteArray();
    }

    public override object FromBinary(byte[] bytes, Type type) => Passed.TryRemove(new Guid(bytes), out var obj) ? obj : throw new InvalidOperationException("read twice");
}
