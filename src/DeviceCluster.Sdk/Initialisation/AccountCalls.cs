using System.Net;
using System.Security.Cryptography;
using DeviceCluster.Sdk.Interop;

namespace DeviceCluster.Sdk.Initialisation;

/// <summary>Gives devices their first password.</summary>
internal static unsafe class AccountCalls
{
    private const byte ByPhone = 1;
    private const byte ByMail = 2;

    /// <summary>Blocks for its wait at most.</summary>
    public static void Initialise(NewAccount account, IPAddress? local, TimeSpan wait, LoadedLibrary library)
    {
        const string What = "first account of a device";

        var request = new NativeAccountIn { Size = (uint)sizeof(NativeAccountIn) };
        var outcome = new NativeAccountOut { Size = (uint)sizeof(NativeAccountOut) };
        try
        {
            Write(What, account.Mac, request.Mac, "the MAC");
            Write(What, account.User, request.User, "the user name");
            Write(What, account.Password, request.Password, "the password");
            Write(What, account.Phone ?? "", request.Phone, "the phone number");
            Write(What, account.Mail ?? "", request.Mail, "the mail address");
            request.ResetWay = (byte)((account.Phone is null ? 0 : ByPhone) | (account.Mail is null ? 0 : ByMail));
            int done;
            fixed (byte* address = local is null ? null : NativeText.Bytes(local.ToString()))
                done = NativeMethods.InitialiseAccount(&request, &outcome, (uint)NativeWait.Milliseconds(wait), address);
            if (done != 0)
                return;
            var code = NativeMethods.GetLastError();
            throw code == SdkErrors.PasswordIllegal && library.OpenVersion is not null
                ? new PasswordRefusedException(What, code, (PasswordRule)OpenMethods.LastPasswordRule())
                : new SdkException(What, code) { MayHaveArrived = library.OpenVersion is null || OpenMethods.LastOrderSent() != 0 };
        }
        finally
        {
            CryptographicOperations.ZeroMemory(request.Password);
        }
    }

    private static void Write(string what, string text, Span<byte> field, string name)
    {
        if (!NativeText.TryWrite(text, field))
            throw new SdkException(what, SdkErrors.IllegalParameter, $"{name} is too long or has a zero in it");
    }
}
