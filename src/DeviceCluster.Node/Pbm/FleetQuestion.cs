using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Node.Pbm;

/// <summary>What is asked of each of many devices.</summary>
/// <param name="Words">In words for people.</param>
/// <param name="Columns">What stands in a device's row behind its result.</param>
/// <param name="Ask">Asks one device; a refusal is an exception, as the gateway throws it.</param>
internal sealed record FleetQuestion(string Words, string[] Columns, Func<DeviceId, Task<FleetAnswer>> Ask)
{
    /// <summary>It does not wait for a pace, and goes to as many at once as can be.</summary>
    public bool IsUrgent { get; init; }

    /// <summary>Asks one device by itself, and shows a row for each column.</summary>
    public async Task ShowAsync(DeviceId device, CommandContext context)
    {
        var answer = await Ask(device);
        await context.ColumnsAsync("property", "value");
        await context.RowAsync("device", device.Value);
        foreach (var (column, cell) in Columns.Zip(answer.Cells))
            await context.RowAsync(column, cell);
    }
}
