using System.Collections.Immutable;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Contracts.Information;

/// <summary>Questions to a device about itself; they change nothing.</summary>
public static class InformationQuery
{
    public sealed record GetInformation(DeviceId Device) : SessionRequest<DeviceInformation>(Device)
    {
        public override bool IsOrder => false;

        public override string Words => "information";
    }

    /// <summary>Whether the device is set up as the manual recommends.</summary>
    public sealed record Check(DeviceId Device) : SessionRequest<DeviceCheck>(Device)
    {
        public override bool IsOrder => false;

        public override string Words => "check";
    }
}

/// <summary>What a device says of itself now. Text of the device is untrusted: escape it before showing it. Null: the device does not tell.</summary>
/// <param name="Device">Which.</param>
/// <param name="Type">Its model.</param>
/// <param name="Version">Of its software.</param>
/// <param name="BuildDate">Of its software.</param>
/// <param name="Serial">Its serial number.</param>
/// <param name="MachineName">The name it has itself, not the one that it has here.</param>
/// <param name="HttpPort">Where it is asked by HTTP.</param>
/// <param name="RtspPort">Where its RTSP is.</param>
/// <param name="AlarmInputs">For each input whether it is on; the first is input 1.</param>
/// <param name="AlarmOutputs">How many there are.</param>
/// <param name="Channels">All of them, from 1.</param>
/// <param name="Disks">Part by part.</param>
/// <param name="NotTold">What it was asked and did not answer, with the reason.</param>
/// <param name="HttpPortSource">How the HTTP port is known.</param>
/// <param name="RtspPortSource">How the RTSP port is known.</param>
public sealed record DeviceInformation(
    DeviceId Device,
    string? Type,
    string? Version,
    string? BuildDate,
    string? Serial,
    string? MachineName,
    int? HttpPort,
    int? RtspPort,
    ImmutableArray<bool> AlarmInputs,
    int AlarmOutputs,
    ImmutableArray<ChannelInformation> Channels,
    ImmutableArray<DiskInformation> Disks,
    ImmutableArray<string> NotTold,
    PortSource HttpPortSource = PortSource.Unknown,
    PortSource RtspPortSource = PortSource.Unknown) : IForDevice
{
    // Whoever fills it cuts what a device says there, and tells so in NotTold: an answer that is longer does not fit into a frame between nodes.
    public const int MaxText = 128;
    public const int MaxReason = 256;
    public const int MaxAlarmInputs = 1024;
    public const int MaxChannels = 256;
    public const int MaxDisks = 128;
    public const int MaxNotTold = 32;
}

/// <summary>How it is known on which port a device speaks something.</summary>
public enum PortSource
{
    /// <summary>It is not known: the port neither.</summary>
    Unknown = 0,

    /// <summary>People set it here.</summary>
    Set = 1,

    /// <summary>The device told it, in answer to a search that was sent to it alone.</summary>
    Search = 2,

    /// <summary>It stands in a table of the device.</summary>
    Table = 3,

    /// <summary>The device does not say, and this is where devices speak it.</summary>
    Usual = 4,
}

/// <summary>One channel, counted from 1: its title, and whether it is being recorded. Null: the device does not tell.</summary>
public sealed record ChannelInformation(int Channel, string? Title, bool? Recording)
{
    public const int MaxTitle = 64;
}

/// <summary>A part of a disk; both numbers count from 1. Sizes are in MiB.</summary>
public sealed record DiskInformation(int Disk, int Part, long SizeMebibytes, long FreeMebibytes, bool Failed, string Use)
{
    public const int MaxUse = 64;
}

/// <summary>The recommendations of the manual's Appendix 1, each with what was found.</summary>
public sealed record DeviceCheck(DeviceId Device, ImmutableArray<CheckRow> Rows) : IForDevice
{
    public const int MaxRows = 48;
}

/// <summary>One recommendation: what was found, and by which public method it was looked at (null: not at all).</summary>
public sealed record CheckRow(string Recommendation, CheckVerdict Verdict, string Found, string? Method)
{
    public const int MaxText = 200;
}

/// <summary>How a device stands to a recommendation.</summary>
public enum CheckVerdict
{
    /// <summary>It is as recommended.</summary>
    Good = 1,

    /// <summary>It is not as recommended.</summary>
    Bad = 2,

    /// <summary>It could be seen, but the device did not tell.</summary>
    NotTold = 3,

    /// <summary>No public method shows it.</summary>
    CannotBeSeen = 4,

    /// <summary>It is advice to people, nothing that a device has.</summary>
    AdviceOnly = 5,
}
