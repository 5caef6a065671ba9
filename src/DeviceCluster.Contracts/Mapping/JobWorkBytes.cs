using DeviceCluster.Contracts.Jobs;
using DeviceCluster.Contracts.Wire;
using Google.Protobuf;

namespace DeviceCluster.Contracts.Mapping;

/// <summary>The work of a job by itself, for who seals it.</summary>
public static class JobWorkBytes
{
    public static byte[] Write(JobWork work) => work.ToWire().ToByteArray();

    /// <exception cref="InvalidProtocolBufferException">The bytes are no work.</exception>
    /// <exception cref="ArgumentException">A value in it is not allowed, or this version does not know the order.</exception>
    public static JobWork Read(byte[] bytes) => JobWorkData.Parser.ParseFrom(bytes).FromWire();
}
