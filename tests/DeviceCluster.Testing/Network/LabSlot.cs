using System.Globalization;
using System.Net;
using DeviceCluster.Testing.Processes;

namespace DeviceCluster.Testing.Network;

/// <summary>
/// A lab's own number, so that several can live at once: its bridge is its claim, and names and addresses follow from it.
/// A bridge says whose it is; what a killed process left behind is cleared away by the next that wants it.
/// </summary>
internal sealed class LabSlot
{
    private const int Slots = 16;
    private const int NodesFrom = 1, DatabaseAt = 100, SimulatorAt = 101, OutsideAt = 254;

    private readonly int _number;

    private LabSlot(int number) => _number = number;

    public string Bridge => $"dclab{_number}";

    /// <summary>This machine's own address on the bridge: from here the lab is watched.</summary>
    public IPAddress Outside => Address(0, OutsideAt);

    public IPAddress Database => Address(0, DatabaseAt);

    public IPAddress Simulator => Address(0, SimulatorAt);

    /// <summary>Nobody has these addresses but the simulator.</summary>
    public IPAddress FirstDevice => Address(1, 1);

    /// <summary>Every lab has its own /20 of 10.77.0.0/16.</summary>
    public static int Prefix => 20;

    public IPAddress Node(int number) => Address(0, NodesFrom + number - 1);

    public string Namespace(string what) => $"{Bridge}-{what}";

    public static async Task<LabSlot> TakeAsync()
    {
        for (var number = 0; number < Slots; number++)
        {
            var slot = new LabSlot(number);
            if (await slot.TryTakeAsync() || (slot.IsLeftBehind() && await slot.ClearAndTakeAsync()))
                return slot;
        }

        throw new InvalidOperationException($"{Slots} labs live already: bridges dclab0 to dclab{Slots - 1}");
    }

    public async Task ClearAsync()
    {
        var names = (await Command.RunAsync("ip", "netns", "list")).Split('\n').Select(line => line.Split(' ')[0]);
        foreach (var name in names.Where(name => name.StartsWith($"{Bridge}-", StringComparison.Ordinal)))
        {
            // A process that still runs there would keep the namespace alive without its name.
            foreach (var process in (await Command.RunAsync("ip", "netns", "pids", name)).Split('\n', StringSplitOptions.RemoveEmptyEntries))
                await Command.TryAsync("kill", ["-KILL", process]);

            await Command.TryAsync("ip", ["link", "del", name]);
            await Command.RunAsync("ip", "netns", "del", name);
        }

        await Command.RunAsync("ip", "link", "del", Bridge);
    }

    private async Task<bool> TryTakeAsync()
    {
        var (code, _, words) = await Command.TryAsync("ip", ["link", "add", Bridge, "type", "bridge"]);
        if (code == 0)
        {
            await Command.RunAsync("ip", "link", "set", Bridge, "alias", Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return true;
        }

        return words.Contains("File exists", StringComparison.Ordinal)
            ? false
            : throw new InvalidOperationException($"a bridge cannot be made (a network lab needs root): {words}");
    }

    /// <summary>Without a word of whose it is, it is somebody's who has just made it.</summary>
    private bool IsLeftBehind()
    {
        try
        {
            return int.TryParse(File.ReadAllText($"/sys/class/net/{Bridge}/ifalias"), CultureInfo.InvariantCulture, out var owner)
                && !Directory.Exists($"/proc/{owner}");
        }
        catch (IOException)
        {
            // Gone meanwhile; it is another's turn to take it.
            return false;
        }
    }

    private async Task<bool> ClearAndTakeAsync()
    {
        await ClearAsync();
        return await TryTakeAsync();
    }

    private IPAddress Address(int third, int fourth) => new([10, 77, (byte)((_number * 16) + third), (byte)fourth]);
}
