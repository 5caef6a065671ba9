using System.Net;
using System.Security.Cryptography;
using DeviceCluster.Sdk.Interop;

namespace DeviceCluster.Sdk.Sessions;

/// <summary>One login at the library: the request into its struct, the outcome out of it.</summary>
internal static unsafe class LoginCall
{
    private const int NoConnection = 9;
    private const int Locked = 5;

    public static (nint Raw, LoginFacts Facts) Run(LoginRequest request, SdkOptions options, TimeProvider time, bool open)
    {
        var what = $"login at {request.Host}:{request.Port}";
        var address = Resolve(request.Host, what, options.ConnectTimeout, time);
        var native = new NativeLoginIn { Size = (uint)sizeof(NativeLoginIn), Port = request.Port };
        var outcome = new NativeLoginOut { Size = (uint)sizeof(NativeLoginOut) };
        nint raw;
        uint code;
        int stage;
        try
        {
            Write(address, native.Ip, "the address", what);
            Write(request.User, native.User, "the user name", what);
            Write(request.Password, native.Password, "the password", what);
            raw = NativeMethods.Login(&native, &outcome);
            code = raw == 0 ? NativeMethods.GetLastError() : 0;
            stage = open ? OpenMethods.LastLoginStage() : -1;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(native.Password);
        }

        if (raw == 0)
            throw Failure(what, code, outcome.Error, Stage(stage, outcome.Error, code), outcome.Device);
        var device = outcome.Device;
        return (raw, new LoginFacts(NativeText.Read(device.Serial), Math.Max(0, device.Channels), device.DeviceType));
    }

    /// <summary>The library takes addresses only. The look-up of a name is bounded like a connection attempt.</summary>
    private static string Resolve(string host, string what, TimeSpan limit, TimeProvider time)
    {
        if (IPAddress.TryParse(host, out var literal))
            return literal.ToString();
        try
        {
            using var late = new CancellationTokenSource(limit, time);
            var found = Dns.GetHostAddressesAsync(host, late.Token).GetAwaiter().GetResult();
            if (found.Length > 0)
                return found[0].ToString();
        }
        catch (Exception e) when (e is System.Net.Sockets.SocketException or OperationCanceledException or ArgumentException)
        {
            throw Unreachable($"the host name is not known ({e.Message})");
        }

        throw Unreachable("the host name has no address");

        LoginException Unreachable(string why) =>
            new(what, SdkErrors.LoginNetwork, NoConnection, LoginStage.NotConnected, attemptsLeft: null, lockedFor: null, why);
    }

    private static void Write(string text, Span<byte> field, string name, string what)
    {
        if (!NativeText.TryWrite(text, field))
        {
            throw new LoginException(
                what, SdkErrors.IllegalParameter, loginError: 0, LoginStage.NotConnected, attemptsLeft: null, lockedFor: null,
                $"{name} is longer than {field.Length - 1} bytes in UTF-8, or holds a zero character");
        }
    }

    private static LoginException Failure(string what, uint code, int loginError, LoginStage stage, in NativeDeviceInfo device) => new(
        what,
        code != 0 ? code : SdkErrors.OfLogin(loginError),
        loginError,
        stage,
        device.AttemptsLeft != 0 ? device.AttemptsLeft : null,
        loginError == Locked && device.LockSecondsLeft > 0 ? TimeSpan.FromSeconds(device.LockSecondsLeft) : null);

    /// <summary>The vendor's library does not tell how far it came; what it leaves open counts as a password that was tried.</summary>
    private static LoginStage Stage(int told, int loginError, uint code) => told switch
    {
        >= (int)LoginStage.NotConnected and <= (int)LoginStage.Answered => (LoginStage)told,
        _ when loginError is 1 or 2 or 4 or 5 or 6 or 7 or 10 or 12 or 13 or 18 or 19 => LoginStage.Answered,
        _ when code is SdkErrors.LoginConnect or SdkErrors.NotInitialised or SdkErrors.IllegalParameter => LoginStage.NotConnected,
        _ => LoginStage.Sent,
    };
}
