namespace DeviceCluster.Sdk.Initialisation;

/// <summary>The first account of a device that has none yet.</summary>
/// <param name="Mac">Which device, as a search tells it.</param>
/// <param name="User">Usually admin.</param>
/// <param name="Password">The first password; never in a text of this.</param>
/// <param name="Phone">For resets by phone; null = not given.</param>
/// <param name="Mail">For resets by mail; null = not given.</param>
public sealed record NewAccount(string Mac, string User, string Password, string? Phone = null, string? Mail = null)
{
    public override string ToString() => $"account {User} of {Mac}";
}
