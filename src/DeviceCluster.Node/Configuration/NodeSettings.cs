using System.Net;
using DeviceCluster.Actors.Asking;
using DeviceCluster.Actors.Jobs;
using DeviceCluster.Actors.Live;
using DeviceCluster.Actors.Ptz;
using DeviceCluster.Actors.Sessions;
using DeviceCluster.Actors.Snapshots;
using DeviceCluster.Actors.Storage;
using DeviceCluster.Sdk;

namespace DeviceCluster.Node.Configuration;

/// <summary>All a node is told, checked: one record per area.</summary>
internal sealed record NodeSettings(
    NodeOptions Node,
    ClusterOptions Cluster,
    HttpOptions Http,
    PbmOptions Pbm,
    SdkOptions Sdk,
    KeyOptions Keys,
    StorageSettings Storage,
    LiveSettings Live,
    SessionSettings Sessions,
    AskingSettings Asking,
    SnapshotSettings Snapshots,
    PtzSettings Ptz,
    JobSettings Jobs)
{
    public static NodeSettings Read(IConfigurationRoot configuration)
    {
        var reader = new SettingsReader(configuration);
        var settings = Read(reader);
        settings.Cluster.RefuseAlone(reader, settings.Storage.Provider, settings.Pbm.Secret is not null);
        reader.ThrowIfWrong();
        return settings;
    }

    /// <summary>Every setting there is, with its default and what is allowed.</summary>
    public static IReadOnlyList<SettingHelp> Help()
    {
        var reader = new SettingsReader((ConfigurationRoot)new ConfigurationBuilder().Build());
        Read(reader);
        return reader.Known;
    }

    private static NodeSettings Read(SettingsReader reader)
    {
        var sdk = SdkSettings.Read(reader);
        return new NodeSettings(
            NodeOptions.Read(reader), ClusterOptions.Read(reader), HttpOptions.Read(reader), PbmOptions.Read(reader),
            sdk, KeyOptions.Read(reader), StorageOptions.Read(reader), LiveOptions.Read(reader), SessionOptions.Read(reader),
            AskingOptions.Read(reader),
            SteeringOptions.Snapshots(reader, sdk.StepTimeout),
            SteeringOptions.Ptz(reader),
            SteeringOptions.Jobs(reader));
    }
}

/// <summary>Loopback is this machine alone; whatever else is listened on is open to a network.</summary>
internal static class Listening
{
    public static bool IsLoopback(this IPEndPoint listen) => IPAddress.IsLoopback(listen.Address);
}
