using DeviceCluster.Sdk.Interop;
using DeviceCluster.Sdk.Sessions;

namespace DeviceCluster.Sdk.Control;

/// <summary>
/// Restarts a device, or switches it off. When the device has said yes, the login answers nothing more; its loss is told once and is expected.
/// </summary>
public static unsafe class ControlCalls
{
    private const int ShutdownOrder = 1;

    /// <summary>Blocks for one step at most.</summary>
    /// <exception cref="SdkException">The device refused, did not answer in time, or the login is over.</exception>
    public static void Reboot(this LoginHandle login)
    {
        const string What = "restarting the device";

        using var use = new LoginUse(login, What);
        if (NativeMethods.Reboot(use.Raw) == 0)
            throw new SdkException(What, NativeMethods.GetLastError());
    }

    /// <summary>Nothing but a hand at the device switches it on again. Blocks for its wait at most.</summary>
    /// <exception cref="SdkException">The device refused, did not answer in time, or the login is over.</exception>
    public static void ShutDown(this LoginHandle login, TimeSpan wait)
    {
        const string What = "switching the device off";

        using var use = new LoginUse(login, What);
        if (NativeMethods.ControlDevice(use.Raw, ShutdownOrder, null, NativeWait.Milliseconds(wait)) == 0)
            throw new SdkException(What, NativeMethods.GetLastError());
    }
}
