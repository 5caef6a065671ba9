using System.Text.Json;
using DeviceCluster.Actors.Devices;
using DeviceCluster.Actors.Sessions;
using DeviceCluster.Domain.Ptz;
using DeviceCluster.Sdk;
using DeviceCluster.Sdk.Ptz;
using PtzCapabilities = DeviceCluster.Contracts.Ptz.PtzCapabilities;
using PtzRange = DeviceCluster.Contracts.Ptz.PtzRange;

namespace DeviceCluster.Actors.Ptz;

/// <summary>The way to one camera over one login: each order, stop and question is a call of its own on the lane, so none waits for another.</summary>
internal sealed class PtzLine(NodeParts parts, SessionEntry entry, int channel)
{
    // The library counts channels from 0.
    private readonly int _channel0 = channel - 1;

    /// <param name="step">What it is told.</param>
    /// <param name="call">The order that it is told for; null = none, as for a stop.</param>
    /// <returns>False for a stop that ended the continuous move alone.</returns>
    /// <exception cref="RefusedException">It was not told: the session ends, another node has the device, or it is too late for the order.</exception>
    /// <exception cref="SdkException">The device refused, or did not answer.</exception>
    public async Task<bool> TellAsync(PtzStep step, SessionCall? call = null)
    {
        if (step is PtzStep.Halt halt)
            return await HaltAsync(halt);
        await Caller(call).RunAsync((login, _) => Tell(login, step));
        return true;
    }

    /// <exception cref="RefusedException">As for <see cref="TellAsync"/>.</exception>
    /// <exception cref="SdkException">The same.</exception>
    public async Task<PtzCapabilities> ReadCapabilitiesAsync()
    {
        var told = await Caller().RunAsync((login, wait) => login.ReadPtzCapabilities(_channel0, wait));
        return new PtzCapabilities(
            entry.Device, channel, told.Protocol, told.Pan, told.Tilt, told.Zoom, told.Focus, told.Iris, told.AutoPan, told.AutoScan, told.Menu,
            told.MovesAbsolutely, told.MovesContinuously, Range(told.Presets), Range(told.Tours), Range(told.Patterns),
            new PtzRange(told.PanAngle.Least, told.PanAngle.Most), new PtzRange(told.TiltAngle.Least, told.TiltAngle.Most),
            Range(told.Scans));
    }

    /// <exception cref="RefusedException">As for <see cref="TellAsync"/>.</exception>
    /// <exception cref="SdkException">The device did not answer. That it has no such answer is none.</exception>
    public async Task<PtzView> ReadViewAsync()
    {
        var caller = Caller();
        var status = await AskAsync(caller, PtzView.StatusQuestion);
        return PtzView.Of(status, await AskAsync(caller, PtzView.PresetsQuestion));
    }

    /// <summary>A stop is sent as long as there is a login and this node may hold it: also while it ends, and however late.</summary>
    private async Task<bool> HaltAsync(PtzStep.Halt halt)
    {
        // A call of the lane each: together they may take longer than one is given, and a stop that is taken for lost is sent a second time beside it.
        if (halt.Lens is { } lens)
        {
            await HaltAsync(login =>
            {
                login.Steer(_channel0, (uint)PtzPlan.LensCommand(lens), 0, 0, 0, stop: true);
                return true;
            });
        }

        return !halt.All || await HaltAsync(login => login.StopMove(_channel0, halt.AllFirst));
    }

    private Task<bool> HaltAsync(Func<INativeLogin, bool> halt) => parts.Lanes.Control.RunAsync(
        () =>
        {
            if (entry.Login is not { } login)
                throw new RefusedException(SessionRefusals.Ended);
            if (!parts.Fence.Holds(entry.Shard))
                throw new RefusedException(SessionRefusals.NotHeld(entry.Device));
            return halt(login);
        },
        parts.Settings.Sessions.ControlDeadline);

    private void Tell(INativeLogin login, PtzStep step)
    {
        switch (step)
        {
            case PtzStep.Move move:
                login.Move(_channel0, new PtzMotion((float)move.Pan, (float)move.Tilt, (float)move.Zoom, TimeSpan.FromSeconds(move.Seconds)));
                break;
            case PtzStep.MoveTo to:
                login.MoveTo(_channel0, new PtzPlace(to.Pan, to.Tilt, to.Zoom, (float)to.Speed));
                break;
            case PtzStep.SetPreset preset:
                login.SetPreset(_channel0, preset.Number, preset.Name);
                break;
            case PtzStep.Steer steer:
                login.Steer(_channel0, (uint)steer.Command, steer.First, steer.Second, steer.Third, stop: false);
                break;
            default:
                throw new InvalidOperationException($"{step.GetType().Name} is a step that nobody carries out");
        }
    }

    private async Task<JsonElement?> AskAsync(SessionCaller caller, string question)
    {
        try
        {
            return await caller.RunAsync((login, wait) => login.Ask(question, _channel0, wait));
        }
        catch (SdkException e) when (e.Code is not (SdkErrors.NetworkError or SdkErrors.InvalidHandle or SdkErrors.NotNow or SdkErrors.NoJson))
        {
            // Older cameras know no such question; the rest of what they tell is still worth telling.
            return null;
        }
    }

    private SessionCaller Caller(SessionCall? call = null) => new(parts, entry, parts.Settings.Ptz.Limit, call);

    private static PtzRange? Range(Sdk.Ptz.PtzRange? range) => range is { } told ? new PtzRange(told.Least, told.Most) : null;
}
