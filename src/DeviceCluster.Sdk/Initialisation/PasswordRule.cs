namespace DeviceCluster.Sdk.Initialisation;

/// <summary>The rule that a password breaks, by the library's numbers.</summary>
public enum PasswordRule
{
    None = 0,
    TooShort = 1,
    OneKind = 2,
    HasName = 3,
    Continuous = 4,
    Repeated = 5,
    TooLong = 6,
    BadCharacter = 7,
}
