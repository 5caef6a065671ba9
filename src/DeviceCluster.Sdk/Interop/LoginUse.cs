using DeviceCluster.Sdk.Sessions;

namespace DeviceCluster.Sdk.Interop;

/// <summary>A login while it is used in a call: its number stays its own for so long, also when another thread ends it.</summary>
internal readonly ref struct LoginUse
{
    private readonly LoginHandle _login;

    /// <exception cref="SdkException">The login is over.</exception>
    public LoginUse(LoginHandle login, string what)
    {
        var added = false;
        try
        {
            if (!login.IsOver)
                login.DangerousAddRef(ref added);
        }
        catch (ObjectDisposedException)
        {
            // It ended between the two.
        }

        _login = added ? login : throw new SdkException(what, SdkErrors.InvalidHandle);
        Raw = login.DangerousGetHandle();
    }

    public nint Raw { get; }

    public void Dispose() => _login.DangerousRelease();
}
