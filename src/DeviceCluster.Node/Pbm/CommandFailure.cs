using System.Globalization;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Pbm.V1;

namespace DeviceCluster.Node.Pbm;

/// <summary>The end of a pbm command that did not do what was asked: code, reason, remedy, and a word for programs.</summary>
internal sealed class CommandFailure(int code, string errorCode, string error, string remedy, DeviceError? sdk = null) : Exception(error)
{
    public const int RefusedCode = 1;
    public const int UsageCode = 2;
    public const int TimeoutCode = 3;
    public const int PartlyDoneCode = 5;
    public const int CancelledCode = 130;
    public const int FaultCode = 70;

    public Exit ToExit() => new()
    {
        Code = code,
        Error = Message,
        Remedy = remedy,
        ErrorCode = errorCode,
        SdkError = sdk?.Code ?? 0,
        SdkErrorName = sdk?.Name ?? "",
    };

    public static CommandFailure Usage(string error, string remedy) => new(UsageCode, "usage", error, remedy);

    public static CommandFailure Refused(RefusalCode code, string reason, string remedy) => new(RefusedCode, Word(code), reason, remedy);

    public static CommandFailure Of(IRefusal refusal) => new(RefusedCode, Word(refusal.Code), refusal.Reason, refusal.Remedy, refusal.SdkError);

    /// <summary>Of many, some were refused, or all.</summary>
    public static CommandFailure PartlyDone(int refused, int all) => new(
        refused < all ? PartlyDoneCode : RefusedCode,
        refused < all ? "partly-done" : "refused",
        string.Create(CultureInfo.InvariantCulture, $"{refused} of {all} were refused"),
        "each row says why");

    /// <summary>Each row has said why.</summary>
    public static void ThrowUnlessAll(int done, int devices)
    {
        var left = devices - done;
        if (left > 0 && done == 0)
            throw new CommandFailure(RefusedCode, "none-done", $"none of {Shown.Devices(devices)} did what was ordered", "each row says why");
        if (left > 0)
            throw new CommandFailure(
                PartlyDoneCode, "partly-done", $"{left} of {Shown.Devices(devices)} did not do what was ordered", "each row says why");
    }

    // NotEnrolled → not-enrolled
    private static string Word(RefusalCode code) =>
        string.Concat(code.ToString().Select((c, i) => i > 0 && char.IsAsciiLetterUpper(c) ? $"-{c}" : $"{c}")).ToLowerInvariant();
}
