namespace DeviceCluster.Simulator.Initialisation;

/// <summary>What a device asks of a new password: 8 to 32 characters of two kinds at least, and none that would end a word.</summary>
internal static class PasswordRules
{
    private const int Shortest = 8, Longest = 32, Kinds = 2;

    public static bool Allow(string? password)
    {
        if (password is not { Length: >= Shortest and <= Longest } || password.Any(letter => letter is '\'' or '"' or ';' or ':' or '&' or <= ' ' or > '~'))
            return false;

        Func<char, bool>[] kinds = [char.IsAsciiDigit, char.IsAsciiLetterLower, char.IsAsciiLetterUpper, letter => !char.IsAsciiLetterOrDigit(letter)];
        return kinds.Count(password.Any) >= Kinds;
    }
}
