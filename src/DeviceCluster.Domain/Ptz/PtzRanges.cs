using System.Globalization;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Domain.Ptz;

/// <summary>
/// Whether what a camera is to be told is within the ranges of the command's row. The library looks too and has the same ranges, but its number for what it
/// does not send is the number for what a camera refuses: only what passes here can be told as the camera's own refusal.
/// </summary>
internal static class PtzRanges
{
    private const int TenthsPerDegree = 10;

    private static readonly (PtzValue Value, string Place)[] Numbers = [(PtzValue.First, "1st"), (PtzValue.Second, "2nd"), (PtzValue.Third, "3rd")];

    /// <summary>Null when the library sends it, and for nothing.</summary>
    public static DeviceReply.Refused? Check(PtzStep? step)
    {
        if (step is null || PtzCommandTable.Find(CommandOf(step)) is not { } row)
            return null;
        if (row.Parameters.FirstOrDefault(parameter => !parameter.Allows(ValueOf(step, parameter.Value))) is { } wrong)
        {
            return PtzRefusals.Invalid(
                Text($"the {wrong.Place} parameter of {row.Name} ({row.Number}), {wrong.Name}, is {ValueOf(step, wrong.Value)}"),
                $"give {wrong.Range}; the command takes {row.Takes}");
        }

        return Numbers.Where(number => row.Parameters.All(parameter => parameter.Value != number.Value) && ValueOf(step, number.Value) != 0)
            .Select(number => PtzRefusals.Invalid(
                Text($"{row.Name} ({row.Number}) has no {number.Place} parameter, and {ValueOf(step, number.Value)} is given"),
                $"leave it out; the command takes {row.Takes}"))
            .FirstOrDefault();
    }

    private static int CommandOf(PtzStep step) => step switch
    {
        PtzStep.Steer s => s.Command,
        PtzStep.SetPreset => PtzCommand.SetPreset,
        PtzStep.MoveTo => PtzCommand.MoveAbsolutely,
        PtzStep.Move => PtzCommand.MoveContinuously,
        _ => throw new InvalidOperationException($"{step.GetType().Name} is no command with parameters"),
    };

    private static double ValueOf(PtzStep step, PtzValue value) => (step, value) switch
    {
        (PtzStep.Steer s, PtzValue.First) => s.First,
        (PtzStep.Steer s, PtzValue.Second) => s.Second,
        (PtzStep.Steer s, PtzValue.Third) => s.Third,
        (PtzStep.SetPreset s, PtzValue.Second) => s.Number,
        (PtzStep.MoveTo s, PtzValue.Pan) => s.Pan * TenthsPerDegree,
        (PtzStep.MoveTo s, PtzValue.Tilt) => s.Tilt * TenthsPerDegree,
        (PtzStep.MoveTo s, PtzValue.Zoom) => s.Zoom,
        (PtzStep.MoveTo s, PtzValue.PanSpeed or PtzValue.TiltSpeed or PtzValue.ZoomSpeed) => s.Speed,
        (PtzStep.Move s, PtzValue.PanSpeed) => s.Pan,
        (PtzStep.Move s, PtzValue.TiltSpeed) => s.Tilt,
        (PtzStep.Move s, PtzValue.ZoomSpeed) => s.Zoom,
        (PtzStep.Move s, PtzValue.Seconds) => s.Seconds,
        _ => 0,
    };

    private static string Text(FormattableString words) => words.ToString(CultureInfo.InvariantCulture);
}
