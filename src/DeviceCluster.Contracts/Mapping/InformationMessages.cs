using System.Collections.Immutable;
using DeviceCluster.Contracts.Information;
using DeviceCluster.Contracts.Wire;

namespace DeviceCluster.Contracts.Mapping;

/// <summary>Questions to a device about itself, and its answers.</summary>
internal static class InformationMessages
{
    public static ImmutableArray<WireType> Types { get; } =
    [
        WireType.Of<InformationQuery.GetInformation, DeviceOnly>(
            "i1", m => new() { Device = m.Device.Value }, DeviceOnly.Parser, d => new(new(d.Device))),
        WireType.Of<InformationQuery.Check, DeviceOnly>(
            "i2", m => new() { Device = m.Device.Value }, DeviceOnly.Parser, d => new(new(d.Device))),
        WireType.Of("i3", ToWire, InformationData.Parser, FromWire),
        WireType.Of<DeviceCheck, CheckData>(
            "i4", m => new() { Device = m.Device.Value, Rows = { m.Rows.Select(ToWire) } }, CheckData.Parser,
            d => new(new(d.Device), Allowed.List(d.Rows, DeviceCheck.MaxRows, "recommendations", FromWire))),
    ];

    private static InformationData ToWire(DeviceInformation m)
    {
        var data = new InformationData
        {
            Device = m.Device.Value,
            AlarmInputs = { m.AlarmInputs },
            AlarmOutputs = m.AlarmOutputs,
            Channels = { m.Channels.Select(ToWire) },
            Disks = { m.Disks.Select(ToWire) },
            NotTold = { m.NotTold },
            HttpPortSource = (int)m.HttpPortSource,
            RtspPortSource = (int)m.RtspPortSource,
        };
        if (m.Type is { } type)
            data.Type = type;
        if (m.Version is { } version)
            data.Version = version;
        if (m.BuildDate is { } built)
            data.BuildDate = built;
        if (m.Serial is { } serial)
            data.Serial = serial;
        if (m.MachineName is { } name)
            data.MachineName = name;
        if (m.HttpPort is { } http)
            data.HttpPort = http;
        if (m.RtspPort is { } rtsp)
            data.RtspPort = rtsp;
        return data;
    }

    private static DeviceInformation FromWire(InformationData d) => new(
        new(d.Device),
        d.HasType ? Text(d.Type, "the model") : null,
        d.HasVersion ? Text(d.Version, "the version") : null,
        d.HasBuildDate ? Text(d.BuildDate, "the build date") : null,
        d.HasSerial ? Text(d.Serial, "the serial number") : null,
        d.HasMachineName ? Text(d.MachineName, "the machine's name") : null,
        d.HasHttpPort ? d.HttpPort : null,
        d.HasRtspPort ? d.RtspPort : null,
        Allowed.List(d.AlarmInputs, DeviceInformation.MaxAlarmInputs, "alarm inputs", isOn => isOn),
        d.AlarmOutputs,
        Allowed.List(d.Channels, DeviceInformation.MaxChannels, "channels", FromWire),
        Allowed.List(d.Disks, DeviceInformation.MaxDisks, "parts of disks", FromWire),
        Allowed.List(
            d.NotTold, DeviceInformation.MaxNotTold, "reasons", reason => Allowed.Text(reason, DeviceInformation.MaxReason, "a reason")),
        Allowed.Defined<PortSource>(d.HttpPortSource),
        Allowed.Defined<PortSource>(d.RtspPortSource));

    private static string Text(string text, string what) => Allowed.Text(text, DeviceInformation.MaxText, what);

    private static ChannelData ToWire(ChannelInformation m)
    {
        var data = new ChannelData { Channel = m.Channel };
        if (m.Title is { } title)
            data.Title = title;
        if (m.Recording is { } recording)
            data.Recording = recording;
        return data;
    }

    private static ChannelInformation FromWire(ChannelData d) => new(
        d.Channel,
        d.HasTitle ? Allowed.Text(d.Title, ChannelInformation.MaxTitle, "the title of a channel") : null,
        d.HasRecording ? d.Recording : null);

    private static DiskData ToWire(DiskInformation m) => new()
    {
        Disk = m.Disk,
        Part = m.Part,
        SizeMebibytes = m.SizeMebibytes,
        FreeMebibytes = m.FreeMebibytes,
        Failed = m.Failed,
        Use = m.Use,
    };

    private static DiskInformation FromWire(DiskData d) => new(
        d.Disk, d.Part, d.SizeMebibytes, d.FreeMebibytes, d.Failed, Allowed.Text(d.Use, DiskInformation.MaxUse, "the use of a disk"));

    private static CheckRowData ToWire(CheckRow m)
    {
        var data = new CheckRowData { Recommendation = m.Recommendation, Verdict = (int)m.Verdict, Found = m.Found };
        if (m.Method is { } method)
            data.Method = method;
        return data;
    }

    private static CheckRow FromWire(CheckRowData d) => new(
        Allowed.Text(d.Recommendation, CheckRow.MaxText, "a recommendation"),
        Allowed.Defined<CheckVerdict>(d.Verdict),
        Allowed.Text(d.Found, CheckRow.MaxText, "what was found"),
        d.HasMethod ? Allowed.Text(d.Method, CheckRow.MaxText, "a method") : null);
}
