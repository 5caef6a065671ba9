using System.Collections.Immutable;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Jobs;
using DeviceCluster.Contracts.Wire;
using Google.Protobuf;
using Google.Protobuf.Collections;

namespace DeviceCluster.Contracts.Mapping;

/// <summary>The values that messages and events of jobs carry, both ways.</summary>
internal static class JobValues
{
    public static JobWorkData ToWire(this JobWork work)
    {
        object order = work switch
        {
            JobWork.Command command => command.Template,
            JobWork.Order session => session.Template,
            _ => throw new InvalidOperationException($"{work.GetType().Name} is work without a wire form"),
        };
        var type = WireTypes.Find(order.GetType()) ?? throw new InvalidOperationException($"{order.GetType().Name} is an order without a manifest");
        return new() { Manifest = type.Manifest, Order = ByteString.CopyFrom(type.Write(order)) };
    }

    // Looked up before it is read, as an order with a key is.
    public static JobWork FromWire(this JobWorkData? d) => d is null
        ? throw new ArgumentException("the work is missing")
        : WireTypes.Find(d.Manifest) switch
        {
            { } type when type.Type.IsAssignableTo(typeof(DeviceCommand)) => new JobWork.Command((DeviceCommand)type.Read(d.Order.ToByteArray())),
            { } type when type.Type.IsAssignableTo(typeof(SessionRequest)) => new JobWork.Order((SessionRequest)type.Read(d.Order.ToByteArray())),
            _ => throw new ArgumentException($"'{d.Manifest}' is no order to a device that this version knows"),
        };

    public static OriginData ToWire(this Origin by) => new() { Who = by.Who, Where = by.Where };

    public static Origin FromWire(this OriginData? d) => d is null
        ? throw new ArgumentException("who orders is missing")
        : new(Allowed.Name(d.Who, Origin.MaxLength, "who orders"), Allowed.Text(d.Where, Origin.MaxLength, "from where"));

    public static Origin? OrNull(this OriginData? d) => d?.FromWire();

    public static JobTallyData ToWire(this JobTally tally) =>
        new() { Done = tally.Done, Refused = tally.Refused, Unknown = tally.Unknown, Cancelled = tally.Cancelled };

    public static JobTally FromWire(this JobTallyData? d) => d is null ? JobTally.None : new(d.Done, d.Refused, d.Unknown, d.Cancelled);

    public static JobItemData ToWire(this JobItem item)
    {
        var data = new JobItemData { Device = item.Device.Value, Result = (int)item.Result, Reason = item.Reason, Error = item.SdkError?.ToWire() };
        if (item.Code is { } code)
            data.Code = (int)code;
        if (item.Picture is { } picture)
            data.Picture = picture;
        return data;
    }

    // The code as it is: a newer version may have one that this does not know.
    public static JobItem FromWire(this JobItemData d) => new(
        new(d.Device),
        Allowed.Defined<JobResult>(d.Result),
        d.HasCode ? (RefusalCode)d.Code : null,
        Allowed.Text(d.Reason, JobLimits.Reason, "the reason"),
        d.HasPicture ? d.Picture : null,
        d.Error.OrNull());

    public static ImmutableArray<DeviceId> ToIds(this RepeatedField<string> ids, int most) =>
        Allowed.List(ids, most, "devices", id => new DeviceId(id));
}
