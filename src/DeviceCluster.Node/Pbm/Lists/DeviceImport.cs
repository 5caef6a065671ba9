using System.Globalization;
using DeviceCluster.Actors;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Node.Pbm.Lists;

/// <summary>Enrols the devices of a list, row by row, each with its own result. The same list again changes nothing.</summary>
internal sealed class DeviceImport(DeviceGateway devices)
{
    private const int MaxBytes = 4 * 1024 * 1024;

    public async Task RunAsync(CommandContext context)
    {
        var text = await context.FileTextAsync(MaxBytes);
        var rows = ImportList.Read(text, context.Needed("file"), context.OptionalSecret("password"));
        var dryRun = context.Flag("dry-run");
        var key = context.KeyOfLine();
        await context.ColumnsAsync("row", "device", "result", "reason");
        var refused = 0;
        foreach (var row in rows)
        {
            await context.ProgressAsync((double)row.Row / rows.Length, row.Id);
            var (result, reason) = row.Wrong is { } wrong ? ("wrong", wrong)
                : dryRun ? ("would be enrolled", "")
                : await CarryAsync(row, key, context);
            if (result is "wrong" or "refused")
                refused++;
            await context.RowAsync(Shown.Number(row.Row), row.Id, result, reason);
        }

        if (rows.Count(row => row.Orders.OfType<DeviceCommand.Enrol>().Any(enrol => enrol.Access is { PlainLogin: true })) is > 0 and var plain)
            await context.TextAsync(AccessText.Warning(Shown.Number(plain) + " of the list"));
        if (!context.Json)
            await context.TextAsync(string.Create(
                CultureInfo.InvariantCulture, $"{rows.Length - refused} of {rows.Length} {(dryRun ? "would be enrolled" : "enrolled")}, {refused} not"));
        if (refused > 0)
            throw CommandFailure.PartlyDone(refused, rows.Length);
    }

    private async Task<(string Result, string Reason)> CarryAsync(ImportRow row, OrderKey key, CommandContext context)
    {
        for (var i = 0; i < row.Orders.Length; i++)
        {
            var orderKey = new OrderKey(string.Create(CultureInfo.InvariantCulture, $"{key}.{row.Row}.{i}"));
            var order = new DeviceOrder(orderKey, row.Orders[i]) { By = context.Origin() };
            if (await devices.TellAsync(order, context.Stop) is DeviceReply.Refused refused)
                return ("refused", $"{refused.Reason}; {refused.Remedy}");
        }

        return ("done", "");
    }
}
