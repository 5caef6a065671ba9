using DeviceCluster.Actors.Storage;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Node.Pbm;

/// <summary>Words that a switch takes, for pbm's completion: what begins as was typed, as many as are good to show.</summary>
internal sealed class PbmWords(ReadSide readSide)
{
    /// <summary>The ids of enrolled devices.</summary>
    public const string Devices = "device";

    private const int Most = 100;

    /// <exception cref="StorageException">The tables cannot be read now.</exception>
    public async Task<IReadOnlyList<string>> OfAsync(string kind, string begun, CancellationToken stop) =>
        kind == Devices && (begun.Length == 0 || DeviceId.IsValid(begun)) ? await readSide.IdsAsync(begun, Most, stop) : [];
}
