using DeviceCluster.Domain.Fencing;

namespace DeviceCluster.Actors.Fencing;

/// <summary>What a node knows of one shard's row. All under the book's lock.</summary>
internal sealed class FenceSlot
{
    public const string Unasked = "the shard's row in the database was not read yet";

    /// <summary>Device entities of the shard that run here.</summary>
    public int Entities { get; set; }

    /// <summary>Null: it is not this node's, as far as this node may rely on it.</summary>
    public HeldRow? Held { get; set; }

    /// <summary>The epoch that is to be given back, until the table has answered that it is.</summary>
    public long? Freeing { get; set; }

    /// <summary>How the row was last read while it was waited for.</summary>
    public RowWatch? Watch { get; set; }

    /// <summary>What is waited for.</summary>
    public string Why { get; set; } = Unasked;

    public bool IsForgotten => Entities == 0 && Held is null && Freeing is null;
}
