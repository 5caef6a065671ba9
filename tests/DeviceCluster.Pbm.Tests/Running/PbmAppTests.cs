using System.Text;
using DeviceCluster.Pbm.V1;

namespace DeviceCluster.Pbm.Tests.Running;

public class PbmAppTests
{
    [Fact]
    public async Task Rows_come_as_a_table_with_foreign_text_escaped()
    {
        await using var node = await ScriptedNode.StartAsync(TwoRows);

        var run = await PbmRun.AtAsync(node, "device", "list");

        Assert.Equal((0, ""), (run.Exit, run.Error));
        Assert.Equal(["DEVICE  NEXT ATTEMPT", "gate    never", "evil    \\u001B[2J\\u202E"], run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.TrimEnd()));
    }

    [Fact]
    public async Task Json_is_one_object_with_the_rows_and_nothing_but_ascii()
    {
        await using var node = await ScriptedNode.StartAsync(TwoRows);

        var run = await PbmRun.AtAsync(node, "device", "list", "--output", "json");

        Assert.Equal(0, run.Json.GetProperty("exit").GetInt32());
        Assert.Equal(["gate", "evil"], run.Json.GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("device").GetString()));
        Assert.Equal("\u001b[2J\u202e", run.Json.GetProperty("rows")[1].GetProperty("nextAttempt").GetString());
        Assert.All(run.Out, c => Assert.True(c is '\n' or >= ' ' and <= '~'));
    }

    [Theory]
    [InlineData(1, "not-enrolled")]
    [InlineData(3, "timeout")]
    [InlineData(70, "fault")]
    public async Task A_refusal_is_the_exit_code_with_reason_and_remedy(int code, string word)
    {
        var refusal = new Exit { Code = code, Error = "no such\e device", Remedy = "add it", ErrorCode = word };
        await using var node = await ScriptedNode.StartAsync((_, _, _) => Task.FromResult(refusal));

        var table = await PbmRun.AtAsync(node, "device", "list");
        var json = await PbmRun.AtAsync(node, "device", "list", "--output=json");

        Assert.Equal((code, "", "pbm: no such\\u001B device\n     add it\n"), (table.Exit, table.Out, table.Error));
        Assert.Equal((code, word, "add it"), (json.Exit, json.Json.GetProperty("errorCode").GetString(), json.Json.GetProperty("remedy").GetString()));
    }

    [Theory]
    [InlineData("the camera refuses it (NET_ILLEGAL_PARAM)", "     SDK error 0x80000007 NET_ILLEGAL_PARAM\n")]
    [InlineData("PTZ command 3: no (NET_ILLEGAL_PARAM), 0x80000007", "")]
    public async Task The_error_of_the_sdk_is_told_to_people_once_and_to_programs_in_fields_of_its_own(string words, string beside)
    {
        var refusal = new Exit { Code = 1, Error = words, Remedy = "stop", ErrorCode = "device-refused", SdkError = 0x80000007, SdkErrorName = "NET_ILLEGAL_PARAM" };
        await using var node = await ScriptedNode.StartAsync((_, _, _) => Task.FromResult(refusal));

        var table = await PbmRun.AtAsync(node, "device", "list");
        var json = await PbmRun.AtAsync(node, "device", "list", "--output=json");

        Assert.Equal($"pbm: {words}\n{beside}     stop\n", table.Error);
        Assert.Equal(
            ("0x80000007", "NET_ILLEGAL_PARAM"), (json.Json.GetProperty("sdkError").GetString(), json.Json.GetProperty("sdkErrorName").GetString()));
    }

    [Fact]
    public async Task Wrong_usage_is_told_in_json_too()
    {
        await using var node = await ScriptedNode.StartAsync();

        var run = await PbmRun.AtAsync(node, "device", "add", "--output", "json");

        Assert.Equal((2, 2, "usage"), (run.Exit, run.Json.GetProperty("exit").GetInt32(), run.Json.GetProperty("errorCode").GetString()));
    }

    [Theory]
    [InlineData("from-environment", "", "from-environment")]
    [InlineData(null, "from-stdin\nrest", "from-stdin")]
    public async Task A_password_comes_from_the_environment_or_standard_input_and_travels_apart(string? set, string input, string expected)
    {
        var seen = new TaskCompletionSource<Start>();
        await using var node = await ScriptedNode.StartAsync((start, _, _) => Task.FromResult(Keep(seen, start)));
        var environment = PbmRun.With(node);
        if (set is not null)
            environment["PBM_PASSWORD"] = set;
        string[] words = ["device", "add", "gate", "-host", "a", .. set is null ? (string[])["-password-stdin"] : []];

        var run = await PbmRun.RunAsync(environment, input, words);

        var start = await seen.Task.WaitAsync(PbmRun.Limit);
        Assert.Equal(0, run.Exit);
        Assert.Equal(expected, start.Secrets["password"]);
        Assert.DoesNotContain("password", start.Values.Keys);
    }

    [Fact]
    public async Task A_needed_password_that_nobody_gives_is_asked_for_in_words()
    {
        await using var node = await ScriptedNode.StartAsync();

        var run = await PbmRun.AtAsync(node, "device", "add", "gate", "-host", "a");

        Assert.Equal(2, run.Exit);
        Assert.Contains("-password-stdin", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_piped_in_are_run_in_turn_and_the_first_failure_is_the_end()
    {
        await using var node = await ScriptedNode.StartAsync((start, _, reply) => Named(start, reply));
        var input = "# comment\n\ndevice list\nlive nonsense\ndevice list\nexit\ndevice list\n";

        var run = await PbmRun.RunAsync(PbmRun.With(node), input, []);

        Assert.Equal((2, "device list\ndevice list\n"), (run.Exit, run.Out));
        Assert.Contains("there is no command of live 'nonsense'", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("live", "help")]
    [InlineData("record", "help", "live")]
    [InlineData("PBM_PASSWORD", "help", "device", "add")]
    [InlineData("Exit codes", "--help")]
    [InlineData("pbm 0.", "--version")]
    public async Task Help_tells_what_the_node_can_be_asked(string expected, params string[] words)
    {
        await using var node = await ScriptedNode.StartAsync();

        var run = await PbmRun.AtAsync(node, words);

        Assert.Equal(0, run.Exit);
        Assert.Contains(expected, run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Standard_output_that_takes_no_more_is_74_on_the_other_stream()
    {
        await using var node = await ScriptedNode.StartAsync(TwoRows);

        foreach (var form in (string[])["table", "json"])
        {
            await using var full = new FullOutput();
            var run = await PbmRun.RunAsync(PbmRun.With(node), TextReader.Null, ["device", "list", "--output", form], output: full);

            Assert.Equal(74, run.Exit);
            Assert.Contains("pbm: a file or stream cannot be used: no space left", run.Error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(typeof(IOException), 74, "file")]
    [InlineData(typeof(NotSupportedException), 70, "fault")]
    public async Task What_nobody_foresaw_is_an_exit_code_in_json_too(Type failure, int code, string word)
    {
        await using var node = await ScriptedNode.StartAsync();
        using var input = new FailingInput((Exception)Activator.CreateInstance(failure)!);

        var run = await PbmRun.RunAsync(PbmRun.With(node), input, ["--output", "json"]);

        Assert.Equal((code, code, word), (run.Exit, run.Json.GetProperty("exit").GetInt32(), run.Json.GetProperty("errorCode").GetString()));
    }

    private sealed class FullOutput : TextWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => throw new IOException("no space left");
    }

    private sealed class FailingInput(Exception failure) : TextReader
    {
        public override string? ReadLine() => throw failure;
    }

    private static async Task<Exit> TwoRows(Start start, Grpc.Core.IAsyncStreamReader<RunRequest> requests, Func<RunReply, Task> reply)
    {
        await reply(new RunReply { Columns = new Columns { Names = { "device", "nextAttempt" } } });
        await reply(new RunReply { Row = new Row { Cells = { "gate", "never" } } });
        await reply(new RunReply { Row = new Row { Cells = { "evil", "\u001b[2J\u202e" } } });
        return new Exit();
    }

    private static async Task<Exit> Named(Start start, Func<RunReply, Task> reply)
    {
        await reply(new RunReply { Text = $"{start.Palette} {start.Command}" });
        return new Exit();
    }

    private static Exit Keep(TaskCompletionSource<Start> seen, Start start)
    {
        seen.SetResult(start);
        return new Exit();
    }
}
