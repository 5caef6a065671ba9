namespace DeviceCluster.Simulator.Login;

/// <summary>Why a login is refused: the number as the ABI's login call reports it, and the two bytes by which a device says it.</summary>
/// <remarks>
/// The one table of both. Marks of the wire bytes: [S] several sources agree, [1] one source, [?] unknown, chosen so that byte 8 names the ABI's number.
/// </remarks>
internal readonly record struct LoginError(int Code, byte Byte8, byte Byte9, string Words)
{
    public static readonly LoginError WrongPassword = new(1, 0x01, 0x00, "wrong password");        // [S]
    public static readonly LoginError NoSuchUser = new(2, 0x01, 0x01, "no such user");             // [S]
    public static readonly LoginError AlreadyLoggedIn = new(4, 0x03, 0x03, "already logged in");   // [1]
    public static readonly LoginError Locked = new(5, 0x01, 0x04, "locked");                       // [S]
    public static readonly LoginError BlackListed = new(6, 0x01, 0x05, "black-listed");            // [S]
    public static readonly LoginError NotInitialised = new(18, 0x01, 0x11, "not initialised");     // [1] for the bytes
    public static readonly LoginError NotImplemented = new(11, 0x01, 0x13, "not implemented");     // [1] for the bytes

    /// <summary>What a device says that holds as many sessions as it can.</summary>
    public static readonly LoginError SessionLimit = new(10, 0x0A, 0x00, "too many sessions");     // [?]

    private static readonly LoginError[] Table =
        [WrongPassword, NoSuchUser, AlreadyLoggedIn, Locked, BlackListed, NotInitialised, NotImplemented, SessionLimit];

    public static LoginError Of(int code)
    {
        foreach (var error in Table)
        {
            if (error.Code == code)
                return error;
        }

        return new LoginError(code, (byte)code, 0, $"refused with {code}"); // [?]
    }
}
