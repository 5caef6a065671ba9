using System.Text;

namespace DeviceCluster.Node.Tests.Process;

/// <summary>One pbm that is given line after line, as a script pipes them; each line has an answer of its own.</summary>
internal sealed class PbmTalk(System.Diagnostics.Process pbm) : IAsyncDisposable
{
    public async Task<PbmReply> AskAsync(string line)
    {
        using var limit = new CancellationTokenSource(ProgramRun.Limit);
        await pbm.StandardInput.WriteLineAsync(line.AsMemory(), limit.Token);
        await pbm.StandardInput.FlushAsync(limit.Token);
        var answer = new StringBuilder();
        while (await pbm.StandardOutput.ReadLineAsync(limit.Token) is { } part)
        {
            answer.AppendLine(part);
            if (IsLast(part))
                return PbmReply.Of(answer.ToString());
        }

        throw new InvalidOperationException($"pbm ended at '{line}': {await pbm.StandardError.ReadToEndAsync(limit.Token)}");
    }

    /// <summary>The end of its input is its own end; the exit code.</summary>
    public async Task<int> EndAsync()
    {
        using var limit = new CancellationTokenSource(ProgramRun.Limit);
        pbm.StandardInput.Close();
        await pbm.WaitForExitAsync(limit.Token);
        return pbm.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!pbm.HasExited)
            pbm.Kill();
        await pbm.WaitForExitAsync();
        pbm.Dispose();
    }

    // A table has its rows on lines of their own, and a line that closes them.
    private static bool IsLast(string part) => part == "]}" || (part.StartsWith("{\"exit\":", StringComparison.Ordinal) && part[^1] == '}');
}
