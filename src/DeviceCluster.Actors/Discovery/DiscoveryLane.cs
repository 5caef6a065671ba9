using DeviceCluster.Actors.Sessions;
using DeviceCluster.Sdk.Discovery;

namespace DeviceCluster.Actors.Discovery;

/// <summary>The native calls of discovery. Each has a place, and keeps it until it has really ended, also where nobody waits for it any more.</summary>
internal sealed class DiscoveryLane(NativeLanes lanes, TimeProvider time)
{
    /// <summary>For the stop of a search, before what it found is told without waiting for it any longer.</summary>
    private static readonly TimeSpan StopWait = TimeSpan.FromSeconds(1);

    private readonly DiscoveryPlaces _places = new();

    /// <exception cref="RefusedException">None is free.</exception>
    public DiscoveryPlaces.Place Take() => _places.Take();

    /// <summary>The place is free when the call is over.</summary>
    public Task<T> CallAsync<T>(DiscoveryPlaces.Place place, Func<T> call, TimeSpan deadline) => RunAsync(
        place,
        () =>
        {
            try
            {
                return call();
            }
            finally
            {
                place.Free();
            }
        },
        deadline);

    /// <summary>A search that begins has the place until it is stopped; one that begins after the deadline is stopped at once.</summary>
    public Task<DiscoverySearch> StartAsync(DiscoveryPlaces.Place place, Func<DiscoverySearch> start) => RunAsync(
        place,
        () =>
        {
            try
            {
                return start();
            }
            catch
            {
                place.Free();
                throw;
            }
        },
        NativeLanes.ControlDeadline,
        late => Stop(late, place));

    /// <summary>Fails never for want of a thread: what was found is worth telling.</summary>
    public async Task StopAsync(DiscoverySearch search, DiscoveryPlaces.Place place)
    {
        try
        {
            await StopOnLaneAsync(search, place).WaitAsync(StopWait, time);
        }
        catch (TimeoutException)
        {
            // It is stopped nevertheless, however late, and has its place until then.
        }
    }

    /// <summary>On the lane where nothing expires in the queue: a search that is not stopped lives on.</summary>
    private async Task StopOnLaneAsync(DiscoverySearch search, DiscoveryPlaces.Place place)
    {
        try
        {
            await lanes.Logout.RunAsync(() => Stop(search, place), NativeLanes.ControlDeadline);
        }
        catch (LaneFullException)
        {
            await Task.Run(() => Stop(search, place));
        }
    }

    private static void Stop(DiscoverySearch search, DiscoveryPlaces.Place place)
    {
        try
        {
            search.Dispose();
        }
        finally
        {
            place.Free();
        }
    }

    /// <summary>A call that was never made is over at once.</summary>
    private async Task<T> RunAsync<T>(DiscoveryPlaces.Place place, Func<T> call, TimeSpan deadline, Action<T>? late = null)
    {
        try
        {
            return await lanes.Control.RunAsync(call, deadline, late);
        }
        catch (Exception e) when (e is LaneFullException or LaneDeadlineException { Started: false })
        {
            place.Free();
            throw;
        }
    }
}
