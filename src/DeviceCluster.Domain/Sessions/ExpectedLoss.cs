namespace DeviceCluster.Domain.Sessions;

/// <summary>The device has said yes to an order that ends its sessions, so their loss is no failure.</summary>
/// <param name="Until">Later than this a loss is as any other.</param>
/// <param name="ComesBack">It starts again, and is asked often until then.</param>
internal sealed record ExpectedLoss(DateTimeOffset Until, bool ComesBack)
{
    public string Words => ComesBack ? "restarting, as it was ordered" : "switched off, as it was ordered";
}
