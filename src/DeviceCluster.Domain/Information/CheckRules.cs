using System.Collections.Immutable;
using DeviceCluster.Contracts.Information;

namespace DeviceCluster.Domain.Information;

/// <summary>
/// The recommendations of the manual's Appendix 1 in its order, each judged by what a device tells. Where no public source knows a method, or the
/// members of a table, nothing is guessed: it cannot be seen. A method has the mark of docs/netsdk.md: solid, of one source, or not known from a public one.
/// </summary>
public static class CheckRules
{
    /// <summary>The tables that are looked at.</summary>
    public static ImmutableArray<string> Tables { get; } = [General, Rtsp, Https, Upnp, Filter];

    private const string General = "General";
    private const string Rtsp = "RTSP";
    private const string Https = "Https";
    private const string Upnp = "UPnP";
    private const string Filter = "AccessFilter";
    private const string Admin = "admin";
    private const string ByLogin = "login [S]";
    private const int LeastPort = 1024;
    private const int DevicePort = 37777;

    public static ImmutableArray<CheckRow> Judge(CheckFacts facts) =>
    [
        Password(facts),
        Unseen("update firmware in time", $"{facts.Software ?? "the software is not told"}; no public method shows whether there is a newer one"),
        Advice("update client software in time", "advice to people: the client is the library of each node, and 'sdk info' tells its version"),
        Advice("protect the equipment physically"),
        Unseen("change passwords regularly", "no public method shows when a password was set"),
        Unseen("set and update the information for a password reset", "no public method shows whether it is filled in"),
        Switch(facts, "keep the account lock enabled", General, "LockLoginEnable", wanted: true),
        Ports(facts),
        Switch(facts, "enable HTTPS", Https, "Enable", wanted: true),
        Unseen("bind the gateway's IP and MAC addresses", "no public method shows it"),
        Account(facts),
        Switch(facts, "disable unnecessary services: UPnP", Upnp, "Enable", wanted: false),
        Unseen("choose SNMP v3", "no public source knows the members of its table"),
        Unseen("choose TLS for SMTP", "no public source knows the members of its table"),
        Unseen("choose SFTP for FTP", "no public source knows the members of its table"),
        Unseen("choose WPA2-PSK for an AP hotspot", "no public source knows the members of its table"),
        Unseen("encrypt audio and video in transit", "no public method shows it"),
        Advice("check online users"),
        Advice("check the equipment's log"),
        Unseen("keep a log over the network", "no public source knows the members of its table"),
        PortMapping(facts),
        Advice("partition and isolate the network"),
        Unseen("establish 802.1x access authentication", "no public source knows the members of its table"),
        Switch(facts, "enable IP and MAC address filtering", Filter, "Enable", wanted: true),
    ];

    private static CheckRow Password(CheckFacts facts)
    {
        var flaws = facts.IsPlainLogin ? facts.PasswordFlaws.Add("by plain login, whoever listens on the way can read it") : facts.PasswordFlaws;
        return flaws.IsEmpty
            ? new("use strong passwords", CheckVerdict.Good, $"the password of {facts.User} that is used here keeps the rules", ByLogin)
            : new("use strong passwords", CheckVerdict.Bad, $"of the password of {facts.User} that is used here: {string.Join("; ", flaws)}", ByLogin);
    }

    private static CheckRow Account(CheckFacts facts)
    {
        const string Recommendation = "assign accounts and privileges reasonably";

        return facts.User == Admin
            ? new(Recommendation, CheckVerdict.Bad, "this cluster logs in as admin, who may do everything", ByLogin)
            : Unseen(Recommendation, $"this cluster logs in as {facts.User}; what that account and the others may do is not looked at");
    }

    /// <summary>A device that asks a router for none may have one that somebody made there.</summary>
    private static CheckRow PortMapping(CheckFacts facts)
    {
        var asked = Switch(facts, "disable the router's port mapping", Upnp, "Enable", wanted: false);
        return asked.Verdict == CheckVerdict.Good
            ? Unseen(asked.Recommendation, $"{asked.Found}, so the device asks its router for none; one that is made at the router no device shows")
            : asked;
    }

    private static CheckRow Switch(CheckFacts facts, string recommendation, string table, string member, bool wanted)
    {
        var method = $"configManager.getConfig {table} [S], its member {member} [?]";
        var on = facts.Tables.TryGetValue(table, out var told) ? InformationParts.Flag(told, member) : null;
        return on switch
        {
            null => new(recommendation, CheckVerdict.NotTold, $"the device does not tell {table}.{member}", method),
            { } flag => new(recommendation, flag == wanted ? CheckVerdict.Good : CheckVerdict.Bad, $"{table}.{member} is {(flag ? "true" : "false")}", method),
        };
    }

    private static CheckRow Ports(CheckFacts facts)
    {
        const string Recommendation = "change default HTTP and other service ports";
        const string Method = "login [S], DHDiscover.search to its address [S], configManager.getConfig RTSP [S], its member Port [?]";

        (string Name, int? Port, bool IsTold)[] services =
        [
            ("device port", facts.Port, true),
            ("HTTP", facts.HttpPort, facts.HttpPort is not null),
            RtspPort(facts),
        ];
        var found = string.Join(", ", services.Select(service => service switch
        {
            { IsTold: false } => $"{service.Name} not told",
            { Port: { } port } => $"{service.Name} {port}",
            _ => $"{service.Name} off",
        }));
        var verdict = services.Any(service => service.Port is < LeastPort or DevicePort) ? CheckVerdict.Bad
            : services.All(service => service.IsTold) ? CheckVerdict.Good : CheckVerdict.NotTold;
        return new CheckRow(Recommendation, verdict, $"{found}; recommended is any from {LeastPort} to {ushort.MaxValue} but {DevicePort}", Method);
    }

    private static (string Name, int? Port, bool IsTold) RtspPort(CheckFacts facts)
    {
        if (!facts.Tables.TryGetValue(Rtsp, out var table))
            return ("RTSP", null, false);
        return InformationParts.Flag(table, "Enable") == false ? ("RTSP", null, true) : ("RTSP", InformationParts.Port(table), InformationParts.Port(table) is not null);
    }

    private static CheckRow Unseen(string recommendation, string why) => new(recommendation, CheckVerdict.CannotBeSeen, why, Method: null);

    private static CheckRow Advice(string recommendation, string words = "advice to people: nothing that a device has") =>
        new(recommendation, CheckVerdict.AdviceOnly, words, Method: null);
}
