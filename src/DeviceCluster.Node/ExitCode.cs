namespace DeviceCluster.Node;

/// <summary>What the node ends with; 64 and up follow sysexits.</summary>
internal static class ExitCode
{
    public const int Stopped = 0;
    public const int WrongOptions = 64;
    public const int Internal = 70;

    /// <summary>The data folder cannot be used, or another node uses it, or what is in it is damaged.</summary>
    public const int DataFolder = 73;

    /// <summary>The shared database is away, or holds no tables of this version, or belongs to another key.</summary>
    public const int Database = 74;
    public const int PortTaken = 75;

    /// <summary>The native library is missing or wrong.</summary>
    public const int Library = 78;
}
