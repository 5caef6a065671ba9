using LinqToDB.Mapping;

namespace DeviceCluster.Actors.Storage;

/// <summary>Of Akka's <c>journal</c> only the order of its rows.</summary>
[Table("journal")]
internal sealed class JournalEndRow
{
    [Column("ordering")]
    public long Ordering { get; set; }
}
