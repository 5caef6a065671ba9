using System.Globalization;
using System.Text.RegularExpressions;

namespace DeviceCluster.Node.Tests.Process;

/// <summary>The way between pbm and its node breaks when an order is in and its answer is not out.</summary>
public sealed partial class LostAnswerTests
{
    [WholeNodeFact]
    public async Task An_order_whose_answer_is_lost_is_carried_out_once_and_the_next_line_is_another_order()
    {
        await using var simulator = await Watched.StartSimulatorAsync("127.23.4.1", devices: 1);
        await using var node = await NodeProcess.StartAsync();
        await Watched.EnrolAsync(node, simulator);
        await using var way = CutWay.To(node.Pbm, "nvr-1", () => node.UntilAsync("the order carried out", async () => await RetriesAsync(node) == 1));

        var lost = await ProgramRun.OfAsync(
            Programs.Pbm, [way.Address, "device", "retry", "nvr-1"], new() { ["PBM_SECRET_FILE"] = node.SecretFile });
        var once = await RetriesAsync(node);
        var next = await node.PbmAsync("device retry nvr-1");

        Assert.True(lost.Exit == 0, lost.Error + node.Log);
        Assert.Equal((1, 1), (way.Cuts, once));
        Assert.Equal((0, 2), (next.Exit, await RetriesAsync(node)));
    }

    // The story has one line for several in a row, with their number.
    private static async Task<int> RetriesAsync(NodeProcess node) => (await node.AskAsync("device why nvr-1")).GetProperty("rows").EnumerateArray()
        .Where(row => row.GetProperty("what").GetString() == "an operator ordered to try again")
        .Sum(row => InARow().Match(row.GetProperty("detail").GetString()!) is { Success: true } match
            ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)
            : 1);

    [GeneratedRegex(@"the last of (\d+) in a row")]
    private static partial Regex InARow();
}
