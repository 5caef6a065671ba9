using System.Collections.Immutable;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Wire;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace DeviceCluster.Contracts.Mapping;

/// <summary>Orders and questions to a device, its answers, and the signals of the cluster.</summary>
internal static class DeviceMessages
{
    public static ImmutableArray<WireType> Types { get; } =
    [
        WireType.Of("c1", ToWire, EnrolData.Parser, d => new DeviceCommand.Enrol(
            new(d.Device), d.Address.FromWire(), d.User, new Secret(d.Password), d.HasSerial ? d.Serial : null, d.Access?.FromWire())),
        WireType.Of<DeviceCommand.ChangeAddress, ChangeAddressData>(
            "c2", m => new() { Device = m.Device.Value, Address = m.Address.ToWire() }, ChangeAddressData.Parser,
            d => new(new(d.Device), d.Address.FromWire())),
        WireType.Of<DeviceCommand.SetCredential, SetCredentialData>(
            "c3", m => new() { Device = m.Device.Value, User = m.User, Password = m.Password.Reveal() }, SetCredentialData.Parser,
            d => new(new(d.Device), d.User, new Secret(d.Password))),
        Only<DeviceCommand.Enable>("c4", device => new(device)),
        Only<DeviceCommand.Disable>("c5", device => new(device)),
        Only<DeviceCommand.Retry>("c6", device => new(device)),
        Only<DeviceCommand.Remove>("c7", device => new(device)),
        WireType.Of<DeviceCommand.Rename, RenameData>(
            "c8", m => new() { Device = m.Device.Value, Name = m.Name }, RenameData.Parser, d => new(new(d.Device), d.Name)),
        WireType.Of<DeviceCommand.Tag, TagOrderData>(
            "c9", m => new() { Device = m.Device.Value, Set = { m.Set.ToWire() }, Unset = { m.Unset } }, TagOrderData.Parser,
            d => new(new(d.Device), d.Set.FromWire(), [.. d.Unset])),
        WireType.Of("c10", ToWire, SetAccessData.Parser, d => new DeviceCommand.SetAccess(
            new(d.Device), d.HasHttpPort ? d.HttpPort : null, d.HasRtspPort ? d.RtspPort : null, d.HasPlainLogin ? d.PlainLogin : null)),
        WireType.Of("o1", ToWire, OrderData.Parser, FromWire),
        WireType.Of("o2", ToWire, SessionOrderData.Parser, FromWire),
        WireType.Of<DeviceReply.Done, Nothing>("r1", _ => new(), Nothing.Parser, _ => new()),
        WireType.Of<DeviceReply.Refused, RefusalData>(
            "r2", m => m.ToWire(), RefusalData.Parser,
            d => new((RefusalCode)d.Code, d.Reason, d.Remedy, d.Error.OrNull())),
        Only<DeviceQuery.GetReport>("q1", device => new(device)),
        Only<DeviceQuery.GetWhy>("q2", device => new(device)),
        WireType.Of("q3", ToWire, ReportData.Parser, FromWire),
        WireType.Of("q4", ToWire, WhyData.Parser, FromWire),
        Only<DeviceSignal.Wake>("g1", device => new(device)),
        Only<DeviceSignal.NotEnrolled>("g2", device => new(device)),
        WireType.Of<StopDevice, Nothing>("g3", _ => new(), Nothing.Parser, _ => StopDevice.Instance),
    ];

    private static WireType Only<T>(string manifest, Func<DeviceId, T> read)
        where T : IForDevice =>
        WireType.Of<T, DeviceOnly>(manifest, m => new() { Device = m.Device.Value }, DeviceOnly.Parser, d => read(new(d.Device)));

    private static OrderData ToWire(DeviceOrder m)
    {
        var type = WireTypes.Find(m.Command.GetType())
            ?? throw new InvalidOperationException($"{m.Command.GetType().Name} is a command without a manifest");
        return new()
        {
            Key = m.Key.Value,
            Manifest = type.Manifest,
            Command = ByteString.CopyFrom(type.Write(m.Command)),
            Who = m.By?.Who ?? "",
            Where = m.By?.Where ?? "",
        };
    }

    // Looked up before it is read: an order inside an order inside an order would be read without end.
    private static DeviceOrder FromWire(OrderData d) =>
        WireTypes.Find(d.Manifest) is { } type && type.Type.IsAssignableTo(typeof(DeviceCommand))
            ? new(new(d.Key), (DeviceCommand)type.Read(d.Command.ToByteArray())) { By = d.Who.Length > 0 ? Origin(d.Who, d.Where) : null }
            : throw new ArgumentException($"'{d.Manifest}' is no command to a device that this version knows", nameof(d));

    private static SessionOrderData ToWire(SessionOrder m)
    {
        var type = WireTypes.Find(m.Request.GetType())
            ?? throw new InvalidOperationException($"{m.Request.GetType().Name} is a request without a manifest");
        return new()
        {
            Manifest = type.Manifest,
            Request = ByteString.CopyFrom(type.Write(m.Request)),
            Who = m.By.Who,
            Where = m.By.Where,
            BeginWithin = m.BeginBefore is { } limit ? Duration.FromTimeSpan(limit.Left) : null,
        };
    }

    private static SessionOrder FromWire(SessionOrderData d) =>
        WireTypes.Find(d.Manifest) is { } type && type.Type.IsAssignableTo(typeof(SessionRequest))
            ? new((SessionRequest)type.Read(d.Request.ToByteArray()), Origin(d.Who, d.Where))
            {
                BeginBefore = d.BeginWithin is { } left ? Deadline.In(left.ToTimeSpan(), TimeProvider.System) : null,
            }
            : throw new ArgumentException($"'{d.Manifest}' is no request to a device that this version knows");

    private static Origin Origin(string who, string where) => new(
        Allowed.Name(who, Devices.Origin.MaxLength, "who orders"), Allowed.Text(where, Devices.Origin.MaxLength, "from where"));

    private static EnrolData ToWire(DeviceCommand.Enrol m)
    {
        var data = new EnrolData
        {
            Device = m.Device.Value,
            Address = m.Address.ToWire(),
            User = m.User,
            Password = m.Password.Reveal(),
            Access = m.Access?.ToWire(),
        };
        if (m.Serial is { } serial)
            data.Serial = serial;
        return data;
    }

    private static SetAccessData ToWire(DeviceCommand.SetAccess m)
    {
        var data = new SetAccessData { Device = m.Device.Value };
        if (m.HttpPort is { } http)
            data.HttpPort = http;
        if (m.RtspPort is { } rtsp)
            data.RtspPort = rtsp;
        if (m.PlainLogin is { } plain)
            data.PlainLogin = plain;
        return data;
    }

    private static ReportData ToWire(DeviceReport m)
    {
        var data = new ReportData
        {
            Device = m.Device.Value,
            Enrolled = m.Enrolled,
            Address = m.Address?.ToWire(),
            Enabled = m.Enabled,
            Identity = m.Identity?.ToWire(),
            Status = m.Status.ToWire(),
            CredentialVersion = m.CredentialVersion,
            CredentialProved = m.CredentialProved,
            Node = m.Node,
            Lives = { m.Lives },
            Tags = { m.Tags.ToWire() },
            Access = m.Access == DeviceAccess.Default ? null : m.Access.ToWire(),
        };
        if (m.Name is { } name)
            data.Name = name;
        if (m.User is { } user)
            data.User = user;
        return data;
    }

    private static DeviceReport FromWire(ReportData d) => new(
        new(d.Device),
        d.Enrolled,
        d.Address.OrNull(),
        d.HasUser ? d.User : null,
        d.Enabled,
        d.Identity.OrNull(),
        d.Status.FromWire(),
        d.CredentialVersion,
        d.CredentialProved,
        d.Node,
        [.. d.Lives],
        d.HasName ? d.Name : null,
        d.Tags.FromWire(),
        d.Access?.FromWire());

    private static WhyData ToWire(WhyReport m) => new()
    {
        Device = m.Device.Value,
        Status = m.Status.ToWire(),
        Node = m.Node,
        Shard = m.Shard,
        Entries = { m.Entries.Select(ToWire) },
    };

    private static WhyEntryData ToWire(WhyEntry m)
    {
        var data = new WhyEntryData { At = m.At.ToWire(), What = m.What };
        if (m.Detail is { } detail)
            data.Detail = detail;
        return data;
    }

    private static WhyReport FromWire(WhyData d) => new(
        new(d.Device),
        d.Status.FromWire(),
        d.Node,
        d.Shard,
        [.. d.Entries.Select(e => new WhyEntry(e.At.FromWire(), e.What, e.HasDetail ? e.Detail : null))]);
}
