using DeviceCluster.Actors;
using DeviceCluster.Contracts.Control;
using DeviceCluster.Pbm.V1;

namespace DeviceCluster.Node.Pbm.Palettes;

/// <summary>The command of the palette <c>device</c> that switches a device off: one at a time, for somebody must go there afterwards.</summary>
internal sealed class DeviceShutdown(DeviceGateway devices)
{
    public PaletteCommand Command => new(
        new Command
        {
            Name = "shutdown",
            Help = "switches a device off; nothing but a hand at the device switches it on again",
            Switches = { Switches.Device(), new Switch { Name = "yes", Help = "you know that somebody must go there" } },
            Examples = { "device shutdown gate -yes" },
        },
        RunAsync);

    private async Task RunAsync(CommandContext context)
    {
        var device = context.Device();
        if (!context.Flag("yes"))
            throw CommandFailure.Usage(
                $"{device} would be off until somebody switches it on where it stands",
                $"'device reboot {device}' starts it again by itself; to switch it off: device shutdown {device} -yes");
        await devices.AskAsync(new ControlOrder.ShutDown(device), context.Origin(), context.Stop);
        await context.TextAsync($"{device}: it switches itself off; 'device disable {device}' ends the attempts to log in to it");
    }
}
