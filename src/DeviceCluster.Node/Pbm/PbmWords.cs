using DeviceCluster.Actors;
using DeviceCluster.Actors.Jobs;
using DeviceCluster.Actors.Storage;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Jobs;
using DeviceCluster.Domain.Configuration;
using DeviceCluster.Domain.Ptz;
using DeviceCluster.Sdk;

namespace DeviceCluster.Node.Pbm;

/// <summary>Words that a switch takes, for pbm's completion: what begins as was typed, as many as are good to show.</summary>
internal sealed class PbmWords(ReadSide readSide, JobGateway jobs)
{
    /// <summary>The ids of enrolled devices.</summary>
    public const string Devices = "device";

    /// <summary>The numbers of jobs that can still be looked at, the newest first.</summary>
    public const string Jobs = "job";

    /// <summary>The names of configuration tables.</summary>
    public const string Tables = "table";

    /// <summary>The names of the library's errors.</summary>
    public const string Errors = "error";

    /// <summary>The names of the ABI's PTZ commands that can be given by name.</summary>
    public const string PtzCommands = "ptz-command";

    private const int Most = 100;

    /// <exception cref="StorageException">The tables cannot be read now.</exception>
    /// <exception cref="RefusedException">The jobs cannot be read now.</exception>
    public async Task<IReadOnlyList<string>> OfAsync(string kind, string begun, CancellationToken stop) => kind switch
    {
        Devices => begun.Length == 0 || DeviceId.IsValid(begun) ? await readSide.IdsAsync(begun, Most, stop) : [],
        Jobs => Begun((await jobs.ListAsync(JobLimits.Open + JobLimits.Ended, stop)).Select(job => $"{job.Job}"), begun),
        _ => Begun(Fixed(kind), begun),
    };

    /// <summary>Words that are the same at every node and at any time; none of a kind that has no such.</summary>
    internal static IEnumerable<string> Fixed(string kind) => kind switch
    {
        Tables => TableNames.Known,
        Errors => SdkErrors.All.Select(error => error.Name),
        PtzCommands => PtzCommandTable.Rows.Where(row => row.Kind == PtzCommandKind.Plain).Select(row => row.Name),
        _ => [],
    };

    private static string[] Begun(IEnumerable<string> words, string begun) =>
        [.. words.Where(word => word.StartsWith(begun, StringComparison.Ordinal)).Take(Most)];
}
