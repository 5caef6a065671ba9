using DeviceCluster.Sdk.Interop;
using DeviceCluster.Sdk.Sessions;

namespace DeviceCluster.Sdk.Information;

/// <summary>One question of CLIENT_QueryDevState: the numbers of the questions, and the asking.</summary>
internal static unsafe class DeviceState
{
    public const int AlarmInputs = 0x01;
    public const int Recording = 0x03;
    public const int Disks = 0x04;
    public const int Online = 0x35;

    /// <summary>Returns how many bytes say something.</summary>
    public static int Read(LoginHandle login, string what, int question, void* buffer, int size, TimeSpan wait)
    {
        var written = 0;
        using var use = new LoginUse(login, what);
        return NativeMethods.QueryDeviceState(use.Raw, question, (byte*)buffer, size, &written, NativeWait.Milliseconds(wait)) != 0
            ? Math.Clamp(written, 0, size)
            : throw new SdkException(what, NativeMethods.GetLastError());
    }
}
