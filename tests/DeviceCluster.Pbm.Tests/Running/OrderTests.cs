using DeviceCluster.Pbm.V1;

namespace DeviceCluster.Pbm.Tests.Running;

/// <summary>One line typed is one order: it has a key, and goes out again under it when its answer is lost.</summary>
public class OrderTests
{
    private static readonly string[] Add = ["device", "add", "gate", "-host", "a"];

    private readonly List<Start> _starts = [];

    [Fact]
    public async Task An_order_whose_answer_is_lost_is_sent_again_under_the_same_key()
    {
        await using var node = await ScriptedNode.StartAsync(CutUntil(3));

        var run = await RunAsync(node, Add);

        Assert.Equal((0, ""), (run.Exit, run.Error));
        Assert.Equal(3, _starts.Count);
        Assert.NotEmpty(_starts[0].OrderKey);
        Assert.All(_starts, start => Assert.Equal(_starts[0], start));
    }

    [Fact]
    public async Task Two_lines_are_two_orders_also_when_they_say_the_same()
    {
        await using var node = await ScriptedNode.StartAsync(CutUntil(1));
        var line = string.Join(' ', Add);

        await PbmRun.RunAsync(With(node), $"{line}\n{line}\n", []);
        await RunAsync(node, Add);

        Assert.Equal(3, _starts.Select(start => start.OrderKey).Distinct().Count());
    }

    [Fact]
    public async Task What_is_no_order_is_sent_once()
    {
        await using var node = await ScriptedNode.StartAsync(CutUntil(2));

        var run = await RunAsync(node, "device", "list");

        Assert.Equal(3, run.Exit);
        Assert.Single(_starts);
    }

    [Fact]
    public async Task An_order_that_gets_no_answer_at_all_is_told_as_unknown()
    {
        await using var node = await ScriptedNode.StartAsync(CutUntil(int.MaxValue));

        var run = await RunAsync(node, [.. Add, "--timeout", "1", "--output", "json"]);

        Assert.Equal((3, "no-answer"), (run.Exit, run.Json.GetProperty("errorCode").GetString()));
        Assert.Contains("whether the order was carried out is not known", run.Json.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.InRange(_starts.Count, 2, int.MaxValue);
    }

    [Fact]
    public async Task A_refusal_is_an_answer_and_is_not_sent_again()
    {
        await using var node = await ScriptedNode.StartAsync((start, _, _) =>
        {
            _starts.Add(start);
            return Task.FromResult(new Exit { Code = 1, Error = "no", Remedy = "yes", ErrorCode = "refused" });
        });

        var run = await RunAsync(node, Add);

        Assert.Equal(1, run.Exit);
        Assert.Single(_starts);
    }

    // The answers before this one are lost with their connections.
    private ScriptedNode.Script CutUntil(int answered) => (start, _, _) =>
    {
        _starts.Add(start);
        return _starts.Count < answered ? throw new ScriptedNode.ConnectionCutException() : Task.FromResult(new Exit());
    };

    private static Dictionary<string, string> With(ScriptedNode node)
    {
        var environment = PbmRun.With(node);
        environment["PBM_PASSWORD"] = "secret";
        return environment;
    }

    private static Task<PbmRun> RunAsync(ScriptedNode node, params string[] words) => PbmRun.RunAsync(With(node), "", words);
}
