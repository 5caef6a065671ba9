using System.Globalization;
using System.Text.Json.Nodes;
using DeviceCluster.Simulator.Dvrip;
using DeviceCluster.Simulator.Login;
using DeviceCluster.Simulator.Rpc;

namespace DeviceCluster.Simulator.Json;

/// <summary>global.login as HTTP and the JSON port speak it: the first is refused with a challenge, the second proves the password.</summary>
internal static class JsonLogin
{
    public const string Method = "global.login";

    private const string Encryption = "Default";

    /// <summary>The reply, and the session that it concerns; over a challenge the session is not open yet.</summary>
    public static (RpcReply Reply, RpcSession? Session) Call(VirtualDevice device, JsonObject request, string from, ILogger log, bool textSession)
    {
        var user = Text(request, "userName");
        var password = Text(request, "password");
        if (user is null || password is null)
            return (RpcReply.Failed(RpcError.BadParameter), null);

        if (password.Length == 0)
            return Challenge(device, textSession);

        var session = device.JsonSessions.Find(request["session"]);
        var verdict = Decide(device, user, password, session);
        if (session is not null && verdict.Error is not null)
            device.JsonSessions.End(session);

        Record(device, verdict, user, from, log);
        return verdict.Error is { } error
            ? (Refused(device, error, verdict), null)
            : (RpcReply.One("keepAliveInterval", GlobalMethods.KeepAliveSeconds), session);
    }

    private static (RpcReply, RpcSession?) Challenge(VirtualDevice device, bool textSession)
    {
        if (!device.Logins.IsInitialised)
            return (RpcReply.Failed(RpcError.NotInitialised), null);

        var random = device.NextRandom().ToString(CultureInfo.InvariantCulture);
        if (device.JsonSessions.Challenge(device.NextSessionId(), textSession && device.Firmware.SessionsAreText, random) is not { } session)
            return (RpcReply.Failed(RpcError.Busy), null);

        device.Facts.Challenged();
        var challenge = new RpcError(device.Firmware.ChallengeCode, "Component error: login challenge!");
        return (new RpcReply(Result: null, new JsonObject
        {
            ["authorization"] = Convert.ToHexStringLower(BitConverter.GetBytes(device.NextRandom())),
            ["encryption"] = Encryption,
            ["mac"] = device.Mac.Replace(":", "", StringComparison.Ordinal).ToUpperInvariant(),
            ["random"] = random,
            ["realm"] = device.Realm,
        }, challenge), session);
    }

    private static LoginVerdict Decide(VirtualDevice device, string user, string password, RpcSession? session)
    {
        var random = session?.Random;
        if (session is not null)
            session.Random = null;

        Predicate<string> proves = random is null
            ? static _ => false
            : right => password.Equals(LoginHash.Proof(user, device.Realm, random, right), StringComparison.OrdinalIgnoreCase);
        if (device.Faults.TakeRefusal() is > 0 and var ordered)
            return new LoginVerdict(LoginError.Of(ordered), device.Logins.Prove(proves));

        var verdict = device.Logins.Judge(user, proves);
        return verdict.Error is null && !device.JsonSessions.Open(session!, Printable.Of(user)) ? verdict with { Error = LoginError.SessionLimit } : verdict;
    }

    private static RpcReply Refused(VirtualDevice device, LoginError error, LoginVerdict verdict)
    {
        var told = Told(device, error);
        return verdict.TriesLeft is null && verdict.LockLeft is null ? RpcReply.Failed(told) : new RpcReply(Result: null, new JsonObject
        {
            ["remainLoginTimes"] = verdict.TriesLeft ?? 0,
            ["remainLockSecond"] = (int)Math.Ceiling(verdict.LockLeft?.TotalSeconds ?? 0),
        }, told);
    }

    /// <summary>Newer devices do not tell whether the user or the password was wrong.</summary>
    private static RpcError Told(VirtualDevice device, LoginError error) => error.Code switch
    {
        1 => device.Firmware.SessionsAreText ? RpcError.WrongPassword : RpcError.BadPassword,
        2 => device.Firmware.SessionsAreText ? RpcError.WrongPassword : RpcError.NoSuchUser,
        4 => RpcError.InUse,
        5 => RpcError.Locked,
        6 => RpcError.BlackListed,
        7 or 10 => RpcError.Busy,
        18 => RpcError.NotInitialised,
        _ => RpcError.Unset,
    };

    private static void Record(VirtualDevice device, LoginVerdict verdict, string user, string from, ILogger log)
    {
        var words = verdict.Error?.Words ?? "";
        var outcome = verdict.Error is null ? LoginOutcome.Accepted : LoginOutcome.Refused;
        device.Facts.Record(new LoginAttempt(
            device.Time.GetUtcNow(), from, Printable.Of(user), "Json", verdict.Credential, outcome, verdict.Error?.Code ?? 0, words));
        log.LogInformation("JSON login at {Serial} {Address} by {User} from {From}: {Outcome} {Reason} (credential {Credential})",
            device.Serial, device.Address, Printable.Of(user), from, outcome, words, verdict.Credential);
    }

    private static string? Text(JsonObject request, string name) =>
        (request["params"] as JsonObject)?[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
