namespace DeviceCluster.Domain.Configuration;

/// <summary>Where a value is in a table: <c>VideoInMode[0].Mode</c>.</summary>
internal static class TablePath
{
    public static string Member(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    public static string Entry(string path, int index) => $"{path}[{index}]";
}
