using System.Text.Json.Nodes;

namespace DeviceCluster.Simulator.Ptz;

/// <summary>What a camera says it can do, and where it says it is, in the words of devices.</summary>
internal static class PtzCaps
{
    public static JsonObject Of(PtzProfile profile) => new()
    {
        ["Name"] = profile.Name,
        ["Pan"] = profile.Moves,
        // The devices' own spelling.
        ["Tile"] = profile.Moves,
        ["Zoom"] = profile.Moves,
        ["Focus"] = profile.Moves,
        ["Iris"] = profile.Moves,
        ["Preset"] = profile.MaxPreset > 0,
        ["PresetMin"] = Math.Min(1, profile.MaxPreset),
        ["PresetMax"] = profile.MaxPreset,
        ["Tour"] = profile.MaxTour > 0,
        ["TourMin"] = Math.Min(1, profile.MaxTour),
        ["TourMax"] = profile.MaxTour,
        ["Pattern"] = profile.MaxPattern > 0,
        ["PatternMin"] = Math.Min(1, profile.MaxPattern),
        ["PatternMax"] = profile.MaxPattern,
        ["AutoScan"] = profile.MaxScan > 0,
        ["AutoScanMin"] = Math.Min(1, profile.MaxScan),
        ["AutoScanMax"] = profile.MaxScan,
        ["AutoPan"] = profile.Moves,
        ["Aux"] = profile.MaxAux > 0,
        ["AuxMin"] = Math.Min(1, profile.MaxAux),
        ["AuxMax"] = profile.MaxAux,
        ["Menu"] = profile.Moves,
        ["MoveAbsolutely"] = profile.Moves,
        ["MoveContinuously"] = profile.Moves,
        ["Flip"] = false,
        ["PanSpeedMin"] = profile.Moves ? 1 : 0,
        ["PanSpeedMax"] = profile.Moves ? PtzProfile.SpeedSteps : 0,
        ["TileSpeedMin"] = profile.Moves ? 1 : 0,
        ["TileSpeedMax"] = profile.Moves ? PtzProfile.SpeedSteps : 0,
        ["ZoomMin"] = 1,
        ["ZoomMax"] = profile.MaxZoom,
        ["PtzMotionRange"] = new JsonObject
        {
            ["HorizontalAngle"] = new JsonArray(0, profile.Moves ? PtzProfile.FullCircle : 0),
            ["VerticalAngle"] = new JsonArray(profile.MinTilt, profile.MaxTilt),
        },
    };

    public static JsonObject Status(PtzState state, DateTime local, string positionKey)
    {
        var velocity = state.Velocity;
        return new JsonObject
        {
            ["UTC"] = new DateTimeOffset(local, TimeSpan.Zero).ToUnixTimeSeconds(),
            ["Action"] = state.Run is { } run ? Action(run.What) : "",
            ["MoveStatus"] = velocity.Turns ? "Moving" : "Idle",
            ["ZoomStatus"] = velocity.Zoom != 0 ? "Moving" : "Idle",
            ["PresetID"] = state.PresetReached,
            ["IrisValue"] = Math.Round(state.Position.Iris, 4),
            ["FocusPosition"] = Math.Round(state.Position.Focus, 4),
            [positionKey] = new JsonArray(Math.Round(state.Position.Pan, 4), Math.Round(state.Position.Tilt, 4), Math.Round(state.Position.Zoom, 4)),
        };
    }

    private static string Action(string run) => run switch
    {
        PtzRun.Tour => "Tour",
        PtzRun.Scan => "Scan",
        PtzRun.Pattern => "Pattern",
        PtzRun.AutoPan => "AutoPan",
        PtzRun.ToPlace => "Goto",
        _ => "Move",
    };
}
