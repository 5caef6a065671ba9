namespace DeviceCluster.Node;

/// <summary>A reason not to run that the operator can do something about: each line says what is wrong and what would be right.</summary>
internal sealed class NodeFault(int exitCode, IReadOnlyList<string> lines, Exception? inner = null) : Exception(string.Join('\n', lines), inner)
{
    public NodeFault(int exitCode, string line, Exception? inner = null)
        : this(exitCode, [line], inner)
    {
    }

    public int ExitCode { get; } = exitCode;

    public IReadOnlyList<string> Lines { get; } = lines;
}
