using Spectre.Console;

namespace DeviceCluster.Pbm;

/// <summary>Where pbm reads and writes: the process's own streams, or a test's.</summary>
internal sealed record Streams(
    LineInput In, bool InIsTerminal, TextWriter Out, IAnsiConsole Table, IAnsiConsole Error, Func<string, string?> Environment)
{
    // The one place where the process's own streams are taken; everything else gets them from here.
#pragma warning disable RS0030
    public static Streams OfProcess()
    {
        var output = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) });
        var error = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        if (Console.IsOutputRedirected)
            output.Profile.Width = NoWrap;
        if (Console.IsErrorRedirected)
            error.Profile.Width = NoWrap;
        return new Streams(new LineInput(Console.In), !Console.IsInputRedirected, Console.Out, output, error, System.Environment.GetEnvironmentVariable);
    }

    /// <summary>While a line is edited Ctrl-C belongs to the line, else it ends the command.</summary>
    public static void TakeControlC(bool asInput) => Console.TreatControlCAsInput = asInput;
#pragma warning restore RS0030

    // A file or a pipe has no width; what is read by a program must not be folded.
    private const int NoWrap = 100_000;
}
