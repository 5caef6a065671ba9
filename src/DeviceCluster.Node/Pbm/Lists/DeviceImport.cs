using System.Globalization;
using DeviceCluster.Actors;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Node.Pbm.Lists;

/// <summary>Enrols the devices of a list, row by row, each with its own result. The same list again changes nothing, and says so.</summary>
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
        var outcomes = new List<ImportOutcome>();
        foreach (var row in rows)
        {
            await context.ProgressAsync((double)row.Row / rows.Length, row.Id);
            var outcome = await OfAsync(row, key, dryRun, context);
            outcomes.Add(outcome);
            await context.RowAsync(Shown.Number(row.Row), row.Id, outcome.Result, outcome.Reason);
        }

        if (rows.Count(row => row.Orders.OfType<DeviceCommand.Enrol>().Any(enrol => enrol.Access is { PlainLogin: true })) is > 0 and var plain)
            await context.TextAsync(AccessText.Warning(Shown.Number(plain) + " of the list"));
        if (!context.Json)
            await context.TextAsync($"{Shown.Devices(rows.Length)}: {Tally(outcomes)}");
        if (outcomes.Count(outcome => !outcome.IsGood) is > 0 and var failed)
            throw CommandFailure.PartlyDone(failed, rows.Length);
    }

    private static string Tally(List<ImportOutcome> outcomes) => string.Join(", ", outcomes.CountBy(outcome => outcome.Result)
        .Select(counted => string.Create(CultureInfo.InvariantCulture, $"{counted.Value} {counted.Key}")));

    private async Task<ImportOutcome> OfAsync(ImportRow row, OrderKey key, bool dryRun, CommandContext context)
    {
        if (row.Wrong is { } wrong)
            return new ImportOutcome(ImportOutcome.Wrong, wrong);
        var before = await devices.ReportAsync(row.Orders[0].Device, context.Stop);
        return dryRun ? ImportOutcome.Foreseen(row, before)
            : await CarryAsync(row, key, context) is { } refused ? new ImportOutcome(ImportOutcome.Refused, $"{refused.Reason}; {refused.Remedy}")
            : ImportOutcome.Done(row, before);
    }

    /// <summary>Null: all of them are carried out.</summary>
    private async Task<DeviceReply.Refused?> CarryAsync(ImportRow row, OrderKey key, CommandContext context)
    {
        for (var i = 0; i < row.Orders.Length; i++)
        {
            var orderKey = new OrderKey(string.Create(CultureInfo.InvariantCulture, $"{key}.{row.Row}.{i}"));
            var order = new DeviceOrder(orderKey, row.Orders[i]) { By = context.Origin() };
            if (await devices.TellAsync(order, context.Stop) is DeviceReply.Refused refused)
                return refused;
        }

        return null;
    }
}
