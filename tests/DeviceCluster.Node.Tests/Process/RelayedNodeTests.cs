using System.Security.Cryptography;
using Akka.Actor;
using DeviceCluster.Actors.Live;
using DeviceCluster.Media.Dhav;
using DeviceCluster.Node.Tests.Live;

namespace DeviceCluster.Node.Tests.Process;

/// <summary>A whole node owns a recorder; its pictures are read at another member of its cluster.</summary>
public sealed class RelayedNodeTests
{
    private static readonly byte[] Key = SHA256.HashData("media"u8);

    [WholeNodeFact]
    public async Task A_recorders_pictures_come_whole_over_another_node_until_their_owner_is_killed()
    {
        await using var simulator = await Watched.StartSimulatorAsync("127.23.9.1", devices: 1);
        await using var owner = await NodeProcess.StartAsync(folder: null, ("Keys__Media", Convert.ToBase64String(Key)));
        await Watched.EnrolAsync(owner, simulator);
        var member = (await owner.AskAsync("cluster show")).GetProperty("rows")[0].GetProperty("address").GetString()!;
        // Named by its hash, as the node names it.
        await using var asked = await AskedNode.StartAsync(Address.Parse(member), new MediaKey(Convert.ToHexStringLower(SHA256.HashData(Key).AsSpan(0, 4)), Key));
        var open = await owner.AskAsync("live open nvr-1 -channel 1");
        var link = open.GetProperty("rows").EnumerateArray().Single(row => row.GetProperty("container").GetString() == "dav");
        using var response = await asked.Edge.GetAsync(new Uri(link.GetProperty("url").GetString()!).PathAndQuery);
        var body = await response.Content.ReadAsStreamAsync();

        var (sequence, garbage) = await ReadAsync(body, frames: 100);
        using (var process = System.Diagnostics.Process.GetProcessById(owner.Id))
            process.Kill();

        Assert.Equal(Enumerable.Range(0, 100).Select(i => sequence[0] + (uint)i), sequence);
        Assert.Equal(0, garbage);
        await Assert.ThrowsAnyAsync<IOException>(() => body.CopyToAsync(Stream.Null).WaitAsync(ProgramRun.Limit));
        await owner.UntilAsync("the relay over", () => Task.FromResult(asked.Relays.Ends(RelayEndKind.Cut) == 1 && asked.Pool.Rented == asked.Pool.Returned));
    }

    /// <summary>The numbers of the pictures, and how many bytes were no frames.</summary>
    private static async Task<(List<uint> Sequence, long Garbage)> ReadAsync(Stream body, int frames)
    {
        using var limit = new CancellationTokenSource(ProgramRun.Limit);
        using var cutter = new DhavCutter(DhavLimits.Default);
        var sequence = new List<uint>();
        while (sequence.Count < frames)
        {
            cutter.Filled(await body.ReadAsync(cutter.Room(), limit.Token));
            while (cutter.TryCut(out var frame))
            {
                if (frame.IsVideo && sequence.Count < frames)
                    sequence.Add(frame.Sequence);
            }
        }

        return (sequence, cutter.Garbage);
    }
}
