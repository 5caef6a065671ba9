namespace DeviceCluster.Pbm;

/// <summary>What pbm ends with; the first seven are also what a node says of a command.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Refused = 1;
    public const int Usage = 2;
    public const int Unreachable = 3;
    public const int NotAllowed = 4;

    /// <summary>Some of the devices did what was ordered, and some did not.</summary>
    public const int PartlyDone = 5;

    /// <summary>A fault of the node, or of pbm itself.</summary>
    public const int Fault = 70;

    /// <summary>A file of the operator or a stream of pbm could not be read or written.</summary>
    public const int File = 74;

    /// <summary>Ended by Ctrl-C or SIGTERM.</summary>
    public const int Cancelled = 130;
}
