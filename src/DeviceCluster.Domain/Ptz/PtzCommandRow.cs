namespace DeviceCluster.Domain.Ptz;

/// <summary>One command of the ABI: its number, the manual's name, how it may be given, and what it needs of the camera.</summary>
public sealed record PtzCommandRow(int Number, string Name, PtzCommandKind Kind, PtzAbility Needs);
