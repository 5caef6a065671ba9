using System.Collections.Immutable;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Domain.Devices;

/// <summary>All a device remembers. Pure: no clock, no I/O, no actor.</summary>
public sealed record DeviceState
{
    /// <summary>Devices say "wrong password" also when they are full, so a proved credential gets one more try after this.</summary>
    public static readonly TimeSpan SecondTryAfter = TimeSpan.FromMinutes(10);

    /// <summary>With fewer attempts left a refused credential is not sent again; untold counts as fewer.</summary>
    public const int AttemptsForSecondTry = 3;

    private const int LockedError = 5;

    private DeviceState(DeviceId id) => Id = id;

    public DeviceId Id { get; private init; }

    public bool IsEnrolled => Address is not null;

    public bool Enabled { get; private init; }

    public DeviceAddress? Address { get; private init; }

    public string? User { get; private init; }

    public SealedSecret? Password { get; private init; }

    /// <summary>Grows with every credential, also over a removal: a late answer to an older one is never taken for this one's.</summary>
    public int CredentialVersion { get; private init; }

    public CredentialStanding Standing { get; private init; }

    public string? CredentialReason { get; private init; }

    public int? LoginError { get; private init; }

    /// <summary>As the device told with its last refusal. It outlives a change of the credential: the count is the device's.</summary>
    public int? AttemptsLeft { get; private init; }

    public DateTimeOffset? CredentialSince { get; private init; }

    public DateTimeOffset? SecondTryAt { get; private init; }

    public string? PinnedSerial { get; private init; }

    public DeviceIdentity? Identity { get; private init; }

    /// <summary>The serial number of another device that answered at the address.</summary>
    public string? ForeignSerial { get; private init; }

    /// <summary>The end of the last lock, also when it is over: only a proof or a retry forgets that there was one.</summary>
    public DateTimeOffset? LockedUntil { get; private init; }

    /// <summary>Where a removed device was. Its lock and its attempts left are remembered: they are of the device there, not of the enrolment.</summary>
    public DeviceAddress? FormerAddress { get; private init; }

    /// <summary>For people; null where nobody gave one.</summary>
    public string? Name { get; private init; }

    public ImmutableSortedDictionary<string, string> Tags { get; private init; } = DeviceTags.None;

    /// <summary>How it is reached beside the port of its SDK.</summary>
    public DeviceAccess Access { get; private init; } = DeviceAccess.Default;

    /// <summary>The last order to try again. Not in the snapshot: it concerns only a session that runs.</summary>
    public DateTimeOffset? RetriedAt { get; private init; }

    /// <summary>The last orders that changed something, also over a removal: one sent again must not remove what was enrolled anew.</summary>
    public OrderMemory Orders { get; private init; } = OrderMemory.Empty;

    public static DeviceState New(DeviceId id) => new(id);

    /// <summary><paramref name="sealedPassword"/>: the password of the command, sealed; the present <see cref="Password"/> itself where it is the same.</summary>
    public Decision Decide(DeviceCommand command, SealedSecret? sealedPassword, DateTimeOffset now) =>
        DeviceDecisions.Decide(this, command, sealedPassword, now);

    /// <summary>As without a key, but an order that was carried out is answered again and not decided again.</summary>
    public Decision Decide(DeviceOrder order, string digest, SealedSecret? sealedPassword, DateTimeOffset now) =>
        Orders.Judge(order, digest) ?? Decide(order.Command, sealedPassword, now).Under(order.Key, digest, now);

    public DeviceState Apply(DeviceEvent happened) => happened switch
    {
        DeviceEvent.OrderCarriedOut e => this with { Orders = Orders.With(e) },
        DeviceEvent.Enrolled e => Enrol(e),
        DeviceEvent.Locked e when FormerAddress is not null => this with { LockedUntil = e.Until > LockedUntil || LockedUntil is null ? e.Until : LockedUntil },
        _ when !IsEnrolled => this,
        DeviceEvent.Removed => Remove(),
        DeviceEvent.AddressChanged e => this with { Address = e.Address, ForeignSerial = null },
        DeviceEvent.CredentialChanged e => Unproved(e.User, e.Password, e.CredentialVersion, e.At),
        DeviceEvent.CredentialTried e => OfPresent(e.CredentialVersion, () => Tried(e)),
        DeviceEvent.CredentialProved e => OfPresent(e.CredentialVersion, () => Proved(e)),
        DeviceEvent.CredentialRefused e when e.CredentialVersion < CredentialVersion => this with { AttemptsLeft = e.AttemptsLeft },
        DeviceEvent.CredentialRefused e => OfPresent(e.CredentialVersion, () => Refused(e)),
        DeviceEvent.CredentialNotJudged e => OfPresent(e.CredentialVersion, () => NotJudged()),
        DeviceEvent.Locked e => Locked(e),
        DeviceEvent.IdentityChanged e => NotJudged() with { ForeignSerial = e.Serial },
        DeviceEvent.Retried e => Retried(e),
        DeviceEvent.Enabled => this with { Enabled = true },
        DeviceEvent.Disabled => this with { Enabled = false },
        DeviceEvent.Renamed e => this with { Name = e.Name },
        DeviceEvent.Tagged e => this with { Tags = e.Tags },
        DeviceEvent.AccessChanged e => this with { Access = e.Access },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot be replayed by this version"),
    };

    public DeviceSnapshot ToSnapshot() => new(
        Id, Address, User, Password, CredentialVersion, Standing, CredentialReason, LoginError, AttemptsLeft, CredentialSince,
        PinnedSerial, Identity, ForeignSerial, LockedUntil, Enabled, SecondTryAt, FormerAddress, Orders.All, Name, Tags, Access);

    public static DeviceState From(DeviceSnapshot snapshot) => new(snapshot.Device)
    {
        Address = snapshot.Address,
        User = snapshot.User,
        Password = snapshot.Password,
        CredentialVersion = snapshot.CredentialVersion,
        Standing = snapshot.Standing,
        CredentialReason = snapshot.CredentialReason,
        LoginError = snapshot.LoginError,
        AttemptsLeft = snapshot.AttemptsLeft,
        CredentialSince = snapshot.CredentialSince,
        PinnedSerial = snapshot.PinnedSerial,
        Identity = snapshot.Identity,
        ForeignSerial = snapshot.ForeignSerial,
        LockedUntil = snapshot.LockedUntil,
        Enabled = snapshot.Enabled,
        SecondTryAt = snapshot.SecondTryAt,
        FormerAddress = snapshot.FormerAddress,
        Orders = OrderMemory.Of(snapshot.Orders),
        Name = snapshot.Name,
        Tags = snapshot.Tags,
        Access = snapshot.Access,
    };

    private DeviceState OfPresent(int version, Func<DeviceState> next) =>
        version == CredentialVersion ? next() : this;

    private DeviceState Enrol(DeviceEvent.Enrolled e)
    {
        var again = e.Address == FormerAddress;
        var enrolled = New(Id) with
        {
            Address = e.Address,
            Enabled = true,
            PinnedSerial = e.Serial,
            LockedUntil = again ? LockedUntil : null,
            AttemptsLeft = again ? AttemptsLeft : null,
            Orders = Orders,
        };
        return enrolled.Unproved(e.User, e.Password, e.CredentialVersion, e.At);
    }

    private DeviceState Remove() => New(Id) with
    {
        CredentialVersion = CredentialVersion,
        FormerAddress = Address,
        LockedUntil = LockedUntil,
        AttemptsLeft = AttemptsLeft,
        Orders = Orders,
    };

    private DeviceState Unproved(string user, SealedSecret password, int version, DateTimeOffset at) =>
        Judged(CredentialStanding.Untried, reason: null, loginError: null, AttemptsLeft, at) with
        {
            User = user,
            Password = password,
            CredentialVersion = version,
        };

    private DeviceState Tried(DeviceEvent.CredentialTried e) =>
        Judged(CredentialStanding.Tried, reason: null, loginError: null, attemptsLeft: null, e.At);

    private DeviceState Proved(DeviceEvent.CredentialProved e) =>
        Judged(CredentialStanding.Proved, reason: null, loginError: null, attemptsLeft: null, e.At) with
        {
            Identity = e.Identity,
            PinnedSerial = PinnedSerial ?? (e.Identity.Serial.Length > 0 ? e.Identity.Serial : null),
            ForeignSerial = null,
            LockedUntil = null,
        };

    private DeviceState Refused(DeviceEvent.CredentialRefused e)
    {
        var secondTry = Standing == CredentialStanding.Proved && e.AttemptsLeft >= AttemptsForSecondTry;
        var again = Standing == CredentialStanding.Refused && CredentialSince == e.At;
        return Judged(CredentialStanding.Refused, e.Reason, e.LoginError, e.AttemptsLeft, e.At) with
        {
            SecondTryAt = again ? SecondTryAt : secondTry ? e.At + SecondTryAfter : null,
        };
    }

    private DeviceState NotJudged() =>
        Standing == CredentialStanding.Tried ? this with { Standing = CredentialStanding.Untried } : this;

    // "Locked" is also the answer to the wrong try that locks. So an unproved credential is sent once more after a lock; is that answered
    // by a lock again, it counts as refused: it would lock the account for ever.
    private DeviceState Locked(DeviceEvent.Locked e)
    {
        var again = Standing == CredentialStanding.Tried && LockedUntil is not null;
        var locked = NotJudged() with { LockedUntil = e.Until, AttemptsLeft = null };
        return again
            ? locked.Judged(
                CredentialStanding.Refused, "the device locked again at the first attempt after a lock, maybe because of it", LockedError, null, e.At)
            : locked;
    }

    // Whoever retries after another device answered takes the one that answers next for the right one.
    private DeviceState Retried(DeviceEvent.Retried e)
    {
        var lifted = this with
        {
            RetriedAt = e.At,
            LockedUntil = null,
            AttemptsLeft = null,
            PinnedSerial = ForeignSerial is null ? PinnedSerial : null,
            ForeignSerial = null,
        };
        // What is tried is under way: its outcome decides, and a crash now must not make it untried.
        return Standing is CredentialStanding.Proved or CredentialStanding.Tried
            ? lifted
            : lifted.Judged(CredentialStanding.Untried, reason: null, loginError: null, attemptsLeft: null, e.At);
    }

    private DeviceState Judged(
        CredentialStanding standing, string? reason, int? loginError, int? attemptsLeft, DateTimeOffset at) => this with
        {
            Standing = standing,
            CredentialReason = reason,
            LoginError = loginError,
            AttemptsLeft = attemptsLeft,
            CredentialSince = at,
            SecondTryAt = null,
        };
}
