namespace DeviceCluster.Node.Hosting;

/// <summary>
/// The end of the process at once, without any of its order: for a node whose sessions must not live on. What is connected is reset by the kernel.
/// Should the exit itself hang, the kernel's timer is not fed any more.
/// </summary>
internal sealed class HardEnd(TextWriter error, Serilog.ILogger log, Action<int> exit)
{
    private int _begun;

    public void Run(string why)
    {
        if (Interlocked.Exchange(ref _begun, 1) != 0)
            return;
        log.Fatal("The node ends at once: {Why}", why);
        error.WriteLine($"node: it ends at once: {DeviceCluster.Pbm.Output.Escaped.Text(why)}");
        error.Flush();
        exit(ExitCode.Internal);
    }
}
