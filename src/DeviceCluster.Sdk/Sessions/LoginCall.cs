using System.Net;
using System.Security.Cryptography;
using DeviceCluster.Sdk.Interop;

namespace DeviceCluster.Sdk.Sessions;

/// <summary>One login at the library: the request into its struct, the outcome out of it.</summary>
internal sealed unsafe class LoginCall(LoginRequest request, SdkOptions options, TimeProvider time, LoadedLibrary library)
{
    private const int NoConnection = 9;
    private const int Locked = 5;
    private const int MaxSerial = 47;

    private readonly string _what = $"login at {request.Host}:{request.Port}";

    /// <summary>
    /// The library takes addresses only. Those of a name are tried in turn until one connects, and the next only within the connect time:
    /// so a name costs no more than that once, above the connection attempt itself.
    /// </summary>
    public (nint Raw, LoginFacts Facts) Run(HostLookup names)
    {
        var begun = time.GetTimestamp();
        var addresses = Find(names);
        for (var i = 0; ; i++)
        {
            try
            {
                return RunAt(addresses[i]);
            }
            catch (LoginException e) when (e.Stage == LoginStage.NotConnected && e.LoginError == NoConnection
                && i + 1 < addresses.Count && time.GetElapsedTime(begun) < options.ConnectTimeout)
            {
                // Nothing was sent there, so nothing is lost by asking at the next.
            }
        }
    }

    private IReadOnlyList<IPAddress> Find(HostLookup names)
    {
        try
        {
            return names.Find(request.Host, options.ConnectTimeout);
        }
        catch (HostUnknownException e)
        {
            throw new LoginException(
                _what, SdkErrors.LoginNetwork, NoConnection, LoginStage.NotConnected, attemptsLeft: null, lockedFor: null, e.Message);
        }
    }

    private (nint Raw, LoginFacts Facts) RunAt(IPAddress address)
    {
        var native = new NativeLoginIn { Size = (uint)sizeof(NativeLoginIn), Port = request.Port };
        var outcome = new NativeLoginOut { Size = (uint)sizeof(NativeLoginOut) };
        nint raw;
        uint code;
        int stage;
        try
        {
            Write(address.ToString(), native.Ip, "the address");
            Write(request.User, native.User, "the user name");
            Write(request.Password, native.Password, "the password");
            ExpectSerial();
            AllowPlainLogin();
            raw = NativeMethods.Login(&native, &outcome);
            code = raw == 0 ? NativeMethods.GetLastError() : 0;
            stage = library.OpenVersion is not null ? OpenMethods.LastLoginStage() : -1;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(native.Password);
        }

        if (raw == 0)
            throw Failure(code, outcome.Error, Stage(stage, outcome.Error, code), outcome.Device);
        var device = outcome.Device;
        return (raw, new LoginFacts(NativeText.Read(device.Serial), Math.Max(0, device.Channels), device.DeviceType)
        {
            Disks = Math.Max(0, device.Disks),
            AlarmInputs = Math.Max(0, device.AlarmInputs),
            AlarmOutputs = Math.Max(0, device.AlarmOutputs),
        });
    }

    /// <summary>Holds for the next login of this thread, which is the one of this call.</summary>
    private void ExpectSerial()
    {
        if (!library.ExpectsSerial)
            return;
        var serial = stackalloc byte[MaxSerial + 1];
        Write(request.ExpectedSerial ?? "", new Span<byte>(serial, MaxSerial + 1), "the expected serial number");
        if (OptionalMethods.ExpectSerial(serial) == 0)
            throw Failure(NativeMethods.GetLastError(), loginError: 0, LoginStage.NotConnected, default);
    }

    /// <summary>Holds for the next login of this thread too.</summary>
    private void AllowPlainLogin()
    {
        if (request.PlainLogin && library.OpenVersion is not null)
            _ = OpenMethods.AllowPlainLogin(1);
    }

    private void Write(string text, Span<byte> field, string name)
    {
        if (!NativeText.TryWrite(text, field))
        {
            throw new LoginException(
                _what, SdkErrors.IllegalParameter, loginError: 0, LoginStage.NotConnected, attemptsLeft: null, lockedFor: null,
                $"{name} is longer than {field.Length - 1} bytes in UTF-8, or holds a zero character");
        }
    }

    private LoginException Failure(uint code, int loginError, LoginStage stage, in NativeDeviceInfo device)
    {
        if (code == SdkErrors.OtherDevice)
            return OtherDevice(stage, NativeText.Read(device.Serial));
        return new LoginException(
            _what,
            code != 0 ? code : SdkErrors.OfLogin(loginError),
            loginError,
            stage,
            device.AttemptsLeft != 0 ? device.AttemptsLeft : null,
            loginError == Locked && device.LockSecondsLeft > 0 ? TimeSpan.FromSeconds(device.LockSecondsLeft) : null);
    }

    /// <summary>No outcome of a login: there was none.</summary>
    private LoginException OtherDevice(LoginStage stage, string found) => new(
        _what, SdkErrors.OtherDevice, loginError: 0, stage, attemptsLeft: null, lockedFor: null,
        found.Length > 0
            ? $"another device answers: serial number {found} in place of {request.ExpectedSerial}"
            : $"a device without a serial number answers in place of {request.ExpectedSerial}",
        found);

    /// <summary>The vendor's library does not tell how far it came; what it leaves open counts as a password that was tried.</summary>
    private static LoginStage Stage(int told, int loginError, uint code) => told switch
    {
        >= (int)LoginStage.NotConnected and <= (int)LoginStage.Answered => (LoginStage)told,
        _ when loginError is 1 or 2 or 4 or 5 or 6 or 7 or 10 or 12 or 13 or 18 or 19 => LoginStage.Answered,
        _ when code is SdkErrors.LoginConnect or SdkErrors.NotInitialised or SdkErrors.IllegalParameter => LoginStage.NotConnected,
        _ => LoginStage.Sent,
    };
}
