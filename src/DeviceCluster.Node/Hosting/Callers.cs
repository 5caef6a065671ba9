using System.Net.Sockets;

namespace DeviceCluster.Node.Hosting;

/// <summary>
/// Who calls at a port while a word is waited for. All are heard side by side, so that one who is silent keeps nobody waiting; they are let go without
/// a farewell, so that the port is free at once.
/// </summary>
internal sealed class Callers(Socket port, byte[] word)
{
    private const int Most = 64;

    /// <summary>True: one of them said the word. False: nobody did. Null: some said nothing within the limit, so it cannot be told.</summary>
    public async Task<bool?> SaysAsync(CancellationToken limit)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(limit);
        var heard = new List<Task<bool?>>();
        var next = port.AcceptAsync(over.Token).AsTask();
        bool? answer = false;
        try
        {
            while (answer is not true && heard.Count < Most)
            {
                var first = await Task.WhenAny([next, .. heard]);
                if (first == next)
                {
                    heard.Add(HearAsync(await next, over.Token));
                    next = port.AcceptAsync(over.Token).AsTask();
                    continue;
                }
                var said = await (Task<bool?>)first;
                heard.Remove((Task<bool?>)first);
                answer = said == false ? answer : said;
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            // The limit is over.
        }
        await over.CancelAsync();
        await LetGoAsync(next);
        var rest = await Task.WhenAll(heard);
        return answer is true || rest.Contains(true) ? true : rest.Contains(null) ? null : answer;
    }

    // Null: still silent at the end.
    private async Task<bool?> HearAsync(Socket caller, CancellationToken stop)
    {
        using var _ = caller;
        caller.LingerState = new LingerOption(true, 0);
        var said = new byte[word.Length];
        try
        {
            for (var length = 0; length < said.Length;)
            {
                var more = await caller.ReceiveAsync(said.AsMemory(length), stop);
                if (more == 0)
                    return false;
                length += more;
            }
            return said.AsSpan().SequenceEqual(word);
        }
        catch (SocketException)
        {
            // Some other caller, gone again.
            return false;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private static async Task LetGoAsync(Task<Socket> next)
    {
        try
        {
            using var late = await next;
            late.LingerState = new LingerOption(true, 0);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            // Nobody came any more.
        }
    }
}
