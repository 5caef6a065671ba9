using DeviceCluster.Sdk.Interop;
using DeviceCluster.Sdk.Sessions;

namespace DeviceCluster.Sdk.Snapshots;

/// <summary>Takes pictures.</summary>
public static class SnapshotCalls
{
    private const uint One = 0;

    /// <summary>
    /// Orders a picture of a channel, counted from 0; the call does not block for the device. The task brings the JPEG as it came, checked to be
    /// one by our library.
    /// </summary>
    /// <exception cref="SdkException">
    /// The library did not take the order; or, from the task: the device refused, sent none, or nothing came within the wait.
    /// </exception>
    public static Task<byte[]> TakePictureAsync(this LoginHandle login, int channel0, TimeSpan wait)
    {
        var what = $"picture of channel {channel0 + 1}";
        var (raw, serial, picture) = Order(login, what, channel0);
        return ReceiveAsync(login, what, raw, serial, picture, wait);
    }

    private static unsafe (nint Raw, ushort Serial, Task<byte[]> Picture) Order(LoginHandle login, string what, int channel0)
    {
        using var use = new LoginUse(login, what);
        var (serial, picture) = login.Pictures.Begin(use.Raw);
        var order = new NativeSnapParams { Channel = (uint)channel0, Mode = One, CmdSerial = serial };
        if (NativeMethods.SnapPicture(use.Raw, &order, null) != 0)
            return (use.Raw, serial, picture);
        var error = NativeMethods.GetLastError();
        login.Pictures.GiveUp(use.Raw, serial);
        throw new SdkException(what, error);
    }

    private static async Task<byte[]> ReceiveAsync(LoginHandle login, string what, nint raw, ushort serial, Task<byte[]> picture, TimeSpan wait)
    {
        try
        {
            return await picture.WaitAsync(wait, login.Time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            login.Pictures.GiveUp(raw, serial);
            throw new SdkException(what, SdkErrors.NetworkError, $"none came within {wait.TotalSeconds:0.#} s");
        }
    }
}
