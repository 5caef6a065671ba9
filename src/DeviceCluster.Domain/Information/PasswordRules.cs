using System.Collections.Immutable;

namespace DeviceCluster.Domain.Information;

/// <summary>What the manual's first recommendation says of passwords.</summary>
public static class PasswordRules
{
    private const int Shortest = 8;
    private const int Run = 3;

    /// <summary>The rules that a password breaks, in words that tell nothing else of it.</summary>
    public static ImmutableArray<string> Broken(string user, string password)
    {
        var broken = ImmutableArray.CreateBuilder<string>();
        if (password.Length < Shortest)
            broken.Add($"it has fewer than {Shortest} characters");
        if (Kinds(password) < 2)
            broken.Add("it has characters of one kind only");
        if (Contains(password, user) || Contains(password, string.Concat(user.Reverse())))
            broken.Add("it has the account's name in it, forwards or backwards");
        // As at a first password: aBc is a run as abc is.
        var even = password.ToLowerInvariant();
        if (HasRun(even, step: 1) || HasRun(even, step: -1))
            broken.Add($"it has {Run} characters that follow each other, as 123");
        if (HasRun(password, step: 0))
            broken.Add($"it has the same character {Run} times in a row");
        return broken.DrainToImmutable();
    }

    private static int Kinds(string password)
    {
        Func<char, bool>[] kinds = [char.IsUpper, char.IsLower, char.IsDigit, c => !char.IsLetterOrDigit(c)];
        return kinds.Count(kind => password.Any(kind));
    }

    private static bool Contains(string password, string name) => name.Length > 0 && password.Contains(name, StringComparison.OrdinalIgnoreCase);

    private static bool HasRun(string password, int step)
    {
        var length = 1;
        for (var i = 1; i < password.Length && length < Run; i++)
        {
            var follows = password[i] - password[i - 1] == step && (step == 0 || (char.IsAsciiLetterOrDigit(password[i]) && char.IsAsciiLetterOrDigit(password[i - 1])));
            length = follows ? length + 1 : 1;
        }

        return length >= Run;
    }
}
