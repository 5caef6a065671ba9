using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using DeviceCluster.Simulator.Firmware;

namespace DeviceCluster.Simulator;

/// <summary>The options of the simulator's command line.</summary>
internal sealed class CommandLine
{
    public const string PasswordVariable = "SIMULATOR_PASSWORD";

    public const int UsualHttp = 8080, UsualJson = 5000, UsualOldDiscovery = 5050;

    private const int UsualDvrip = 37777, RealHttp = 80;
    private const int None = -1, AnyFree = 0;
    private const int MostAhead = 365 * 24 * 3600;

    private readonly Option<int> _devices = new("--devices") { Description = "how many virtual NVRs", DefaultValueFactory = _ => 1 };
    private readonly Option<IPAddress> _first = new("--first") { Description = "address of the first; each further one has the next" };
    private readonly Option<string?> _interface = new("--interface")
    {
        Description = "serve a routed range on this network interface instead of 127.0.0.0/8; started as root it makes `local` routes for the fleet's "
            + "addresses there and removes them at its end, else they must be there. Clients come from other machines or network namespaces",
    };
    private readonly Option<int> _channels = new("--channels") { Description = "channels of each; 4, 8, … are H.265", DefaultValueFactory = _ => 4 };
    private readonly Option<string> _user = new("--user") { Description = "user name", DefaultValueFactory = _ => "admin" };
    private readonly Option<string?> _password = new("--password") { Description = $"its password; better in {PasswordVariable}, where ps does not show it" };
    private readonly Option<FileInfo?> _clip = new("--clip") { Description = "a .h264, .h265 or .dav file that every channel plays" };
    private readonly Option<IPEndPoint?> _control = new("--control") { Description = "address:port for counters and faults by HTTP; it has no password" };
    private readonly Option<int> _seed = new("--seed") { Description = "what all random follows from", DefaultValueFactory = _ => 1 };
    private readonly Option<int> _port = new("--port") { Description = "device port; 0 = any free", DefaultValueFactory = _ => 37777 };
    private readonly Option<int> _discovery = new("--discovery-port") { Description = "-1 = no discovery, 0 = any free", DefaultValueFactory = _ => 37810 };
    private readonly Option<int?> _http = new("--http-port") { Description = $"-1 = no HTTP, 0 = any free; {UsualHttp} unless --port is another than {UsualDvrip}, then any free" };
    private readonly Option<int?> _json = new("--json-port") { Description = $"JSON on its own port, likewise; {UsualJson}" };
    private readonly Option<int?> _oldDiscovery = new("--old-discovery-port") { Description = $"the binary search on UDP, likewise; {UsualOldDiscovery}, or none without --discovery-port" };
    private readonly Option<bool> _realPorts = new("--real-ports") { Description = "HTTP on 80 as real devices have it" };
    private readonly Option<int> _uninitialised = new("--uninitialised") { Description = "so many devices, the last ones, have no password yet" };
    private readonly Option<string> _firmware = new("--firmware")
    {
        Description = $"kinds of devices, parted by commas, which they take in turn: {Kinds}",
        DefaultValueFactory = _ => DeviceFirmware.Nvr2026.Name,
    };
    private readonly Option<int> _rebootSeconds = new("--reboot-seconds") { Description = "how long a device is gone that a client reboots", DefaultValueFactory = _ => 20 };
    private readonly Option<int> _drift = new("--clock-drift") { Description = "millionths by which clocks are fast or slow at most" };
    private readonly Option<int> _ahead = new("--clock-ahead") { Description = "seconds by which clocks are ahead at first; negative = behind" };
    private readonly Option<int> _tries = new("--tries") { Description = "wrong passwords until the user is locked", DefaultValueFactory = _ => 5 };
    private readonly Option<int> _lockSeconds = new("--lock-seconds") { Description = "for how long", DefaultValueFactory = _ => 1800 };
    private readonly Option<int> _maxSessions = new("--max-sessions") { Description = "sessions of one device", DefaultValueFactory = _ => 32 };
    private readonly Option<int> _sessionSeconds = new("--session-seconds") { Description = "a session that is silent for so long is ended", DefaultValueFactory = _ => 60 };

    public CommandLine(Func<SimulatorOptions, CancellationToken, Task<int>> run)
    {
        Root = new RootCommand("A fleet of virtual NVRs that speak the device protocol on the network.")
        {
            _devices, _first, _interface, _channels, _user, _password, _clip, _control, _seed, _port, _discovery, _tries, _lockSeconds, _maxSessions,
            _sessionSeconds, _http, _json, _oldDiscovery, _realPorts, _uninitialised, _firmware, _rebootSeconds, _drift,
            _ahead,
        };
        _first.DefaultValueFactory = _ => new SimulatorOptions { Password = "-" }.First;
        _first.CustomParser = result => Parse<IPAddress>(result, TryParseIPv4, "an IPv4 address");
        _control.CustomParser = result => Parse<IPEndPoint>(result, IPEndPoint.TryParse, "address:port");
        Check(_devices, 1, 65_536);
        Check(_channels, 1, 256);
        Check(_port, 0, 65_535);
        Check(_discovery, -1, 65_535);
        Check(_tries, 1, 1000);
        Check(_lockSeconds, 1, 7 * 24 * 3600);
        Check(_maxSessions, 1, 10_000);
        Check(_sessionSeconds, 1, 24 * 3600);
        Check(_rebootSeconds, 0, 3600);
        Check(_uninitialised, 0, 65_536);
        Check(_drift, 0, 100_000);
        Check(_ahead, -MostAhead, MostAhead);
        foreach (var port in new[] { _http, _json, _oldDiscovery })
            Check(port, None, 65_535);

        Root.Validators.Add(result =>
        {
            if (Firmware(result.GetValue(_firmware)) is null)
                result.AddError($"--firmware is '{result.GetValue(_firmware)}'; it may be {Kinds}, or several parted by commas");

            if (result.GetValue(_uninitialised) > result.GetValue(_devices))
                result.AddError($"--uninitialised is {result.GetValue(_uninitialised)}; there are {result.GetValue(_devices)} devices");

            if (Password(result.GetValue(_password)) is null)
                result.AddError($"no password: give --password, or set {PasswordVariable}");

            if (result.GetValue(_clip) is { Exists: false } missing)
                result.AddError($"--clip: there is no file {missing.FullName}");
        });
        Root.SetAction((result, cancellation) => run(Options(result), cancellation));
    }

    public RootCommand Root { get; }

    private delegate bool TryParse<T>(string text, out T? value);

    private SimulatorOptions Options(ParseResult result) => new()
    {
        Devices = result.GetValue(_devices),
        First = result.GetValue(_first)!,
        Interface = result.GetValue(_interface),
        Channels = result.GetValue(_channels),
        User = result.GetValue(_user)!,
        Password = Password(result.GetValue(_password))!,
        Clip = result.GetValue(_clip)?.FullName,
        Control = result.GetValue(_control),
        Seed = result.GetValue(_seed),
        DvripPort = result.GetValue(_port),
        DiscoveryPort = result.GetValue(_discovery),
        HttpPort = result.GetValue(_http) ?? (result.GetValue(_realPorts) ? RealHttp : Usual(result, UsualHttp)),
        JsonPort = result.GetValue(_json) ?? Usual(result, UsualJson),
        OldDiscoveryPort = result.GetValue(_oldDiscovery) ?? (result.GetValue(_discovery) < 0 ? None : Usual(result, UsualOldDiscovery)),
        Uninitialised = result.GetValue(_uninitialised),
        Firmware = Firmware(result.GetValue(_firmware))!,
        RebootTime = TimeSpan.FromSeconds(result.GetValue(_rebootSeconds)),
        ClockDrift = result.GetValue(_drift),
        ClockAhead = TimeSpan.FromSeconds(result.GetValue(_ahead)),
        AllowedTries = result.GetValue(_tries),
        LockTime = TimeSpan.FromSeconds(result.GetValue(_lockSeconds)),
        MaxSessions = result.GetValue(_maxSessions),
        SessionTimeout = TimeSpan.FromSeconds(result.GetValue(_sessionSeconds)),
    };

    private static string Kinds => string.Join(", ", DeviceFirmware.All.Keys.Order(StringComparer.Ordinal));

    /// <summary>A second fleet on the machine has moved its device port; its other ports then must not meet the first one's.</summary>
    private int Usual(ParseResult result, int port) => result.GetValue(_port) == UsualDvrip ? port : AnyFree;

    /// <summary>Null when one of them is unknown.</summary>
    private static DeviceFirmware[]? Firmware(string? names)
    {
        // Where another option is wrong, defaults may not be there yet.
        var kinds = (names ?? DeviceFirmware.Nvr2026.Name).Split(',', StringSplitOptions.TrimEntries).Select(name => DeviceFirmware.All.GetValueOrDefault(name)).ToArray();
        return kinds.Contains(null) ? null : [.. kinds.Select(kind => kind!)];
    }

    private static string? Password(string? given)
    {
        var password = given ?? Environment.GetEnvironmentVariable(PasswordVariable);
        return string.IsNullOrEmpty(password) ? null : password;
    }

    private static bool TryParseIPv4(string text, out IPAddress? address) =>
        IPAddress.TryParse(text, out address) && address.AddressFamily == AddressFamily.InterNetwork;

    private static T? Parse<T>(System.CommandLine.Parsing.ArgumentResult result, TryParse<T> parse, string what)
    {
        var text = result.Tokens[0].Value;
        if (parse(text, out var value))
            return value;

        result.AddError($"'{text}' is not {what}");
        return default;
    }

    private static void Check(Option<int?> option, int from, int to) => option.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<int?>() is { } value && (value < from || value > to))
            result.AddError($"{option.Name} is {value}; it may be {from} to {to}");
    });

    private static void Check(Option<int> option, int from, int to) => option.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<int>() is var value && (value < from || value > to))
            result.AddError($"{option.Name} is {value}; it may be {from} to {to}");
    });
}
