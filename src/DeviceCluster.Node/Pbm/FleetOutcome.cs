using DeviceCluster.Actors;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Jobs;

namespace DeviceCluster.Node.Pbm;

/// <summary>The row of one of many devices: how it ended, why, and what was answered where something was.</summary>
internal sealed record FleetOutcome(DeviceId Device, JobResult Result, string Reason, FleetAnswer? Answer = null, DeviceError? SdkError = null)
{
    /// <summary>Of every table of them, before those of the answers.</summary>
    public static string[] Columns { get; } = ["device", "result", "reason", "sdkError", "sdkErrorName"];

    public bool IsDone => Result == JobResult.Done;

    /// <summary>What a device answers to this, or why there is nothing; a refusal is an exception, as the gateway throws it.</summary>
    public static async Task<FleetOutcome> OfAsync(DeviceId device, Func<Task<FleetAnswer>> ask)
    {
        try
        {
            return new(device, JobResult.Done, "", await ask());
        }
        catch (RefusedException e)
        {
            return new(device, e.Refusal.Code == RefusalCode.NoAnswer ? JobResult.Unknown : JobResult.Refused, e.Refusal.Reason, SdkError: e.Refusal.SdkError);
        }
        catch (TimeoutException e)
        {
            return new(device, JobResult.Unknown, e.Message);
        }
    }

    /// <param name="columns">How many there are behind the reason.</param>
    /// <param name="context">The line.</param>
    public async Task TellAsync(int columns, CommandContext context)
    {
        if (Answer is { File.IsEmpty: false })
            await context.FileAsync(Device.Value, Answer.File);
        await context.RowAsync([Device.Value, $"{Result}", Reason, SdkError?.Number ?? "", SdkError?.Name ?? "", .. Answer?.Cells ?? Enumerable.Repeat<string?>("", columns)]);
    }
}
