using System.Collections.Immutable;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Discovery;
using DeviceCluster.Contracts.Wire;
using Google.Protobuf.WellKnownTypes;

namespace DeviceCluster.Contracts.Mapping;

/// <summary>Devices on the networks of a node: questions, the order that gives one its first account, and the answers.</summary>
internal static class DiscoveryMessages
{
    public static ImmutableArray<WireType> Types { get; } =
    [
        WireType.Of("y1", ToWire, SearchData.Parser, d => Checked(new DiscoveryQuery.Search(
            Allowed.Time(d.HowLong, "how long"), d.HasLocal ? d.Local : null, d.Binary))),
        WireType.Of("y2", ToWire, ProbeData.Parser, d => Checked(new DiscoveryQuery.Probe(
            [.. d.Addresses], Allowed.Time(d.HowLong, "how long"), d.HasLocal ? d.Local : null, d.Binary))),
        WireType.Of("y3", ToWire, InitialiseData.Parser, FromWire),
        WireType.Of<DiscoveryReply.Found, FoundData>(
            "y4", m => new() { Node = m.Node, Devices = { m.Devices.Select(ToWire) }, LeftOut = m.LeftOut }, FoundData.Parser,
            d => new(
                Allowed.Text(d.Node, DiscoveryLimits.Text, "the node"),
                Allowed.List(d.Devices, DiscoveryLimits.Devices, "devices", FromWire),
                Allowed.Within(d.LeftOut, 0, int.MaxValue, "how many were left out"))),
        WireType.Of<DiscoveryReply.Initialised, Nothing>("y5", _ => new(), Nothing.Parser, _ => new()),
        WireType.Of<DiscoveryReply.Refused, RefusalData>(
            "y6", m => m.ToWire(), RefusalData.Parser,
            d => new((RefusalCode)d.Code, d.Reason, d.Remedy, d.Error.OrNull())),
    ];

    private static T Checked<T>(T query)
        where T : DiscoveryQuery => Unless(DiscoveryRules.Of(query), query);

    private static T Unless<T>(DiscoveryReply.Refused? wrong, T message) => wrong is null ? message : throw new ArgumentException(wrong.Reason);

    private static SearchData ToWire(DiscoveryQuery.Search m)
    {
        var data = new SearchData { HowLong = Duration.FromTimeSpan(m.HowLong), Binary = m.Binary };
        if (m.LocalAddress is { } local)
            data.Local = local;
        return data;
    }

    private static ProbeData ToWire(DiscoveryQuery.Probe m)
    {
        var data = new ProbeData { Addresses = { m.Addresses }, HowLong = Duration.FromTimeSpan(m.HowLong), Binary = m.Binary };
        if (m.LocalAddress is { } local)
            data.Local = local;
        return data;
    }

    private static InitialiseData ToWire(DiscoveryOrder.Initialise m)
    {
        var data = new InitialiseData
        {
            Mac = m.Mac,
            User = m.User,
            Password = m.Password.Reveal(),
            By = m.By.ToWire(),
            BeginWithin = m.BeginBefore is { } limit ? Duration.FromTimeSpan(limit.Left) : null,
        };
        if (m.Phone is { } phone)
            data.Phone = phone;
        if (m.Mail is { } mail)
            data.Mail = mail;
        if (m.LocalAddress is { } local)
            data.Local = local;
        return data;
    }

    private static DiscoveryOrder.Initialise FromWire(InitialiseData d)
    {
        var order = new DiscoveryOrder.Initialise(
            d.Mac, d.User, new Secret(d.Password), d.HasPhone ? d.Phone : null, d.HasMail ? d.Mail : null, d.HasLocal ? d.Local : null, d.By.FromWire())
        {
            BeginBefore = d.BeginWithin is { } left ? Deadline.In(left.ToTimeSpan(), TimeProvider.System) : null,
        };
        return Unless(DiscoveryRules.Of(order), order);
    }

    private static DiscoveredData ToWire(DiscoveredDevice m)
    {
        var data = new DiscoveredData
        {
            Serial = m.Serial,
            Address = m.Address,
            Port = m.Port,
            HttpPort = m.HttpPort,
            Mac = m.Mac,
            DeviceType = m.DeviceType,
            DeviceClass = m.DeviceClass,
            Version = m.Version,
            VideoChannels = m.VideoChannels,
            Local = m.LocalAddress,
        };
        if (m.Initialised is { } initialised)
            data.Initialised = initialised;
        return data;
    }

    private static DiscoveredDevice FromWire(DiscoveredData d) => new(
        Text(d.Serial, "a serial number"),
        Text(d.Address, "an address"),
        d.Port,
        d.HttpPort,
        Text(d.Mac, "a MAC"),
        Text(d.DeviceType, "a type"),
        Text(d.DeviceClass, "a class"),
        Text(d.Version, "a version"),
        d.VideoChannels,
        d.HasInitialised ? d.Initialised : null,
        Text(d.Local, "a local address"));

    private static string Text(string text, string what) => Allowed.Text(text, DiscoveryLimits.Text, what);
}
