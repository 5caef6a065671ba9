using DeviceCluster.Pbm.Connection;
using DeviceCluster.Pbm.V1;
using Grpc.Core;

namespace DeviceCluster.Pbm.Running;

/// <summary>
/// Sends a line again whose answer was lost with the connection. For orders alone, which a node carries out once under the key of their line.
/// </summary>
internal sealed class Resending(NodeConnection node, TimeSpan limit, TimeProvider time)
{
    // Long enough for a node that is started again at once.
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly TimeSpan _limit = limit > TimeSpan.Zero ? limit : Usual;

    public async Task<Exit> RunAsync(Func<Task<Exit>> call, CancellationToken stop)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            try
            {
                return await call();
            }
            catch (RpcException e) when (IsLost(e) && !stop.IsCancellationRequested)
            {
                if (time.GetElapsedTime(began) >= _limit)
                    throw new PbmException(
                        ExitCode.Unreachable, "no-answer",
                        $"the connection to {node.Node} was lost; whether the order was carried out is not known",
                        "look at any node how the device is, then give the order again if it needs it", e);
            }

            await Task.Delay(Pause, time, stop);
        }
    }

    // What a node says itself comes with a status of its own.
    private static bool IsLost(RpcException e) =>
        e.StatusCode is StatusCode.Unavailable or StatusCode.Cancelled || e.Status.DebugException is IOException or HttpRequestException;
}
