namespace DeviceCluster.EndToEnd.Tests.Processes;

/// <summary>How a command of pbm ended, and all it wrote.</summary>
internal sealed record PbmAnswer(int ExitCode, string Output);
