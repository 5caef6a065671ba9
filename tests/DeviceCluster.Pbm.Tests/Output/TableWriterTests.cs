using DeviceCluster.Pbm.Output;
using DeviceCluster.Pbm.V1;
using Spectre.Console;

namespace DeviceCluster.Pbm.Tests.Output;

public class TableWriterTests
{
    [Fact]
    public async Task A_line_that_comes_while_a_bar_runs_is_written_after_it()
    {
        using var screen = new StringWriter();
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, Interactive = InteractionSupport.Yes, Out = new AnsiConsoleOutput(screen) });
        var writer = new TableWriter(terminal, terminal);

        writer.Progress(0.5, "half");
        writer.Text("75 frames");
        await writer.EndAsync(new Exit());

        Assert.Contains("half", screen.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("75 frames\n", screen.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "nothing\n")]
    [InlineData(1, "pbm: no such device\n")]
    public async Task An_empty_table_is_nothing_unless_an_error_says_why_it_is_empty(int code, string told)
    {
        using var screen = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(screen) });
        var writer = new TableWriter(console, console);

        writer.Columns(["device"]);
        await writer.EndAsync(new Exit { Code = code, Error = "no such device" });

        Assert.Equal(told, screen.ToString());
    }

    [Fact]
    public async Task Where_there_is_no_terminal_there_is_no_bar()
    {
        using var log = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(log) });
        var writer = new TableWriter(console, console);

        writer.Progress(0.5, "half");
        await writer.EndAsync(new Exit());

        Assert.Equal("", log.ToString());
    }
}
