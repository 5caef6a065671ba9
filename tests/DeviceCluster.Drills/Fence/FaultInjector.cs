using DeviceCluster.Testing.Clusters;
using DeviceCluster.Testing.Network;

namespace DeviceCluster.Drills.Fence;

/// <summary>Carries faults out on a cluster in a lab, and takes them back.</summary>
internal sealed class FaultInjector(TestCluster cluster, NetworkLab lab)
{
    public Task BreakAsync(Fault fault)
    {
        switch (fault.Kind)
        {
            case FaultKind.AkkaCut or FaultKind.DatabaseCut or FaultKind.DeviceCut:
                return lab.Nodes[fault.Node - 1].CutAsync(CutOf(fault));
            case FaultKind.Freeze:
                Node(fault).Freeze();
                return Task.CompletedTask;
            case FaultKind.Kill:
                return Node(fault).KillAsync();
            case FaultKind.NodeClock:
                Node(fault).JumpClock(fault.Jump);
                return Task.CompletedTask;
            case FaultKind.DatabaseOutage:
                return cluster.Database.StopImmediateAsync();
            case FaultKind.DatabaseFreeze:
                cluster.Database.Freeze();
                return Task.CompletedTask;
            case FaultKind.DatabaseClock:
                cluster.Database.JumpClock(fault.Jump);
                return Task.CompletedTask;
            default:
                throw new ArgumentOutOfRangeException(nameof(fault), fault, "a fault that cannot be carried out");
        }
    }

    public Task MendAsync(Fault fault)
    {
        switch (fault.Kind)
        {
            case FaultKind.AkkaCut or FaultKind.DatabaseCut or FaultKind.DeviceCut:
                return lab.Nodes[fault.Node - 1].HealAsync(CutOf(fault));
            case FaultKind.Freeze:
                // Its own timer may have ended it meanwhile.
                if (Node(fault).IsRunning)
                    Node(fault).Thaw();
                return Task.CompletedTask;
            case FaultKind.Kill:
                return Node(fault).LaunchAsync();
            case FaultKind.NodeClock:
                Node(fault).JumpClock(TimeSpan.Zero);
                return Task.CompletedTask;
            case FaultKind.DatabaseOutage:
                return cluster.Database.StartAgainAsync();
            case FaultKind.DatabaseFreeze:
                cluster.Database.Thaw();
                return Task.CompletedTask;
            case FaultKind.DatabaseClock:
                cluster.Database.JumpClock(TimeSpan.Zero);
                return Task.CompletedTask;
            default:
                throw new ArgumentOutOfRangeException(nameof(fault), fault, "a fault that cannot be taken back");
        }
    }

    /// <summary>Faults that overlap each have their own begin and end.</summary>
    public Task RunAsync(FaultSchedule schedule, CancellationToken stop) => Task.WhenAll(schedule.Faults.Select(async fault =>
    {
        await Task.Delay(fault.At, TimeProvider.System, stop);
        await BreakAsync(fault);
        await Task.Delay(fault.For, TimeProvider.System, stop);
        await MendAsync(fault);
    }));

    private ClusterNode Node(Fault fault) => cluster.Nodes[fault.Node - 1];

    private static Cut CutOf(Fault fault) => new(
        fault.Kind switch
        {
            FaultKind.AkkaCut => Traffic.Akka,
            FaultKind.DatabaseCut => Traffic.Database,
            _ => Traffic.Devices,
        },
        fault.Direction);
}
