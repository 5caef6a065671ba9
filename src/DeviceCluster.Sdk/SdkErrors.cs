using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using DeviceCluster.Sdk.Errors;

namespace DeviceCluster.Sdk;

/// <summary>What the codes of CLIENT_GetLastError and of a login's outcome mean: the one table.</summary>
public static class SdkErrors
{
    public const uint SystemError = 0x80000001;
    public const uint NetworkError = 0x80000002;
    public const uint InvalidHandle = 0x80000004;
    public const uint IllegalParameter = 0x80000007;
    public const uint BadAnswer = 0x80000015;
    public const uint InsufficientBuffer = 0x80000016;
    public const uint NotSupported = 0x80000017;
    public const uint NotNow = 0x8000001A;
    public const uint NotInitialised = 0x8000001D;
    public const uint Unsupported = 0x8000004F;
    public const uint PasswordIllegal = 0x800003F8;
    public const uint LoginConnect = 0x8000006B;
    public const uint LoginNetwork = 0x8000006C;

    public const uint OtherDevice = 0x8F000001;
    public const uint AccessNotSet = 0x8F000002;
    public const uint OnlyPlainLogin = 0x8F000003;
    public const uint NoJson = 0x8F000004;

    private const uint Flag = 0x80000000;

    /// <summary>Codes that only the newest libraries of the vendor have, without a public name.</summary>
    private static readonly ImmutableArray<uint> Nameless = [99, 521, 522, 1317, 1318, 1319, 1320, 1321, 1322, 1323, 1324, 1325, 1326];

    private static readonly FrozenDictionary<uint, SdkError> Codes = Table().ToFrozenDictionary(error => error.Code);

    /// <summary>The codes of a login's outcome, 1 to 20, as errors. 255 is our own library's: nobody knows why.</summary>
    private static readonly FrozenDictionary<int, uint> Logins = new Dictionary<int, uint>
    {
        [1] = Flag | 100,
        [2] = Flag | 101,
        [3] = Flag | 102,
        [4] = Flag | 103,
        [5] = Flag | 104,
        [6] = Flag | 105,
        [7] = Flag | 106,
        [8] = Flag | 109,
        [9] = Flag | 108,
        [10] = Flag | 110,
        [11] = Flag | 111,
        [12] = Flag | 112,
        [13] = Flag | 113,
        [18] = Flag | 118,
        [19] = Flag | 119,
        [20] = Flag | 1154,
        [255] = uint.MaxValue,
    }.ToFrozenDictionary();

    /// <summary>Every code that is known, in the order of the numbers.</summary>
    public static ImmutableArray<SdkError> All { get; } = [.. Codes.Values.OrderBy(error => error.Code)];

    /// <summary>What the numbers of a login's outcome mean, in their order.</summary>
    public static ImmutableArray<(int LoginError, SdkError Error)> OfLogins { get; } =
        [.. Logins.OrderBy(login => login.Key).Select(login => (login.Key, Codes[login.Value]))];

    /// <summary>Name and words of a code; one that the table lacks is named by its number.</summary>
    public static (string Name, string Words) Of(uint code) => Codes.TryGetValue(code, out var known)
        ? (known.Name, known.Words)
        : (Number(code), "an error this program has no words for");

    /// <summary>Those that have this number (104 or 0x80000068), this name, or this text in name or words.</summary>
    public static IReadOnlyList<SdkError> Find(string text)
    {
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            && uint.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            return [.. All.Where(error => error.Code == code)];
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return [.. All.Where(error => error.Number == number || error.Code == number)];
        return All.Where(error => error.Name.Equals(text, StringComparison.OrdinalIgnoreCase)).ToArray() is { Length: > 0 } named
            ? named
            : [.. All.Where(error => Has(error.Name, text) || Has(error.Words, text))];
    }

    /// <summary>The code that goes with a login's outcome when the library gave none.</summary>
    internal static uint OfLogin(int loginError) => Logins.GetValueOrDefault(loginError, SystemError);

    private static IEnumerable<SdkError> Table() =>
    [
        new(0, "NET_NOERROR", "no reason was given"),
        .. new[] { CommonCodes.Rows, SettingCodes.Rows, DeviceCodes.Rows, AccessCodes.Rows }
            .SelectMany(rows => rows).Select(row => new SdkError(Flag | row.Low, row.Name, row.Words)),
        .. Nameless.Select(low => new SdkError(Flag | low, Number(Flag | low), "an error of newer libraries whose name is not public")),
        new(OtherDevice, "NETSDK_OPEN_ERROR_OTHER_DEVICE", "another device answers than the expected one"),
        new(AccessNotSet, "NETSDK_OPEN_ERROR_ACCESS_NOT_SET", "the account is made and its password holds, but the device did not take the last step"),
        new(OnlyPlainLogin, "NETSDK_OPEN_ERROR_ONLY_PLAIN_LOGIN", "the device knows no login challenge and wants the password itself, which is not allowed to it"),
        new(NoJson, "NETSDK_OPEN_ERROR_NO_JSON", "the device answers nothing that is asked by JSON, as old ones do not"),
        new(uint.MaxValue, "NET_ERROR", "the library failed and does not say why"),
    ];

    private static bool Has(string all, string part) => all.Contains(part, StringComparison.OrdinalIgnoreCase);

    private static string Number(uint code) => string.Create(CultureInfo.InvariantCulture, $"0x{code:X8}");
}
