using System.Globalization;
using DeviceCluster.Actors.Audit;
using DeviceCluster.Pbm.V1;

namespace DeviceCluster.Node.Pbm.Palettes;

/// <summary>Who ordered what.</summary>
internal sealed class AuditPalette(AuditTrail trail) : IPalette
{
    private const int MostRows = 10_000;

    public string Name => "audit";

    public string Help => "orders that were given: by whom, from where, with what result";

    public IReadOnlyList<PaletteCommand> Commands =>
    [
        new(new Command
        {
            Name = "list",
            Help = "the newest orders, the newest first; who gave one is what his pbm or service says of itself",
            Switches =
            {
                Switches.Device(required: false),
                Switches.Value("who", "NAME", "of this one alone, as the list shows him"),
                Switches.Value("since", "TIME", "from this time on, UTC: 2026-01-31 or 2026-01-31T12:30:00Z"),
                Switches.Value("limit", "N", "so many at most", "100", "n"),
            },
            Examples = { "audit list gate", "audit list -since 2026-01-31" },
        }, ListAsync),
    ];

    private async Task ListAsync(CommandContext context)
    {
        var filter = new AuditFilter(
            context.Text("id") is null ? null : context.Device(), context.Text("who"), Since(context), context.Number("limit", 1, MostRows));
        await context.ColumnsAsync("at", "device", "who", "from", "what", "result", "node");
        foreach (var entry in await trail.ReadAsync(filter, context.Stop))
            await context.RowAsync(
                Shown.Exact(entry.At), entry.Device?.Value, entry.By.Who, entry.By.Where, entry.What, entry.Result, entry.Node);
    }

    private static DateTimeOffset? Since(CommandContext context) =>
        context.Text("since") is not { } text ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var since) ? since
        : throw CommandFailure.Usage($"-since {text}", "a time like 2026-01-31 or 2026-01-31T12:30:00Z");
}
