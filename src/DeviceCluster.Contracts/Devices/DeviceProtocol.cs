using System.Collections.Immutable;

namespace DeviceCluster.Contracts.Devices;

/// <summary>What a device can be told. Every command is answered by one <see cref="DeviceReply"/>.</summary>
public abstract record DeviceCommand(DeviceId Device) : IForDevice
{
    /// <summary>What is wanted, in words for people: never a secret.</summary>
    public abstract string Words { get; }

    /// <summary>
    /// Makes the device known. <paramref name="Serial"/> is the serial number it must have; null pins the first one seen. <paramref name="Access"/>: null
    /// leaves it at the default.
    /// </summary>
    public sealed record Enrol(
        DeviceId Device, DeviceAddress Address, string User, Secret Password, string? Serial, DeviceAccess? Access = null) : DeviceCommand(Device)
    {
        public override string Words => Access is null ? $"enrol {Address} as {User}" : $"enrol {Address} as {User}, {Access}";
    }

    public sealed record ChangeAddress(DeviceId Device, DeviceAddress Address) : DeviceCommand(Device)
    {
        public override string Words => $"change address to {Address}";
    }

    public sealed record SetCredential(DeviceId Device, string User, Secret Password) : DeviceCommand(Device)
    {
        public override string Words => $"set credential of {User}";
    }

    public sealed record Enable(DeviceId Device) : DeviceCommand(Device)
    {
        public override string Words => "enable";
    }

    public sealed record Disable(DeviceId Device) : DeviceCommand(Device)
    {
        public override string Words => "disable";
    }

    /// <summary>Lifts a credential error, a lock, a refusal or an identity change: the operator takes the next login attempt on himself.</summary>
    public sealed record Retry(DeviceId Device) : DeviceCommand(Device)
    {
        public override string Words => "retry";
    }

    public sealed record Remove(DeviceId Device) : DeviceCommand(Device)
    {
        public override string Words => "remove";
    }

    /// <summary>Gives the device a name for people: 1 to <see cref="MaxName"/> characters that can be shown. Its id stays.</summary>
    public sealed record Rename(DeviceId Device, string Name) : DeviceCommand(Device)
    {
        public const int MaxName = 100;

        public override string Words => $"rename to {Name}";
    }

    /// <summary>
    /// Says how the device is reached beside its SDK port: what is null stays as it is, and <see cref="AutomaticPort"/> sets a port back. See
    /// <see cref="DeviceAccess"/>.
    /// </summary>
    public sealed record SetAccess(DeviceId Device, int? HttpPort = null, int? RtspPort = null, bool? PlainLogin = null) : DeviceCommand(Device)
    {
        public const int AutomaticPort = 0;

        public override string Words => string.Join(' ', ["access", .. Parts()]);

        private IEnumerable<string> Parts()
        {
            if (HttpPort is { } http)
                yield return $"http-port {Port(http)}";
            if (RtspPort is { } rtsp)
                yield return $"rtsp-port {Port(rtsp)}";
            if (PlainLogin is { } plain)
                yield return $"plain-login {(plain ? "yes" : "no")}";
        }

        private static string Port(int port) => port == AutomaticPort ? "auto" : FormattableString.Invariant($"{port}");
    }

    /// <summary>Writes tags on the device and takes others off; those that are not named stay. See <see cref="DeviceTags"/> for what is allowed.</summary>
    public sealed record Tag(DeviceId Device, ImmutableSortedDictionary<string, string> Set, ImmutableArray<string> Unset) : DeviceCommand(Device)
    {
        public ImmutableArray<string> Unset { get; init; } = Unset.IsDefault ? [] : Unset;

        public override string Words =>
            string.Join(' ', ["tag", .. Set.Select(pair => $"{pair.Key}={pair.Value}"), .. Unset.Select(key => $"-{key}")]);
    }
}

/// <summary>The answer to a command. A refusal is an answer, not an exception.</summary>
public abstract record DeviceReply
{
    public sealed record Done : DeviceReply;

    /// <summary><paramref name="Reason"/> says what was wrong, <paramref name="Remedy"/> what would be right; see <see cref="IRefusal.SdkError"/>.</summary>
    public sealed record Refused(RefusalCode Code, string Reason, string Remedy, DeviceError? SdkError = null) : DeviceReply, IRefusal;
}

/// <summary>What a device can be asked; it changes nothing.</summary>
public abstract record DeviceQuery(DeviceId Device) : IForDevice
{
    /// <summary>Answered by <see cref="DeviceReport"/>.</summary>
    public sealed record GetReport(DeviceId Device) : DeviceQuery(Device);

    /// <summary>Answered by <see cref="WhyReport"/>.</summary>
    public sealed record GetWhy(DeviceId Device) : DeviceQuery(Device);

    /// <summary>
    /// Where a picture is kept that was taken, for other nodes of the cluster. Answered by <see cref="Snapshots.PictureOffer"/>, or
    /// <see cref="DeviceReply.Refused"/> when it is kept no more.
    /// </summary>
    public sealed record FindPicture(DeviceId Device, int Channel, long Number) : DeviceQuery(Device);
}

/// <summary>Why a command was refused, for programs; the words beside it are for people.</summary>
public enum RefusalCode
{
    Unspecified = 0,

    /// <summary>No device is enrolled under this id.</summary>
    NotEnrolled = 1,

    /// <summary>A device is enrolled under this id already, with other data.</summary>
    AlreadyEnrolled = 2,

    /// <summary>A value of the command is not allowed.</summary>
    Invalid = 3,

    /// <summary>The device is disabled.</summary>
    Disabled = 4,

    /// <summary>The device has no session now; the reason says why.</summary>
    Offline = 5,

    /// <summary>Another order that changes the device is being journaled, or too much is asked at once; ask again.</summary>
    Busy = 6,

    /// <summary>The journal cannot be written now.</summary>
    StorageUnavailable = 7,

    /// <summary>The device is being handed to another node; ask again.</summary>
    Moving = 8,

    /// <summary>The device refused, or did not answer in time.</summary>
    DeviceRefused = 9,

    /// <summary>This version does not know the command.</summary>
    NotSupported = 10,

    /// <summary>No answer came, or the journal failed in the middle: whether the order was carried out is not known.</summary>
    NoAnswer = 11,
}

/// <summary>All that is known of a device now. <paramref name="Name"/>: for people; null where nobody gave one.</summary>
public sealed record DeviceReport(
    DeviceId Device,
    bool Enrolled,
    DeviceAddress? Address,
    string? User,
    bool Enabled,
    DeviceIdentity? Identity,
    SessionStatus Status,
    int CredentialVersion,
    bool CredentialProved,
    string Node,
    ImmutableArray<string> Lives,
    string? Name = null,
    ImmutableSortedDictionary<string, string>? Tags = null,
    DeviceAccess? Access = null) : IForDevice
{
    public ImmutableSortedDictionary<string, string> Tags { get; init; } = Tags ?? DeviceTags.None;

    public DeviceAccess Access { get; init; } = Access ?? DeviceAccess.Default;
}

/// <summary>The causal story of a device, oldest first, with what comes next.</summary>
public sealed record WhyReport(
    DeviceId Device, SessionStatus Status, string Node, string Shard, ImmutableArray<WhyEntry> Entries) : IForDevice;

/// <summary>One line of the story: when, what, and the device's or the library's code in words where there was one.</summary>
public sealed record WhyEntry(DateTimeOffset At, string What, string? Detail);

/// <summary>What a device said of itself when it accepted a login. Text of the device is untrusted: escape it before showing it.</summary>
public sealed record DeviceIdentity(string Serial, int Channels, int DeviceType);
