using System.Text.Json.Nodes;
using DeviceCluster.Simulator.Dvrip;
using DeviceCluster.Simulator.Ptz;
using DeviceCluster.Simulator.Rpc;

namespace DeviceCluster.Simulator.Http.Cgi;

/// <summary>ptz.cgi and ptzBase.cgi: the same cameras as JSON moves.</summary>
internal static class PtzScript
{
    public static HttpReply Answer(CgiCall call)
    {
        if (call.Channel0 is not { } channel0)
            return HttpReply.BadRequest;

        var device = call.Device;
        var unit = device.Ptz[channel0];
        var state = unit.State;
        return call.Action switch
        {
            "getStatus" => Told("status", PtzCaps.Status(state, device.Clock.LocalNow, device.Firmware.PositionKey)),
            "getCurrentProtocolCaps" => Told("caps", PtzCaps.Of(state.Profile)),
            "getProtocolList" => HttpReply.Lines(["info.RS[0]=NONE", "info.RS[1]=DH-SD1"]),
            "getPresets" => HttpReply.Lines(state.Presets.Values.SelectMany((preset, i) => new[]
            {
                FormattableString.Invariant($"presets[{i}].Index={preset.Index}"), FormattableString.Invariant($"presets[{i}].Name={preset.Name}"),
            })),
            _ => Do(device, unit, Order(call, state), call.Action == "start" || call.Action == "stop" ? $"{call.Action} {call.Text("code")}" : call.Action),
        };
    }

    public static HttpReply AnswerBase(CgiCall call)
    {
        if (call.Channel0 is not { } channel0 || call.Action != "moveDirectly")
            return HttpReply.BadRequest;

        var box = new PtzOrder.GoToBox(
            (int)call.Number("startPoint[0]"), (int)call.Number("startPoint[1]"), (int)call.Number("endPoint[0]"), (int)call.Number("endPoint[1]"));
        return Do(call.Device, call.Device.Ptz[channel0], box, call.Action);
    }

    private static PtzOrder? Order(CgiCall call, PtzState state)
    {
        var (first, second, third) = (call.Number("arg1"), call.Number("arg2"), call.Number("arg3"));
        return call.Action switch
        {
            "start" or "stop" when call.Text("code") is { } code
                => PtzCodes.Order(state, code, call.Action == "start", new PtzArguments(first, second, third, call.Number("arg4"))),
            "moveAbsolutely" => PtzMoves.Absolutely(state, first, second, third, speed: 1),
            "moveRelatively" => PtzMoves.Relatively(first, second, third),
            "SetPreset" or "setPreset" => new PtzOrder.SetPreset(new PtzArguments(first).FirstIndex, call.Text("arg2")),
            "setTour" when call.Text("arg2") is { } name => new PtzOrder.NameTour(new PtzArguments(first).FirstIndex, name),
            _ => null,
        };
    }

    private static HttpReply Do(VirtualDevice device, PtzUnit unit, PtzOrder? order, string what)
    {
        device.Facts.Steered();
        if (order is not null && unit.Do(order, $"ptz.cgi {Printable.Of(what)}") is null)
            return HttpReply.Ok;

        device.Facts.RefusedToSteer();
        return HttpReply.BadRequest;
    }

    private static HttpReply Told(string name, JsonObject what) => HttpReply.Lines(ConfigText.Lines(name, what));
}
