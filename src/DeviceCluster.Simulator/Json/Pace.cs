namespace DeviceCluster.Simulator.Json;

/// <summary>Sends bytes as fast as a device does: at once, or under a fault at its bytes a second.</summary>
internal static class Pace
{
    private const int PiecesPerSecond = 10;

    public static async ValueTask SendAsync(
        VirtualDevice device, ReadOnlyMemory<byte> bytes, Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> send, CancellationToken cancellation)
    {
        while (bytes.Length > 0)
        {
            var rate = device.Faults.Answers.BytesPerSecond;
            var piece = rate == 0 ? bytes.Length : Math.Min(bytes.Length, Math.Max(1, rate / PiecesPerSecond));
            await send(bytes[..piece], cancellation).ConfigureAwait(false);
            bytes = bytes[piece..];
            if (rate > 0 && bytes.Length > 0)
                await Task.Delay(TimeSpan.FromSeconds((double)piece / rate), device.Time, cancellation).ConfigureAwait(false);
        }
    }
}
