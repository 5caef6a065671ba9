using Akka.Actor;

namespace DeviceCluster.Actors.Live;

/// <summary>What a relay learns from what it has begun.</summary>
internal abstract record RelayTick : INoSerializationVerificationNeeded
{
    public sealed record PullEnded(RelayEnd End) : RelayTick;

    /// <summary>No viewer gets anything any more.</summary>
    public sealed record HubEnded(Exception? Failure) : RelayTick;

    public static async Task<RelayTick> OfAsync(RelayPull pull) => new PullEnded(await pull.Ended);

    public static async Task<RelayTick> OfAsync(LiveHub hub)
    {
        try
        {
            await hub.Completion;
            return new HubEnded(Failure: null);
        }
        catch (Exception e)
        {
            return new HubEnded(e);
        }
    }
}
