namespace DeviceCluster.Testing.Processes;

/// <summary>How a command of pbm ended, and all it wrote.</summary>
public sealed record PbmAnswer(int ExitCode, string Output);
