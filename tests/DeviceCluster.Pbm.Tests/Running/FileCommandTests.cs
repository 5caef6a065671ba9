using DeviceCluster.Pbm.Running;
using DeviceCluster.Pbm.V1;
using Google.Protobuf;

namespace DeviceCluster.Pbm.Tests.Running;

public sealed class FileCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pbm-tests-");

    private string File => Path.Combine(_folder.FullName, "gate.dav");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Chunks_become_a_file_that_appears_whole()
    {
        var seenDuring = true;
        await using var node = await ScriptedNode.StartAsync(async (start, _, reply) =>
        {
            await reply(Chunk("DHAV"));
            seenDuring = Path.Exists(File);
            await reply(Chunk(start.Values["file"]));
            return new Exit();
        });

        var run = await PbmRun.AtAsync(node, "live", "record", "-file", File, "--output", "json");

        Assert.Equal((0, false, "DHAVgate.dav"), (run.Exit, seenDuring, System.IO.File.ReadAllText(File)));
        Assert.Equal(12, run.Json.GetProperty("file").GetProperty("bytes").GetInt64());
        Assert.False(Path.Exists(File + ".partial"));
    }

    [Fact]
    public async Task A_failure_keeps_what_came_beside_the_name_and_says_so()
    {
        await using var node = await ScriptedNode.StartAsync(async (_, _, reply) =>
        {
            await reply(Chunk("half"));
            return new Exit { Code = 1, Error = "the view ended", ErrorCode = "ended" };
        });

        var run = await PbmRun.AtAsync(node, "live", "record", "-file", File);

        Assert.Equal((1, false, "half"), (run.Exit, Path.Exists(File), System.IO.File.ReadAllText(File + ".partial")));
        Assert.Contains($"{File}.partial, 4 bytes", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_before_the_first_byte_leaves_nothing()
    {
        await using var node = await ScriptedNode.StartAsync((_, _, _) => Task.FromResult(new Exit { Code = 1, Error = "no" }));

        await PbmRun.AtAsync(node, "live", "record", "-file", File);

        Assert.Empty(_folder.EnumerateFiles());
    }

    [Fact]
    public async Task Control_C_tells_the_node_and_keeps_what_came()
    {
        using var interrupts = new Interrupts();
        var cancelled = new TaskCompletionSource();
        await using var node = await ScriptedNode.StartAsync(async (_, requests, reply) =>
        {
            await reply(Chunk("begun"));
            interrupts.Interrupt();
            await requests.MoveNext(CancellationToken.None);
            if (requests.Current.KindCase == RunRequest.KindOneofCase.Cancel)
                cancelled.SetResult();
            return new Exit { Code = 130, Error = "cancelled" };
        });

        var run = await PbmRun.RunAsync(PbmRun.With(node), "", ["live", "record", "-file", File], interrupts);

        await cancelled.Task.WaitAsync(PbmRun.Limit);
        Assert.Equal((130, "begun"), (run.Exit, System.IO.File.ReadAllText(File + ".partial")));
        Assert.Contains("kept", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_that_does_not_heed_a_cancel_is_left()
    {
        using var interrupts = new Interrupts();
        using var never = new CancellationTokenSource(PbmRun.Limit);
        await using var node = await ScriptedNode.StartAsync(async (_, _, _) =>
        {
            interrupts.Interrupt();
            await Task.Delay(Timeout.Infinite, never.Token);
            return new Exit();
        });

        var run = await PbmRun.RunAsync(PbmRun.With(node), "", ["device", "list"], interrupts);
        await never.CancelAsync();

        Assert.Equal(130, run.Exit);
    }

    [Fact]
    public async Task A_file_to_be_read_is_sent_as_input_to_its_end()
    {
        System.IO.File.WriteAllBytes(File, new byte[200_000]);
        var bytes = 0;
        await using var node = await ScriptedNode.StartAsync(async (_, requests, _) =>
        {
            while (await requests.MoveNext(CancellationToken.None))
                bytes += requests.Current.Input.Length;
            return new Exit();
        });

        var run = await PbmRun.AtAsync(node, "live", "load", "-file", File);

        Assert.Equal((0, 200_000), (run.Exit, bytes));
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_told_before_the_node_is_asked()
    {
        await using var node = await ScriptedNode.StartAsync((_, _, _) => throw new InvalidOperationException("asked"));

        var run = await PbmRun.AtAsync(node, "live", "record", "-file", Path.Combine(_folder.FullName, "none", "x.dav"));

        Assert.Equal(74, run.Exit);
        Assert.Contains("cannot be written", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(300_000)]
    public async Task A_full_disk_is_74_with_a_remedy(int bytes)
    {
        // What is written beside the name goes to the device that is always full.
        System.IO.File.CreateSymbolicLink(File + ".partial", "/dev/full");
        await using var node = await ScriptedNode.StartAsync(async (_, _, reply) =>
        {
            await reply(Chunk("head"));
            await reply(Chunk(new string('x', bytes)));
            return new Exit();
        });

        var run = await PbmRun.AtAsync(node, "live", "record", "-file", File, "--output", "json");

        Assert.Equal((74, "file"), (run.Exit, run.Json.GetProperty("errorCode").GetString()));
        Assert.Contains("cannot be written", run.Json.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Contains("make room", run.Json.GetProperty("remedy").GetString(), StringComparison.Ordinal);
    }

    private static RunReply Chunk(string text) => new() { FileChunk = ByteString.CopyFromUtf8(text) };
}
