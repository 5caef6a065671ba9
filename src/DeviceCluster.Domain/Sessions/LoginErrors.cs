using System.Collections.Frozen;

namespace DeviceCluster.Domain.Sessions;

/// <summary>The one table of the devices' login errors: number, name, words and consequence.</summary>
public static class LoginErrors
{
    /// <summary>The number under which an attempt without a known outcome is journaled.</summary>
    public const int UnknownOutcome = 3;

    /// <summary>One row of the table.</summary>
    public sealed record Row(int Number, string Name, string Words, LoginConsequence Consequence);

    private static readonly FrozenDictionary<int, Row> Table = new[]
    {
        new Row(1, "PASSWORD", "wrong password", LoginConsequence.CredentialError),
        new Row(2, "USER", "no such user", LoginConsequence.CredentialError),
        new Row(3, "TIMEOUT", "the device did not answer the login in time", LoginConsequence.Unknown),
        new Row(4, "RELOGGIN", "this user is already logged in", LoginConsequence.SessionLimit),
        new Row(5, "LOCKED", "the account or our address is locked", LoginConsequence.Locked),
        new Row(6, "BLACKLIST", "the account is on the forbidden list", LoginConsequence.Refused),
        new Row(7, "BUSY", "the device is busy or out of resources", LoginConsequence.SessionLimit),
        new Row(8, "SUBCONNECT", "the second connection could not be set up", LoginConsequence.Backoff),
        new Row(9, "CONNECT", "no connection to the device", LoginConsequence.Backoff),
        new Row(10, "MAXCONNECT", "too many connections at the device", LoginConsequence.SessionLimit),
        new Row(11, "PROTOCOL3_ONLY", "the device offers no login that this library speaks", LoginConsequence.Refused),
        new Row(12, "UKEY_LOST", "the device wants a U-key", LoginConsequence.CredentialError),
        new Row(13, "NO_AUTHORIZED", "our address is not allowed at the device", LoginConsequence.Refused),
        new Row(18, "DEVICE_NOT_INIT", "the device is not initialised: it has no password yet", LoginConsequence.Refused),
        new Row(19, "LIMITED", "the login is restricted by address, period or validity", LoginConsequence.Refused),
        new Row(20, "HIGHLEVEL_ONLY", "the device accepts only the high-security login", LoginConsequence.Refused),
        // Our own library's number. It says nothing of the credential: one that was right before is sent again hourly, another only by order.
        new Row(255, "UNKNOWN", "the device refused for a reason that no public source explains", LoginConsequence.Unexplained),
    }.ToFrozenDictionary(row => row.Number);

    public static IEnumerable<Row> All => Table.Values.OrderBy(row => row.Number);

    public static Row Find(int number) => Table.GetValueOrDefault(number) ?? Unlisted(number);

    /// <summary>A refusal by a number without a row, or by the one that our own library has for what it cannot read.</summary>
    public static bool IsUnexplained(int? number) => number is > 0 and { } n && Find(n).Consequence == LoginConsequence.Unexplained;

    /// <summary>The table's consequence, seen with how far the login came: what failed before the proof left was never judged.</summary>
    public static LoginConsequence Judge(LoginFailure failure)
    {
        var mayHaveBeenJudged = failure.Stage >= LoginStage.Sent;
        return (Table.GetValueOrDefault(failure.LoginError), failure.LoginError) switch
        {
            (null, 0) => mayHaveBeenJudged ? LoginConsequence.Unknown : LoginConsequence.Backoff,
            (_, var number) when IsUnexplained(number) => failure.Stage switch
            {
                LoginStage.Answered => LoginConsequence.Unexplained,
                LoginStage.Sent => LoginConsequence.Unknown,
                _ => LoginConsequence.Refused,
            },
            (_, 8) when failure.Stage == LoginStage.Answered => LoginConsequence.Backoff,
            ({ Consequence: LoginConsequence.Backoff or LoginConsequence.Unknown }, _) =>
                mayHaveBeenJudged ? LoginConsequence.Unknown : LoginConsequence.Backoff,
            (var row, _) => row!.Consequence,
        };
    }

    private static Row Unlisted(int number) => number == 0
        ? new Row(0, "NONE", "the login failed before the device answered it", LoginConsequence.Backoff)
        : new Row(number, "UNLISTED", "the device refused by a number that nobody knows", LoginConsequence.Unexplained);
}
