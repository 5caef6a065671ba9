using System.Collections.Immutable;
using DeviceCluster.Actors.Devices;
using DeviceCluster.Actors.Sessions;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Sdk;

namespace DeviceCluster.Actors.Asking;

/// <summary>Asks for an answer part by part: what a device does not tell is written down with its reason, and the rest is asked all the same.</summary>
internal sealed class PartsOfAnswer(SessionCaller caller)
{
    private readonly ImmutableArray<string>.Builder _untold = ImmutableArray.CreateBuilder<string>();

    public ImmutableArray<string> NotTold => _untold.ToImmutable();

    /// <param name="what">Its name for people.</param>
    /// <param name="call">Asks.</param>
    /// <param name="take">Gets what was told; false when that is not what it should be.</param>
    /// <exception cref="RefusedException">Nothing can be asked any more.</exception>
    public async Task AskAsync<T>(string what, Func<INativeLogin, TimeSpan, T> call, Func<T, bool> take)
    {
        try
        {
            if (!take(await caller.RunAsync(call)))
                _untold.Add($"{what}: the device does not say");
        }
        catch (Exception e) when (IsOfThisPart(e))
        {
            _untold.Add($"{what}: {e.Message}");
        }
    }

    private static bool IsOfThisPart(Exception failure) => failure switch
    {
        SdkException e => e.Code is not (SdkErrors.InvalidHandle or SdkErrors.NotNow),
        LaneDeadlineException => true,
        RefusedException e => e.Refusal.Code == RefusalCode.DeviceRefused,
        _ => false,
    };
}
