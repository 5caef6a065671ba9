using System.Buffers.Binary;
using System.Net;
using DeviceCluster.Testing.Network;
using DeviceCluster.Testing.Processes;

namespace DeviceCluster.EndToEnd.Tests.Network;

/// <summary>What tests try from within a lab's machines, with the shell's own sockets.</summary>
internal static class LabCalls
{
    private const int TimedOut = 124;

    private const int HeaderSize = 32, LengthAt = 16, TotalAt = 24;

    /// <summary>A virtual recorder is a listener as good as any; it answers to the machine's own address.</summary>
    public static async Task<RunningProgram> ListenAsync(LabHost host, int port)
    {
        var listener = host.Start(
            Programs.Simulator, ["--first", $"{host.Address}", "--port", $"{port}", "--discovery-port", "-1"],
            new Dictionary<string, string> { ["SIMULATOR_PASSWORD"] = Recorders.Password });
        await listener.WaitForLineAsync("devices ready", TimeSpan.FromSeconds(60));
        return listener;
    }

    /// <summary>"connected", "silent" when no packet came back, or what the shell says of a refusal.</summary>
    public static async Task<string> ConnectAsync(this LabHost from, IPAddress to, int port)
    {
        var (code, words) = await BashAsync(from, seconds: 1, $"exec 3<>/dev/tcp/{to}/{port}");
        return code switch { 0 => "connected", TimedOut => "silent", _ => words };
    }

    /// <summary>True when the recorder's answer has come.</summary>
    public static async Task<bool> SearchAsync(this LabHost from, IPAddress to)
    {
        var (code, _) = await BashAsync(from, seconds: 2,
            $"exec 3<>/dev/udp/{to}/{LabPorts.Discovery}; echo {Convert.ToBase64String(Search())} | base64 -d >&3; head -c 4 <&3 >/dev/null");
        return code == 0;
    }

    private static byte[] Search()
    {
        var text = """{"method":"DHDiscover.search","params":{"mac":"","uni":1}}"""u8;
        var datagram = new byte[HeaderSize + text.Length];
        "\x20\0\0\0DHIP"u8.CopyTo(datagram);
        BinaryPrimitives.WriteInt32LittleEndian(datagram.AsSpan(LengthAt), text.Length);
        BinaryPrimitives.WriteInt32LittleEndian(datagram.AsSpan(TotalAt), text.Length);
        text.CopyTo(datagram.AsSpan(HeaderSize));
        return datagram;
    }

    private static async Task<(int Code, string Words)> BashAsync(LabHost from, int seconds, string script)
    {
        var (code, _, words) = await Command.TryAsync(from.Prefix[0], [.. from.Prefix.Skip(1), "timeout", $"{seconds}", "bash", "-c", script]);
        return (code, words);
    }
}
