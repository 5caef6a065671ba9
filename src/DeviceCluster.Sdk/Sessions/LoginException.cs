namespace DeviceCluster.Sdk.Sessions;

/// <summary>A login failed: why, how far it came, and what the device told of tries and locks.</summary>
public sealed class LoginException : SdkException
{
    internal LoginException(
        string what, uint code, int loginError, LoginStage stage, int? attemptsLeft, TimeSpan? lockedFor, string? detail = null,
        string? foundSerial = null)
        : base(what, code, detail)
    {
        FoundSerial = foundSerial;
        LoginError = loginError;
        Stage = stage;
        AttemptsLeft = attemptsLeft;
        LockedFor = lockedFor;
    }

    /// <summary>1 to 20, 255 when the device refused for a reason that nobody knows, or 0 when the call failed for another reason than the login's outcome.</summary>
    public int LoginError { get; }

    public LoginStage Stage { get; }

    /// <summary>
    /// Another device answered than the expected one, and got no proof of the password: the serial number it named, empty when it named none.
    /// Null = the login failed for another reason.
    /// </summary>
    public string? FoundSerial { get; }

    /// <summary>The device knows no challenge and wants the password itself, and did not get it.</summary>
    public bool WantsPlainLogin => Code == SdkErrors.OnlyPlainLogin;

    /// <summary>Null = the device did not tell.</summary>
    public int? AttemptsLeft { get; }

    /// <summary>Null = the device did not tell, or is not locked.</summary>
    public TimeSpan? LockedFor { get; }
}
