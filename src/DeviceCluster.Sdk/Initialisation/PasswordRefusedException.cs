namespace DeviceCluster.Sdk.Initialisation;

/// <summary>A first password breaks a rule; nothing was sent.</summary>
public sealed class PasswordRefusedException(string what, uint code, PasswordRule rule) : SdkException(what, code, Why(rule))
{
    public PasswordRule Rule { get; } = rule;

    private static string Why(PasswordRule rule) => rule switch
    {
        PasswordRule.TooShort => "it has fewer than 8 characters",
        PasswordRule.OneKind => "it needs two of: small letters, capital letters, digits, symbols",
        PasswordRule.HasName => "the account's name is in it, or that backwards",
        PasswordRule.Continuous => "three characters in it follow each other, such as 123 or abc",
        PasswordRule.Repeated => "a character stands in it three times together, such as 111",
        PasswordRule.TooLong => "it has more than 32 characters",
        PasswordRule.BadCharacter => """a blank, ' " ; : & or a character that is not printable ASCII is in it""",
        _ => "it breaks a rule that the library does not name",
    };
}
