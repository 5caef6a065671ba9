namespace DeviceCluster.Simulator.Control;

/// <summary>The body of a fault, where it needs one.</summary>
internal sealed record FaultRequest(double? Seconds = null, int? Code = null, int? Count = null, string? Password = null, int? BytesPerSecond = null)
{
    /// <summary>Without the password.</summary>
    public override string ToString() => $"seconds {Seconds}, code {Code}, count {Count}, bytes a second {BytesPerSecond}";
}
