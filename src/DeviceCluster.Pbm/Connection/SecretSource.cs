using DeviceCluster.Pbm.Invocation;

namespace DeviceCluster.Pbm.Connection;

/// <summary>The secret that opens a node to pbm, and where it was found.</summary>
internal sealed record SecretSource(string Secret, string From)
{
    private const string Remedy =
        "the node writes it to pbm.secret in its data folder: name it with --secret-file or PBM_SECRET_FILE, or link it as ~/.config/devicecluster/pbm.secret";

    public static SecretSource Find(PbmInvocation invocation, Func<string, string?> environment)
    {
        if (invocation.SecretFile is { } named)
            return Read(named);
        if (environment("PBM_SECRET_FILE") is { Length: > 0 } fromEnvironment)
            return Read(fromEnvironment);
        if (environment("PBM_SECRET") is { Length: > 0 } text)
            return new SecretSource(text.Trim(), "PBM_SECRET");
        var usual = Usual(environment);
        return File.Exists(usual)
            ? Read(usual)
            : throw new PbmException(ExitCode.NotAllowed, "no-secret", $"no secret for the node: {usual} is not there", Remedy);
    }

    // The text is not for logs or messages.
    public override string ToString() => $"secret from {From}";

    private static string Usual(Func<string, string?> environment) => Path.Combine(ConfigFolder.Of(environment), "pbm.secret");

    private static SecretSource Read(string file)
    {
        try
        {
            return File.ReadAllText(file).Trim() is { Length: > 0 } text
                ? new SecretSource(text, file)
                : throw new PbmException(ExitCode.NotAllowed, "no-secret", $"{file} is empty", Remedy);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PbmException(ExitCode.NotAllowed, "no-secret", $"the secret cannot be read: {e.Message}", Remedy, e);
        }
    }
}
