using System.Collections.Immutable;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Contracts.Discovery;

/// <summary>
/// What a node can be asked about the networks that it stands in; another node may stand in others. Each question is answered by one
/// <see cref="DiscoveryReply"/>, when its time is over. What may be asked, <see cref="DiscoveryRules"/> say.
/// </summary>
/// <param name="HowLong">How long answers of devices are awaited.</param>
/// <param name="LocalAddress">The network of this address of the node only; null = all its networks.</param>
/// <param name="Binary">Older devices too, which do not tell whether they are initialised.</param>
public abstract record DiscoveryQuery(TimeSpan HowLong, string? LocalAddress, bool Binary)
{
    /// <summary>All devices, by broadcast and multicast.</summary>
    public sealed record Search(TimeSpan HowLong, string? LocalAddress, bool Binary) : DiscoveryQuery(HowLong, LocalAddress, Binary);

    /// <summary>Whoever is at these IPv4 addresses, also where no broadcast comes. At most <see cref="DiscoveryLimits.Addresses"/>.</summary>
    public sealed record Probe(ImmutableArray<string> Addresses, TimeSpan HowLong, string? LocalAddress, bool Binary)
        : DiscoveryQuery(HowLong, LocalAddress, Binary);
}

/// <summary>What a node can be told to do at devices of its networks that nobody can log in to yet. Nobody remembers it: it is sent once.</summary>
public abstract record DiscoveryOrder(Origin By)
{
    /// <summary>What is wanted, in words for people: never a secret.</summary>
    public abstract string Words { get; }

    /// <summary>
    /// After this it is refused, however it came to be late: its asker has given up, or is about to. Null where nobody set one.
    /// </summary>
    public Deadline? BeginBefore { get; init; }

    /// <summary>As it is sent by an asker who waits so long from now on: it begins in the first half of that or not at all.</summary>
    public DiscoveryOrder Within(TimeSpan patience, TimeProvider clock) => this with { BeginBefore = Deadline.In(patience / 2, clock) };

    /// <summary>
    /// Gives a device that has none its first account. The password goes to it in an envelope whose key nobody vouches for: it belongs on a network of its
    /// own. Answered by <see cref="DiscoveryReply.Initialised"/>.
    /// </summary>
    /// <param name="Mac">Which device, as a search tells it.</param>
    /// <param name="User">Usually admin.</param>
    /// <param name="Password">8 to 32 characters of at least two kinds; the rule that it breaks is named.</param>
    /// <param name="Phone">For resets, where the device offers that; null = not given.</param>
    /// <param name="Mail">The same.</param>
    /// <param name="LocalAddress">From this address of the node; null = any.</param>
    /// <param name="By">Who gives the order.</param>
    public sealed record Initialise(string Mac, string User, Secret Password, string? Phone, string? Mail, string? LocalAddress, Origin By)
        : DiscoveryOrder(By)
    {
        public override string Words => $"initialise {Mac} with the account {User}";
    }
}

/// <summary>The answer to a <see cref="DiscoveryQuery"/> or a <see cref="DiscoveryOrder"/>.</summary>
public abstract record DiscoveryReply
{
    /// <summary>
    /// Each device once, in the order in which they answered. <paramref name="LeftOut"/>: how many more did than fit into a message.
    /// </summary>
    /// <param name="Node">Whose networks were searched: host:port.</param>
    /// <param name="Devices">At most <see cref="DiscoveryLimits.Devices"/>.</param>
    /// <param name="LeftOut">A search of one local address, or a probe of fewer addresses, finds those.</param>
    public sealed record Found(string Node, ImmutableArray<DiscoveredDevice> Devices, int LeftOut) : DiscoveryReply;

    /// <summary>The account is made: the device can be enrolled with it.</summary>
    public sealed record Initialised : DiscoveryReply;

    public sealed record Refused(RefusalCode Code, string Reason, string Remedy, DeviceError? SdkError = null) : DiscoveryReply, IRefusal;
}
