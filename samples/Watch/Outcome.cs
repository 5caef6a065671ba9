using System.Security.Cryptography;
using DeviceCluster.Client;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Live;
using Microsoft.Extensions.Configuration;

namespace Watch;

/// <summary>How the sample ends: refusals and faults as one line and an exit code.</summary>
internal static class Outcome
{
    public static async Task<int> OfAsync(string[] args, Func<WatchSettings, TextWriter, Task> watch)
    {
#pragma warning disable RS0030 // The one place where the process's own streams are taken.
        var (output, errors) = (Console.Out, Console.Error);
#pragma warning restore RS0030
        try
        {
            await watch(WatchSettings.Read(new ConfigurationBuilder().AddCommandLine(args).Build()), output);
            return 0;
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException or FormatException)
        {
            return Fail(errors, 64, $"{e.Message}\n{WatchSettings.Usage}");
        }
        catch (Exception e) when (e is RefusedException or IOException or UnauthorizedAccessException)
        {
            return Fail(errors, 1, e.Message);
        }
        catch (OperationCanceledException)
        {
            return Fail(errors, 1, "it was told to stop before all was done");
        }
    }

    public static T OrThrow<T>(this Answer<T> answer)
        where T : class => answer.IsGiven ? answer.Value : throw new RefusedException(answer.Refusal);

    public static MediaOffer OrThrow(this LiveReply reply) => reply switch
    {
        LiveReply.Offered offered => offered.Offer,
        IRefusal refusal => throw new RefusedException(refusal),
        _ => throw new RefusedException(new Refusal(RefusalCode.Offline, $"the answer was {reply}", "use the client of the nodes' version")),
    };

    /// <summary>Reads until it is told to end; a view that ends by itself before is a refusal.</summary>
    public static async Task UntilAsync(Func<CancellationToken, Task> read, CancellationToken end)
    {
        try
        {
            await read(end);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            return;
        }
        throw new RefusedException(new Refusal(RefusalCode.Offline, "the view ended before its time", "look with 'pbm device why' at the device"));
    }

    private static int Fail(TextWriter errors, int code, string words)
    {
        errors.WriteLine($"watch: {string.Concat(words.Select(c => char.IsControl(c) && c != '\n' ? '?' : c))}");
        return code;
    }
}
