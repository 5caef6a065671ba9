using System.Collections.Immutable;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Wire;

namespace DeviceCluster.Contracts.Mapping;

/// <summary>The journal of a device: its events and its snapshot.</summary>
internal static class DeviceEvents
{
    public static ImmutableArray<WireType> Types { get; } =
    [
        WireType.Of("e1", ToWire, EnrolledData.Parser, d => new DeviceEvent.Enrolled(
            new(d.Device), d.Address.FromWire(), d.User, d.Password.FromWire(), d.CredentialVersion, d.HasSerial ? d.Serial : null, d.At.FromWire())),
        WireType.Of<DeviceEvent.AddressChanged, AddressChangedData>(
            "e2", m => new() { Device = m.Device.Value, At = m.At.ToWire(), Address = m.Address.ToWire() }, AddressChangedData.Parser,
            d => new(new(d.Device), d.Address.FromWire(), d.At.FromWire())),
        WireType.Of("e3", ToWire, CredentialChangedData.Parser, d => new DeviceEvent.CredentialChanged(
            new(d.Device), d.User, d.Password.FromWire(), d.CredentialVersion, d.At.FromWire())),
        WireType.Of<DeviceEvent.CredentialTried, CredentialTriedData>(
            "e4", m => new() { Device = m.Device.Value, At = m.At.ToWire(), CredentialVersion = m.CredentialVersion }, CredentialTriedData.Parser,
            d => new(new(d.Device), d.CredentialVersion, d.At.FromWire())),
        WireType.Of("e5", ToWire, CredentialProvedData.Parser, d => new DeviceEvent.CredentialProved(
            new(d.Device), d.CredentialVersion, d.Identity.FromWire(), d.At.FromWire())),
        WireType.Of("e6", ToWire, CredentialRefusedData.Parser, d => new DeviceEvent.CredentialRefused(
            new(d.Device), d.CredentialVersion, d.LoginError, d.Reason, d.HasAttemptsLeft ? d.AttemptsLeft : null, d.At.FromWire())),
        WireType.Of<DeviceEvent.Locked, LockedData>(
            "e7", m => new() { Device = m.Device.Value, At = m.At.ToWire(), Until = m.Until.ToWire() }, LockedData.Parser,
            d => new(new(d.Device), d.Until.FromWire(), d.At.FromWire())),
        WireType.Of<DeviceEvent.IdentityChanged, IdentityChangedData>(
            "e8", m => new() { Device = m.Device.Value, At = m.At.ToWire(), Serial = m.Serial }, IdentityChangedData.Parser,
            d => new(new(d.Device), d.Serial, d.At.FromWire())),
        Moment<DeviceEvent.Retried>("e9", (device, at) => new(device, at)),
        Moment<DeviceEvent.Enabled>("e10", (device, at) => new(device, at)),
        Moment<DeviceEvent.Disabled>("e11", (device, at) => new(device, at)),
        Moment<DeviceEvent.Removed>("e12", (device, at) => new(device, at)),
        WireType.Of<DeviceEvent.CredentialNotJudged, CredentialNotJudgedData>(
            "e13",
            m => new() { Device = m.Device.Value, At = m.At.ToWire(), CredentialVersion = m.CredentialVersion, Reason = m.Reason },
            CredentialNotJudgedData.Parser,
            d => new(new(d.Device), d.CredentialVersion, d.Reason, d.At.FromWire())),
        WireType.Of<DeviceEvent.OrderCarriedOut, OrderCarriedOutData>(
            "e14", m => new() { Device = m.Device.Value, At = m.At.ToWire(), Key = m.Key.Value, Digest = m.Digest }, OrderCarriedOutData.Parser,
            d => new(new(d.Device), new(d.Key), d.Digest, d.At.FromWire())),
        WireType.Of<DeviceEvent.Renamed, RenamedData>(
            "e15", m => new() { Device = m.Device.Value, At = m.At.ToWire(), Name = m.Name }, RenamedData.Parser,
            d => new(new(d.Device), d.Name, d.At.FromWire())),
        WireType.Of<DeviceEvent.Tagged, TaggedData>(
            "e16", m => new() { Device = m.Device.Value, At = m.At.ToWire(), Tags = { m.Tags.ToWire() } }, TaggedData.Parser,
            d => new(new(d.Device), d.Tags.FromWire(), d.At.FromWire())),
        WireType.Of<DeviceEvent.AccessChanged, AccessChangedData>(
            "e17", m => new() { Device = m.Device.Value, At = m.At.ToWire(), Access = m.Access.ToWire() }, AccessChangedData.Parser,
            d => new(new(d.Device), d.Access.FromWire(), d.At.FromWire())),
        WireType.Of("s1", ToWire, SnapshotData.Parser, FromWire),
    ];

    private static WireType Moment<T>(string manifest, Func<DeviceId, DateTimeOffset, T> read)
        where T : DeviceEvent =>
        WireType.Of<T, MomentData>(
            manifest, m => new() { Device = m.Device.Value, At = m.At.ToWire() }, MomentData.Parser, d => read(new(d.Device), d.At.FromWire()));

    private static EnrolledData ToWire(DeviceEvent.Enrolled m)
    {
        var data = new EnrolledData
        {
            Device = m.Device.Value,
            At = m.At.ToWire(),
            Address = m.Address.ToWire(),
            User = m.User,
            Password = m.Password.ToWire(),
            CredentialVersion = m.CredentialVersion,
        };
        if (m.Serial is { } serial)
            data.Serial = serial;
        return data;
    }

    private static CredentialChangedData ToWire(DeviceEvent.CredentialChanged m) => new()
    {
        Device = m.Device.Value,
        At = m.At.ToWire(),
        User = m.User,
        Password = m.Password.ToWire(),
        CredentialVersion = m.CredentialVersion,
    };

    private static CredentialProvedData ToWire(DeviceEvent.CredentialProved m) => new()
    {
        Device = m.Device.Value,
        At = m.At.ToWire(),
        CredentialVersion = m.CredentialVersion,
        Identity = m.Identity.ToWire(),
    };

    private static CredentialRefusedData ToWire(DeviceEvent.CredentialRefused m)
    {
        var data = new CredentialRefusedData
        {
            Device = m.Device.Value,
            At = m.At.ToWire(),
            CredentialVersion = m.CredentialVersion,
            LoginError = m.LoginError,
            Reason = m.Reason,
        };
        if (m.AttemptsLeft is { } left)
            data.AttemptsLeft = left;
        return data;
    }

    private static SnapshotData ToWire(DeviceSnapshot m)
    {
        var data = new SnapshotData
        {
            Device = m.Device.Value,
            Address = m.Address?.ToWire(),
            Password = m.Password?.ToWire(),
            CredentialVersion = m.CredentialVersion,
            Standing = (int)m.Standing,
            CredentialSince = m.CredentialSince.ToWire(),
            Identity = m.Identity?.ToWire(),
            LockedUntil = m.LockedUntil.ToWire(),
            Enabled = m.Enabled,
            SecondTryAt = m.SecondTryAt.ToWire(),
            FormerAddress = m.FormerAddress?.ToWire(),
            Orders = { m.Orders.Select(order => new CarriedOutOrderData { Key = order.Key.Value, Digest = order.Digest, At = order.At.ToWire() }) },
            Tags = { m.Tags.ToWire() },
            Access = m.Access == DeviceAccess.Default ? null : m.Access.ToWire(),
        };
        if (m.Name is { } name)
            data.Name = name;
        if (m.User is { } user)
            data.User = user;
        if (m.CredentialReason is { } reason)
            data.CredentialReason = reason;
        if (m.LoginError is { } error)
            data.LoginError = error;
        if (m.AttemptsLeft is { } left)
            data.AttemptsLeft = left;
        if (m.PinnedSerial is { } pinned)
            data.PinnedSerial = pinned;
        if (m.ForeignSerial is { } foreign)
            data.ForeignSerial = foreign;
        return data;
    }

    private static DeviceSnapshot FromWire(SnapshotData d) => new(
        new(d.Device),
        d.Address.OrNull(),
        d.HasUser ? d.User : null,
        d.Password.OrNull(),
        d.CredentialVersion,
        (CredentialStanding)d.Standing,
        d.HasCredentialReason ? d.CredentialReason : null,
        d.HasLoginError ? d.LoginError : null,
        d.HasAttemptsLeft ? d.AttemptsLeft : null,
        d.CredentialSince.OrNull(),
        d.HasPinnedSerial ? d.PinnedSerial : null,
        d.Identity.OrNull(),
        d.HasForeignSerial ? d.ForeignSerial : null,
        d.LockedUntil.OrNull(),
        d.Enabled,
        d.SecondTryAt.OrNull(),
        d.FormerAddress.OrNull(),
        [.. d.Orders.Select(order => new CarriedOutOrder(new(order.Key), order.Digest, order.At.FromWire()))],
        d.HasName ? d.Name : null,
        d.Tags.FromWire(),
        d.Access?.FromWire());
}
