using DeviceCluster.Actors;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Jobs;
using DeviceCluster.Contracts.Ptz;
using DeviceCluster.Pbm.V1;

namespace DeviceCluster.Node.Pbm.Palettes;

/// <summary>
/// Orders to the cameras of devices that a line selects: to one device's at once, to those of many as a job. A job renews nothing: a move has its time, after
/// which the camera's actor stops it, as if its holder had fallen silent.
/// </summary>
internal sealed class PtzFleet(DeviceGateway devices, FleetRun fleet)
{
    /// <param name="name">Of the command.</param>
    /// <param name="help">What it does.</param>
    /// <param name="order">Reads the line once, and makes the order to each device of it.</param>
    /// <param name="examples">Lines.</param>
    /// <param name="switches">Beside which devices, which channel and who.</param>
    public PaletteCommand Command(
        string name, string help, Func<CommandContext, Func<DeviceId, PtzOrder>> order, IEnumerable<string> examples, params IEnumerable<Switch> switches) => new(
            new Command
            {
                Name = name,
                Help = help,
                Switches = { Switches.Selectors(), switches, Switches.Channel(), PtzPalette.As(), PtzPalette.Priority() },
                Examples = { examples },
            },
            context => RunAsync(context, order(context)))
        {
            Limit = FleetRun.Limit,
        };

    private Task RunAsync(CommandContext context, Func<DeviceId, PtzOrder> order) =>
        fleet.RunAsync(context, id => new JobWork.Order(order(id)), id => PtzPalette.GiveAsync(devices, context, order(id)));
}
