using Akka.Cluster.Hosting;
using Akka.Hosting;
using DeviceCluster.Contracts.Akka;

namespace DeviceCluster.Actors.Jobs;

/// <summary>Puts the office of the jobs into the cluster, and a way to it into each node.</summary>
internal static class JobHosting
{
    private const string Name = "jobs";

    public static AkkaConfigurationBuilder WithJobs(this AkkaConfigurationBuilder builder, NodeParts parts) => builder.WithSingleton<JobOffice>(
        Name,
        (_, _, _) => JobOffice.Props(parts),
        new ClusterSingletonOptions
        {
            Role = ClusterNames.DeviceRole,
            TerminationMessage = JobMessage.Leave.Instance,
            // Akka warns of it at every start and stop; who asks in vain is told by the gateway.
            LogSingletonIdentificationFailure = false,
        },
        createProxyToo: true);
}
