namespace DeviceCluster.Pbm;

/// <summary>An end of pbm that a person can do something about: what was wrong, what would be right, and the exit code.</summary>
internal sealed class PbmException(int exit, string code, string error, string remedy, Exception? inner = null) : Exception(error, inner)
{
    public int Exit { get; } = exit;

    public string Code { get; } = code;

    public string Remedy { get; } = remedy;

    public static PbmException Usage(string error, string remedy) => new(ExitCode.Usage, "usage", error, remedy);
}
