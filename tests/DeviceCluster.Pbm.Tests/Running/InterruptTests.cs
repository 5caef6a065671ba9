using DeviceCluster.Pbm.Running;

namespace DeviceCluster.Pbm.Tests.Running;

public class InterruptTests
{
    [Theory]
    [InlineData]
    [InlineData("device", "add", "gate", "-host", "a", "-password-stdin")]
    public async Task A_wait_for_input_is_ended_by_control_C(params string[] words)
    {
        await using var node = await ScriptedNode.StartAsync();
        using var interrupts = new Interrupts();
        using var input = new SilentInput();
        var running = Task.Run(() => PbmRun.RunAsync(PbmRun.With(node), input, words, interrupts));
        try
        {
            await input.Reading.WaitAsync(PbmRun.Limit);
            interrupts.Interrupt();

            var run = await running.WaitAsync(PbmRun.Limit / 2);

            Assert.Equal((130, "pbm: cancelled\n"), (run.Exit, run.Error));
        }
        finally
        {
            input.End();
        }
    }

    [Fact]
    public async Task A_line_that_comes_after_a_stop_is_not_lost()
    {
        using var stop = new CancellationTokenSource();
        using var input = new HeldLine("late");
        var lines = new LineInput(input);
        var stopped = lines.ReadLineAsync(stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped);

        input.Give();

        Assert.Equal("late", await lines.ReadLineAsync(CancellationToken.None).WaitAsync(PbmRun.Limit));
        Assert.Null(await lines.ReadLineAsync(CancellationToken.None).WaitAsync(PbmRun.Limit));
    }

    [Fact]
    public void Only_the_first_signal_is_kept_from_ending_the_process()
    {
        using var interrupts = new Interrupts();

        Assert.Equal((true, false, false), (interrupts.Terminate(), interrupts.Terminate(), interrupts.Interrupt()));
        Assert.True(interrupts.Process.IsCancellationRequested);
    }

    [Fact]
    public async Task Each_command_of_a_conversation_has_its_own_first_signal()
    {
        using var interrupts = new Interrupts();
        Task<(bool, bool)> Command() => interrupts.CommandAsync(_ => Task.FromResult((interrupts.Interrupt(), interrupts.Interrupt())));

        Assert.Equal((true, false), await Command());
        Assert.Equal((true, false), await Command());
        Assert.False(interrupts.Process.IsCancellationRequested);
    }

    // One line, given when told; then the end.
    private sealed class HeldLine(string line) : TextReader
    {
        private readonly ManualResetEventSlim _given = new();
        private string? _line = line;

        public void Give() => _given.Set();

        public override string? ReadLine() =>
            _given.Wait(PbmRun.Limit) ? Interlocked.Exchange(ref _line, null) : throw new TimeoutException("the line was not given");
    }
}
