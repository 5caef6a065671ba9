namespace DeviceCluster.Contracts.Devices;

/// <summary>Who gives an order and from where: the account or service, and its address or node. Text of the caller; escape it before showing it.</summary>
public sealed record Origin(string Who, string Where)
{
    public const int MaxLength = 128;

    public override string ToString() => $"{Who} from {Where}";
}
