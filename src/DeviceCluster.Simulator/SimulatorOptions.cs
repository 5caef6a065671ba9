using System.Net;
using DeviceCluster.Simulator.Firmware;
using Microsoft.Extensions.Logging.Abstractions;

namespace DeviceCluster.Simulator;

/// <summary>What a fleet of virtual NVRs is made of. All that is random in it follows from <see cref="Seed"/>.</summary>
public sealed record SimulatorOptions
{
    public int Devices { get; init; } = 1;

    /// <summary>The address of the first device; each further one has the next address.</summary>
    public IPAddress First { get; init; } = new([127, 10, 0, 1]);

    /// <summary>The network interface whose routed range the addresses are; null = they are in 127/8, or this machine has them already.</summary>
    public string? Interface { get; init; }

    /// <summary>Channels per device. Every fourth (4, 8, … as people count) is H.265, the others are H.264.</summary>
    public int Channels { get; init; } = 4;

    public string User { get; init; } = "admin";

    public required string Password { get; init; }

    /// <summary>A .h264, .h265 or .dav file that every channel plays instead of the built-in clips.</summary>
    public string? Clip { get; init; }

    /// <summary>Where the control port listens; null = there is none.</summary>
    public IPEndPoint? Control { get; init; }

    public int Seed { get; init; } = 1;

    /// <summary>0 = any free port.</summary>
    public int DvripPort { get; init; } = 37777;

    /// <summary>0 = any free port, -1 = no discovery.</summary>
    public int DiscoveryPort { get; init; } = 37810;

    /// <summary>0 = any free port, -1 = no HTTP.</summary>
    public int HttpPort { get; init; } = -1;

    /// <summary>The HTTP port that the devices tell in answer to a search, as those do whose router maps it to another; null = the one they have.</summary>
    public int? ToldHttpPort { get; init; }

    /// <summary>JSON on a port of its own: 0 = any free port, -1 = none.</summary>
    public int JsonPort { get; init; } = -1;

    /// <summary>The binary search: 0 = any free port, -1 = none.</summary>
    public int OldDiscoveryPort { get; init; } = -1;

    /// <summary>So many of the devices, the last ones, are as they leave the factory: without a password.</summary>
    public int Uninitialised { get; init; }

    /// <summary>How many sessions one device holds; a login beyond is refused.</summary>
    public int MaxSessions { get; init; } = 32;

    /// <summary>Wrong passwords in a row until the user is locked.</summary>
    public int AllowedTries { get; init; } = 5;

    public TimeSpan LockTime { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>A session that says nothing for so long is ended by the device.</summary>
    public TimeSpan SessionTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a device is gone that a client reboots.</summary>
    public TimeSpan RebootTime { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The devices take these in turn.</summary>
    public IReadOnlyList<DeviceFirmware> Firmware { get; init; } = [DeviceFirmware.Nvr2026];

    /// <summary>Millionths by which clocks run too fast or too slow at most; each device's own follows from the seed.</summary>
    public double ClockDrift { get; init; }

    /// <summary>By how much clocks are ahead at first; negative = behind.</summary>
    public TimeSpan ClockAhead { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public ILoggerFactory Logs { get; init; } = NullLoggerFactory.Instance;

    /// <summary>Without the password: options are printed by tests and logs.</summary>
    public override string ToString() => $"{Devices} devices from {First}, {Channels} channels, user {User}, seed {Seed}";
}
