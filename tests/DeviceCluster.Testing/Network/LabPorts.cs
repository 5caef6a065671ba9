namespace DeviceCluster.Testing.Network;

/// <summary>The usual ports: in namespaces of their own, all nodes have the same.</summary>
public static class LabPorts
{
    public const int Akka = 4053;
    public const int Pbm = 9110;
    public const int Http = 9180;
    public const int Database = 5432;
    public const int Dvrip = 37777;
    public const int Discovery = 37810;
    public const int Control = 8000;
}
