using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Ptz;

namespace DeviceCluster.Domain.Ptz;

/// <summary>Whether somebody may have the camera, and the book afterwards.</summary>
public abstract record LeaseVerdict(LeaseBook Book)
{
    /// <param name="Book">The book afterwards.</param>
    /// <param name="Lost">The lease that was taken over for it.</param>
    public sealed record Granted(LeaseBook Book, PtzLease? Lost) : LeaseVerdict(Book);

    public sealed record Refused(LeaseBook Book, DeviceReply.Refused Reply) : LeaseVerdict(Book);
}
