using System.Collections.Frozen;
using System.Globalization;

namespace DeviceCluster.Sdk;

/// <summary>What the codes of CLIENT_GetLastError and of a login's outcome mean: the one table.</summary>
public static class SdkErrors
{
    public const uint SystemError = 0x80000001;
    public const uint NetworkError = 0x80000002;
    public const uint InvalidHandle = 0x80000004;
    public const uint IllegalParameter = 0x80000007;
    public const uint NotSupported = 0x80000017;
    public const uint NotNow = 0x8000001A;
    public const uint NotInitialised = 0x8000001D;
    public const uint LoginConnect = 0x8000006B;
    public const uint LoginNetwork = 0x8000006C;

    public const uint OtherDevice = 0x8F000001;

    private const uint Flag = 0x80000000;

    private static readonly FrozenDictionary<uint, (string Name, string Words)> Codes = new Dictionary<uint, (string, string)>
    {
        [0] = ("NET_NOERROR", "no reason was given"),
        [Flag | 1] = ("NET_SYSTEM_ERROR", "the system refused memory, a thread or a descriptor"),
        [Flag | 2] = ("NET_NETWORK_ERROR", "the device did not answer in time, or the connection ended"),
        [Flag | 3] = ("NET_DEV_VER_NOMATCH", "the device speaks another version of the protocol"),
        [Flag | 4] = ("NET_INVALID_HANDLE", "the session, view or search is over"),
        [Flag | 5] = ("NET_OPEN_CHANNEL_ERROR", "the device refused to open the channel"),
        [Flag | 6] = ("NET_CLOSE_CHANNEL_ERROR", "the device refused to close the channel"),
        [Flag | 7] = ("NET_ILLEGAL_PARAM", "a value is not acceptable"),
        [Flag | 8] = ("NET_SDK_INIT_ERROR", "the library could not start"),
        [Flag | 21] = ("NET_RETURN_DATA_ERROR", "the device sent what its protocol does not allow"),
        [Flag | 22] = ("NET_INSUFFICIENT_BUFFER", "the buffer for the answer is too small"),
        [Flag | 23] = ("NET_NOT_SUPPORTED", "the library cannot do this"),
        [Flag | 25] = ("NET_NOT_AUTHORIZED", "the user has no right to do this"),
        [Flag | 26] = ("NET_NOT_NOW", "interrupted by a stop, a logout or the watchdog, or the session is down"),
        [Flag | 29] = ("NET_NO_INIT", "the library is not started, or ended"),
        [Flag | 79] = ("NET_UNSUPPORTED", "the device cannot do this"),
        [Flag | 100] = ("NET_LOGIN_ERROR_PASSWORD", "wrong password"),
        [Flag | 101] = ("NET_LOGIN_ERROR_USER", "there is no such user"),
        [Flag | 102] = ("NET_LOGIN_ERROR_TIMEOUT", "the device did not answer the login in time"),
        [Flag | 103] = ("NET_LOGIN_ERROR_RELOGGIN", "the user is logged in already and may not be twice"),
        [Flag | 104] = ("NET_LOGIN_ERROR_LOCKED", "the account is locked"),
        [Flag | 105] = ("NET_LOGIN_ERROR_BLACKLIST", "the account is on the device's block list"),
        [Flag | 106] = ("NET_LOGIN_ERROR_BUSY", "the device is busy"),
        [Flag | 107] = ("NET_LOGIN_ERROR_CONNECT", "no connection within the connect time"),
        [Flag | 108] = ("NET_LOGIN_ERROR_NETWORK", "the connection was refused, unreachable, or lost during the login"),
        [Flag | 109] = ("NET_LOGIN_ERROR_SUBCONNECT", "the connection for video could not be set up"),
        [Flag | 110] = ("NET_LOGIN_ERROR_MAXCONNECT", "the device has as many sessions as it allows"),
        [Flag | 111] = ("NET_LOGIN_ERROR_PROTOCOL3_ONLY", "the device and the library have no kind of login in common"),
        [Flag | 112] = ("NET_LOGIN_ERROR_UKEY_LOST", "the device wants a U-key that is missing or wrong"),
        [Flag | 113] = ("NET_LOGIN_ERROR_NO_AUTHORIZED", "this machine's address is not allowed to log in"),
        [Flag | 117] = ("NET_LOGIN_ERROR_USER_OR_PASSOWRD", "wrong user or password"),
        [Flag | 118] = ("NET_LOGIN_ERROR_DEVICE_NOT_INIT", "the device is not initialised: it has no password yet"),
        [Flag | 119] = ("NET_LOGIN_ERROR_LIMITED", "the login is restricted by address, hours or expiry"),
        [OtherDevice] = ("NETSDK_OPEN_ERROR_OTHER_DEVICE", "another device answers than the expected one"),
        [Flag | 423] = ("NET_ERROR_PARAM_DWSIZE_ERROR", "the library does not know this size of a struct"),
    }.ToFrozenDictionary();

    /// <summary>The codes of a login's outcome, 1 to 20, as errors; 20 has none of its own in the ABI.</summary>
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
        [20] = Flag | 3,
    }.ToFrozenDictionary();

    /// <summary>Name and words of a code; one that the table lacks is named by its number.</summary>
    public static (string Name, string Words) Of(uint code) => Codes.TryGetValue(code, out var known)
        ? known
        : (string.Create(CultureInfo.InvariantCulture, $"0x{code:X8}"), "an error this program has no words for");

    /// <summary>The code that goes with a login's outcome when the library gave none.</summary>
    internal static uint OfLogin(int loginError) => Logins.GetValueOrDefault(loginError, SystemError);
}
