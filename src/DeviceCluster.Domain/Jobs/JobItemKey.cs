using System.Security.Cryptography;
using System.Text;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Domain.Jobs;

/// <summary>The key of the order to one device of a job: the same whoever sends it, and however often.</summary>
public static class JobItemKey
{
    private const int Length = 16;

    // Neither a key nor an id has a space in it.
    public static OrderKey Of(OrderKey job, DeviceId device) =>
        new(Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes($"{job} {device}")).AsSpan(0, Length)));
}
