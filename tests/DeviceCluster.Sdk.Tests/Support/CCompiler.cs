using System.Diagnostics;

namespace DeviceCluster.Sdk.Tests.Support;

/// <summary>The C compiler of the machine: the judge of layouts, and the maker of libraries that are wrong on purpose.</summary>
internal static class CCompiler
{
    /// <summary>What it has to say about the text; empty when it is right.</summary>
    public static string Check(IEnumerable<string> lines) =>
        Run(lines, "-fsyntax-only", "-xc", $"-I{TestFiles.HeaderFolder}", "-").Said;

    public static void BuildLibrary(string path, IEnumerable<string> lines, params string[] more)
    {
        var (exit, said) = Run(lines, ["-shared", "-fPIC", "-o", path, "-xc", "-", .. more]);
        Assert.True(exit == 0, said);
    }

    /// <summary>A program that includes our header alone.</summary>
    public static void BuildProgram(string path, string source)
    {
        var (exit, said) = Run([], "-std=gnu11", "-Wall", "-Wextra", "-Werror", $"-I{TestFiles.HeaderFolder}", source, "-o", path, "-ldl", "-pthread");
        Assert.True(exit == 0, said);
    }

    private static (int Exit, string Said) Run(IEnumerable<string> lines, params string[] arguments)
    {
        var start = new ProcessStartInfo("cc", arguments) { RedirectStandardInput = true, RedirectStandardError = true };
        using var cc = Process.Start(start)!;
        cc.StandardInput.Write(string.Join('\n', lines) + '\n');
        cc.StandardInput.Close();
        var said = cc.StandardError.ReadToEnd();
        cc.WaitForExit();
        return (cc.ExitCode, said);
    }
}
