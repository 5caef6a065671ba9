namespace DeviceCluster.Simulator.Initialisation;

/// <summary>The bit field by which a device tells whether it has a password: the low two bits are 1 when it has none, and 2 when it has.</summary>
internal static class InitBits
{
    private const int Factory = 1;

    /// <summary>Devices of today show these bits above.</summary>
    private const int Initialised = 150;

    /// <summary>The ways to a new password: B = by e-mail, C = by code.</summary>
    public const string Find = "BC";

    public static int Of(VirtualDevice device) => device.Logins.IsInitialised ? Initialised : Factory;
}
