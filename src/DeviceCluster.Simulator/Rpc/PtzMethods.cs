using System.Text.Json.Nodes;
using DeviceCluster.Simulator.Ptz;

namespace DeviceCluster.Simulator.Rpc;

/// <summary>The service ptz: a camera's object is asked for by its channel, and then named in every call.</summary>
internal static class PtzMethods
{
    /// <summary>An object is its channel's, whoever holds it; the offset keeps a channel from passing for one.</summary>
    private const long FirstObject = 0x5A00;

    private const string Service = "ptz.";

    private delegate PtzOrder? Make(RpcCall call, PtzState state);

    private static readonly Dictionary<string, Make> Orders = new(StringComparer.Ordinal)
    {
        ["start"] = (call, state) => Coded(call, state, start: true),
        ["stop"] = (call, state) => Coded(call, state, start: false),
        ["gotoPreset"] = (call, _) => call.Integer("index") is { } index ? new PtzOrder.GoToPreset(index, Share(call)) : null,
        ["setPreset"] = (call, _) => call.Integer("index") is { } index ? new PtzOrder.SetPreset(index, call.Text("name")) : null,
        ["removePreset"] = (call, _) => call.Integer("index") is { } index ? new PtzOrder.ClearPreset(index) : null,
        ["moveAbsolutely"] = PtzMoves.Absolutely,
        ["moveRelatively"] = PtzMoves.Relatively,
        ["moveDirectly"] = PtzMoves.Directly,
        ["moveContinuously"] = PtzMoves.Continuously,
        ["stopMove"] = (_, _) => new PtzOrder.Stop(PtzAxes.All),
        ["startTour"] = (call, _) => call.Integer("index") is { } index ? new PtzOrder.StartTour(index) : null,
        ["stopTour"] = (_, _) => new PtzOrder.StopRun(PtzRun.Tour),
        ["setTour"] = SetTour,
        ["removeTour"] = (call, _) => call.Integer("index") is { } index ? new PtzOrder.ClearTour(index) : null,
        ["startScan"] = (call, _) => call.Integer("index") is { } index ? new PtzOrder.StartScan(index, Share(call)) : null,
        ["stopScan"] = (_, _) => new PtzOrder.StopRun(PtzRun.Scan),
        ["setScanLimit"] = (call, _) => call.Integer("index") is { } index && call.Text("limitMode") is "Left" or "Right"
            ? new PtzOrder.SetScanLimit(call.Integer("index")!.Value, call.Text("limitMode") == "Left") : null,
        ["startPatternRecord"] = (call, _) => call.Integer("index") is { } index ? new PtzOrder.RecordPattern(index) : null,
        ["stopPatternRecord"] = (call, state) => new PtzOrder.EndPattern(call.Integer("index") ?? state.Recording?.Index ?? 0),
        ["startPatternReplay"] = (call, _) => call.Integer("index") is { } index ? new PtzOrder.StartPattern(index) : null,
        ["stopPatternReplay"] = (_, _) => new PtzOrder.StopRun(PtzRun.Pattern),
        ["removePattern"] = (call, _) => call.Integer("index") is { } index ? new PtzOrder.ClearPattern(index) : null,
        ["moveAutoPan"] = (call, _) => new PtzOrder.StartAutoPan(Share(call)),
        ["focusManually"] = (call, _) => call.Number("change") is >= -1 and <= 1 ? new PtzOrder.Turn(call.Number("change")!.Value, 0) : null,
        ["adjustIris"] = (call, _) => call.Number("change") is >= -1 and <= 1 ? new PtzOrder.Turn(0, call.Number("change")!.Value) : null,
        ["auxControl"] = (call, _) => call.Integer("function") is { } number && call.Flag("open") is { } open ? new PtzOrder.Aux(number, open) : null,
        ["menuControl"] = (call, _) => Enum.TryParse<PtzMenuKey>(call.Text("key"), out var key) && !char.IsAsciiDigit(call.Text("key")![0])
            ? new PtzOrder.Menu(key) : null,
        // [1] The name alone is known, and that a camera does it by itself.
        ["directionCalibration"] = (_, _) => new PtzOrder.Calibrate(),
        ["restartPtz"] = (_, _) => new PtzOrder.Restart(),
        ["reset"] = (_, _) => new PtzOrder.Reset(),
        ["lensInit"] = (_, state) => new PtzOrder.GoTo(state.Position with { Zoom = 1, Focus = state.Profile.Home.Focus }),
    };

    public static IReadOnlyList<string> Methods { get; } =
    [
        "ptz.factory.instance", "ptz.destroy", "ptz.getPresets", "ptz.getTours", "ptz.getStatus", "ptz.getCurrentProtocolCaps", "ptz.getProtocolList",
        .. Orders.Keys.Select(name => Service + name),
    ];

    public static RpcReply Call(RpcCall call)
    {
        var device = call.Device;
        if (call.Method == "ptz.factory.instance")
            return call.Integer("channel") is { } asked && asked >= 0 && asked < device.Channels
                ? new RpcReply(FirstObject + asked)
                : RpcReply.Failed(RpcError.BadParameter);

        if (!Methods.Contains(call.Method))
            return RpcReply.Failed(RpcError.MethodNotFound);

        if (call.Object is not { } id || id < FirstObject || id >= FirstObject + device.Channels)
            return RpcReply.Failed(RpcError.InvalidRequest);

        var channel0 = (int)(id - FirstObject);
        var unit = device.Ptz[channel0];
        return call.Method switch
        {
            "ptz.destroy" => RpcReply.Done,
            "ptz.getPresets" => RpcReply.One("presets", Presets(unit.State)),
            "ptz.getTours" => RpcReply.One("tours", Tours(unit.State)),
            "ptz.getStatus" => RpcReply.One("status", PtzCaps.Status(unit.State, device.Clock.LocalNow, device.Firmware.PositionKey)),
            "ptz.getCurrentProtocolCaps" => RpcReply.One("caps", PtzCaps.Of(unit.State.Profile)),
            "ptz.getProtocolList" => RpcReply.One("info", new JsonObject { ["RS"] = new JsonArray("NONE", "DH-SD1", "PELCOD") }),
            _ => Do(call, device, unit),
        };
    }

    private static RpcReply Do(RpcCall call, VirtualDevice device, PtzUnit unit)
    {
        device.Facts.Steered();
        if (Orders[call.Method[Service.Length..]](call, unit.State) is { } order && unit.Do(order, What(call)) is null)
            return RpcReply.Done;

        device.Facts.RefusedToSteer();
        // A camera that cannot move has understood, one that was given nonsense has not.
        return RpcReply.Failed(unit.State.Profile.Moves ? RpcError.BadParameter : RpcError.Unset);
    }

    private static string What(RpcCall call) => call.Text("code") is { } code ? $"{call.Method} {Dvrip.Printable.Of(code)}" : call.Method;

    private static PtzOrder? Coded(RpcCall call, PtzState state, bool start) => call.Text("code") is { } code
        ? PtzCodes.Order(state, code, start, new PtzArguments(
            call.Number("arg1") ?? 0, call.Number("arg2") ?? 0, call.Number("arg3") ?? 0, call.Number("arg4") ?? 0))
        : null;

    /// <summary>Speeds are 1 to 8 here as in the codes; without one it is the highest.</summary>
    private static double Share(RpcCall call) => (call.Number("speed") ?? PtzProfile.SpeedSteps) / PtzProfile.SpeedSteps;

    private static PtzOrder? SetTour(RpcCall call, PtzState state)
    {
        if (call.Integer("index") is not { } index)
            return null;

        return call.Integer("preset") is { } preset ? new PtzOrder.AddToTour(index, preset)
            : call.Text("name") is { } name ? new PtzOrder.NameTour(index, name)
            : null;
    }

    private static JsonArray Presets(PtzState state) => new([.. state.Presets.Values.Select(preset => (JsonNode?)new JsonObject
    {
        ["Index"] = preset.Index,
        ["Name"] = preset.Name,
        ["Type"] = 0,
        ["Position"] = new JsonArray(Math.Round(preset.Position.Pan, 4), Math.Round(preset.Position.Tilt, 4), Math.Round(preset.Position.Zoom, 4)),
    })]);

    private static JsonArray Tours(PtzState state) => new([.. state.Tours.Select(tour => (JsonNode?)new JsonObject
    {
        ["Index"] = tour.Key,
        ["Name"] = tour.Value.Name,
        ["Presets"] = new JsonArray([.. tour.Value.Presets.Select(preset => (JsonNode?)preset)]),
    })]);
}
