using DeviceCluster.Actors.Asking;
using DeviceCluster.Actors.Credentials;
using DeviceCluster.Actors.Jobs;
using DeviceCluster.Actors.Live;
using DeviceCluster.Actors.Ptz;
using DeviceCluster.Actors.Sessions;
using DeviceCluster.Actors.Snapshots;
using DeviceCluster.Actors.Storage;
using DeviceCluster.Contracts.Akka;
using DeviceCluster.Domain.Fencing;

namespace DeviceCluster.Actors;

/// <summary>What a node's actors are told by its configuration.</summary>
public sealed record DeviceClusterSettings
{
    public string SystemName { get; init; } = ClusterNames.System;

    /// <summary>Where Akka.Remote listens.</summary>
    public string HostName { get; init; } = "127.0.0.1";

    /// <summary>The port of Akka.Remote; 0 takes any free one.</summary>
    public int RemotePort { get; init; }

    /// <summary>The folder of this node alone, with its journal.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Where the journal and the tables are.</summary>
    public StorageSettings Storage { get; init; } = new();

    /// <summary>How the node finds the others.</summary>
    public MembershipSettings Membership { get; init; } = new();

    /// <summary>The numbers of the fence between nodes that share devices.</summary>
    public FencePolicy Fence { get; init; } = FencePolicy.Default;

    /// <summary>Ends this process at once, for a reason that is told in words: nothing less would keep its sessions from being another node's too.</summary>
    public Action<string> EndProcess { get; init; } = Environment.FailFast;

    /// <summary>Seals passwords in the journal.</summary>
    public required EnvelopeKey Envelope { get; init; }

    /// <summary>Signs media tickets.</summary>
    public required MediaKey Media { get; init; }

    /// <summary>What media URLs begin with.</summary>
    public Uri MediaBase { get; init; } = new("http://127.0.0.1:9180");

    /// <summary>What media URLs for other nodes begin with: an address that leads to this node alone. Unless told, <see cref="MediaBase"/>.</summary>
    public Uri NodeMediaBase
    {
        get => field ?? MediaBase;
        init;
    }

    public LiveSettings Live { get; init; } = new();

    public RelaySettings Relay { get; init; } = new();

    public SessionSettings Sessions { get; init; } = new();

    public AskingSettings Asking { get; init; } = new();

    public SnapshotSettings Snapshots { get; init; } = new();

    public PtzSettings Ptz { get; init; } = new();

    public JobSettings Jobs { get; init; } = new();
}
