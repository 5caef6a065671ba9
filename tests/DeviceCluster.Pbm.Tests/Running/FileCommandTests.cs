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

    [Fact]
    public async Task Files_of_many_devices_appear_whole_each_under_its_own_name()
    {
        await using var node = await ScriptedNode.StartAsync(async (_, _, reply) =>
        {
            await reply(Part("gate", "JPEG ", last: false));
            await reply(Part("gate", "1", last: true));
            await reply(Part("yard.2", "half", last: false));
            await reply(Part("barn", "JPEG 3", last: true));
            return new Exit { Code = 5, Error = "1 of 3", ErrorCode = "partly-done" };
        });

        var run = await PbmRun.AtAsync(
            node, "live", "record", "-file", Path.Combine(_folder.FullName, "at-{device}.jpg"), "--output", "json");

        Assert.Equal(5, run.Exit);
        Assert.Equal(["at-barn.jpg", "at-gate.jpg", "at-yard.2.jpg.partial"], _folder.EnumerateFiles().Select(file => file.Name).Order());
        Assert.Equal("JPEG 1", System.IO.File.ReadAllText(Path.Combine(_folder.FullName, "at-gate.jpg")));
        Assert.Equal(
            [("at-gate.jpg", 6L), ("at-barn.jpg", 6L)],
            run.Json.GetProperty("files").EnumerateArray().Select(
                file => (Path.GetFileName(file.GetProperty("path").GetString()!), file.GetProperty("bytes").GetInt64())));
    }

    [Theory]
    [InlineData("../gate")]
    [InlineData("a/b")]
    [InlineData("..")]
    [InlineData("")]
    [InlineData(".hidden")]
    public async Task A_node_that_names_what_is_no_device_writes_nothing(string device)
    {
        await using var node = await ScriptedNode.StartAsync(async (_, _, reply) =>
        {
            await reply(Part(device, "evil", last: true));
            return new Exit();
        });

        var run = await PbmRun.AtAsync(node, "live", "record", "-file", Path.Combine(_folder.FullName, "{device}.jpg"));

        Assert.Equal(70, run.Exit);
        Assert.Empty(_folder.EnumerateFileSystemInfos());
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_told_before_the_node_is_asked()
    {
        await using var node = await ScriptedNode.StartAsync((_, _, _) => throw new InvalidOperationException("asked"));

        var run = await PbmRun.AtAsync(node, "live", "record", "-file", Path.Combine(_folder.FullName, "none", "{device}.jpg"));

        Assert.Equal(74, run.Exit);
        Assert.Contains("there is no folder", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_for_many_files_is_refused_for_a_command_that_writes_one_and_nothing_is_lost_in_silence()
    {
        await using var node = await ScriptedNode.StartAsync(async (_, _, reply) =>
        {
            await reply(Chunk("a recording"));
            return new Exit();
        });

        var run = await PbmRun.AtAsync(node, "live", "record", "-file", Path.Combine(_folder.FullName, "{device}.mp4"));

        Assert.Equal(2, run.Exit);
        Assert.Contains("this command writes one file", run.Error, StringComparison.Ordinal);
        Assert.Empty(_folder.EnumerateFileSystemInfos());
    }

    private static RunReply Part(string device, string text, bool last) =>
        new() { FilePart = new FilePart { Device = device, Chunk = ByteString.CopyFromUtf8(text), Last = last } };

    private static RunReply Chunk(string text) => new() { FileChunk = ByteString.CopyFromUtf8(text) };
}
