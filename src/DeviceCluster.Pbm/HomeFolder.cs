namespace DeviceCluster.Pbm;

/// <summary>
/// Without a home .NET checks no certificate: it looks there for what its user trusts, whether that counts or not, and throws where there is none, as
/// for a user whom the machine does not know. Then the program's own folder stands in: nothing of the kind is in it, and nothing is written to it.
/// </summary>
internal static class HomeFolder
{
    private const string Variable = "HOME";

    /// <summary>Before the first certificate is looked at.</summary>
    public static void Ensure()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable)) && UserHome() is "" or "/")
            Environment.SetEnvironmentVariable(Variable, AppContext.BaseDirectory);
    }

    // "/" where the machine does not know the user either.
    private static string UserHome() => Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);
}
