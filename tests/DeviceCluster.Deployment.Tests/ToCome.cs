using DeviceCluster.Node.Configuration;

namespace DeviceCluster.Deployment.Tests;

/// <summary>What the manifests name and the node has not yet. With the node that has it this file goes, and the two places that name it.</summary>
internal static class ToCome
{
    public static readonly SettingHelp[] Settings =
    [
        .. new[]
        {
            "SecretsFolder", "Storage:Provider", "Cluster:StatefulSet", "Cluster:Service", "Cluster:Size", "Cluster:Certificate",
            "Cluster:CertificateKey", "Cluster:Authority", "Http:NodeUrl",
        }.Select(key => new SettingHelp($"{SettingsReader.Root}:{key}", "", "")),
        .. new[] { "Storage:ConnectionString", "Pbm:Secret" }
            .Select(key => new SettingHelp($"{SettingsReader.Root}:{key}", "", "") { IsSecret = true }),
    ];

    public static readonly string[] Verbs = ["migrate"];
}
