using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using DeviceCluster.Simulator.Tests.Wire;

namespace DeviceCluster.Simulator.Tests;

/// <summary>The simulator as a process, as scripts start it.</summary>
public class ProcessTests
{
    [Fact]
    public async Task It_says_when_it_is_ready_and_ends_with_zero_on_sigterm_with_a_viewer_connected()
    {
        var device = new IPEndPoint(new IPAddress([127, 20, 7, 3]), FreePort());
        using var process = Start("--devices", "3", "--first", "127.20.7.1", "--port", $"{device.Port}", "--discovery-port", "-1", "--control", "127.0.0.1:0");
        var ready = await process.StandardOutput.ReadLineAsync().WaitAsync(Limit.Wait);
        using var control = await RawConnection.OpenAsync(device);
        using var media = await RawConnection.OpenAsync(device);
        await WatchAsync(control, media);

        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await process.WaitForExitAsync().WaitAsync(Limit.Wait);

        Assert.Equal(("simulator: 3 devices ready", 0), (ready, process.ExitCode));
        Assert.True(await control.EndsByResetAsync());
    }

    [Fact]
    public async Task A_taken_port_is_named_together_with_its_holder()
    {
        using var holder = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        holder.Bind(new IPEndPoint(IPAddress.Any, 0));
        holder.Listen();
        var port = ((IPEndPoint)holder.LocalEndPoint!).Port;

        using var process = Start("--devices", "2", "--first", "127.20.7.1", "--port", $"{port}", "--discovery-port", "-1");
        var error = await process.StandardError.ReadToEndAsync().WaitAsync(Limit.Wait);
        await process.WaitForExitAsync().WaitAsync(Limit.Wait);

        Assert.Equal(1, process.ExitCode);
        Assert.Contains($"TCP port {port} is taken by process {Environment.ProcessId}", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--devices 0", "--devices is 0; it may be 1 to 65536")]
    [InlineData("--first here", "'here' is not an IPv4 address")]
    [InlineData("--first ::1", "'::1' is not an IPv4 address")]
    [InlineData("--control nowhere", "'nowhere' is not address:port")]
    [InlineData("--interface nowhere0 --first 10.77.0.1", "there is no network interface nowhere0; there are ")]
    [InlineData("--firmware vcr", "--firmware is 'vcr'; it may be dvr2012, ipc2019, nvr2015, nvr2026, or several parted by commas")]
    [InlineData("--devices 1 --uninitialised 2", "--uninitialised is 2; there are 1 devices")]
    [InlineData("--http-port 70000", "--http-port is 70000; it may be -1 to 65535")]
    [InlineData("--clip /nothing/here.h264", "there is no file /nothing/here.h264")]
    public async Task A_wrong_option_says_what_is_allowed(string arguments, string expected)
    {
        using var process = Start(arguments.Split(' '));
        var error = await process.StandardError.ReadToEndAsync().WaitAsync(Limit.Wait);
        await process.WaitForExitAsync().WaitAsync(Limit.Wait);

        Assert.Equal(1, process.ExitCode);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_password_it_does_not_start()
    {
        using var process = Start(start => start.Environment.Remove("SIMULATOR_PASSWORD"), []);
        var error = await process.StandardError.ReadToEndAsync().WaitAsync(Limit.Wait);
        await process.WaitForExitAsync().WaitAsync(Limit.Wait);

        Assert.Equal(1, process.ExitCode);
        Assert.Contains("give --password, or set SIMULATOR_PASSWORD", error, StringComparison.Ordinal);
    }

    private static async Task WatchAsync(RawConnection control, RawConnection media)
    {
        var session = (await control.LoginAsync()).Number(16);
        var id = (await LiveView.ReserveAsync(control)).Line("ConnectionID");
        await LiveView.JoinAsync(media, session, id);
        await LiveView.SwitchAsync(control, id, channel0: 0, stream: 0, state: 1);
        Assert.Equal(0xBC, (await media.ReceiveAsync()).Command);
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Any, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private static Process Start(params string[] arguments) => Start(_ => { }, arguments);

    private static Process Start(Action<ProcessStartInfo> change, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(SimulatorHost).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["SIMULATOR_PASSWORD"] = RawLogin.Password },
        };
        change(start);
        return Process.Start(start)!;
    }
}
