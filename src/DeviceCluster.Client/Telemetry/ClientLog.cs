using DeviceCluster.Contracts.Devices;
using Microsoft.Extensions.Logging;

namespace DeviceCluster.Client.Telemetry;

/// <summary>All that the client logs. Neither a password nor the URL of media is in any of it.</summary>
internal static partial class ClientLog
{
    [LoggerMessage(1, LogLevel.Information, "Joining the cluster by {Seeds}")]
    public static partial void Joining(ILogger log, string seeds);

    [LoggerMessage(2, LogLevel.Warning, "This member was taken out of the cluster, as one that was cut off is; a new one joins")]
    public static partial void TakenOut(ILogger log);

    [LoggerMessage(3, LogLevel.Warning, "The cluster could not be joined anew; tried again in a moment")]
    public static partial void NotBegun(ILogger log, Exception cause);

    [LoggerMessage(4, LogLevel.Warning, "The cluster was left without its farewell, which did not come within {Limit}")]
    public static partial void LeftWithoutWord(ILogger log, TimeSpan limit);

    [LoggerMessage(5, LogLevel.Debug, "{Question} to device {Device} was refused ({Code}): {Reason}")]
    public static partial void Refused(ILogger log, string question, DeviceId? device, RefusalCode code, string reason);

    [LoggerMessage(6, LogLevel.Warning, "{Question} to device {Device} has no answer after {Sent} sendings in {Took}")]
    public static partial void NoAnswer(ILogger log, string question, DeviceId? device, int sent, TimeSpan took);

    [LoggerMessage(7, LogLevel.Warning, "{Question} to device {Device} was not sent: {Limit} questions are in flight already")]
    public static partial void TooMany(ILogger log, string question, DeviceId? device, int limit);
}
