using Akka.Actor;
using Akka.Cluster;
using DeviceCluster.Domain.Fencing;

namespace DeviceCluster.Actors.Tests.Fencing;

/// <summary>Which of two halves goes on is decided by the cluster and by the fence, and must be the same.</summary>
public sealed class NodeOrderTests
{
    [Fact]
    public void The_lowest_address_is_the_one_that_the_cluster_holds_for_the_lowest()
    {
        string[] hosts = ["10.0.0.2", "10.0.0.10", "node-1", "node-10", "node-2", "Node-1", "node_1", "node-1.svc", "node", "::1"];
        int[] ports = [4053, 999, 10_000];
        var addresses = (from host in hosts from port in ports select new Address("akka.tcp", "DeviceCluster", host, port)).ToArray();

        var ours = addresses.Order(Comparer<Address>.Create((left, right) => NodeName.Compare(Name(left), Name(right))));

        Assert.Equal(addresses.Order(Comparer<Address>.Create(Member.AddressOrdering.Compare)), ours);
    }

    private static string Name(Address address) => NodeName.Of(address.Host!, address.Port!.Value, 1);
}
