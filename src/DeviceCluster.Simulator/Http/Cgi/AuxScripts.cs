using DeviceCluster.Simulator.Dvrip;
using DeviceCluster.Simulator.Ptz;

namespace DeviceCluster.Simulator.Http.Cgi;

/// <summary>rainBrush.cgi and coaxialControlIO.cgi: wiper, white light and siren.</summary>
internal static class AuxScripts
{
    private const int LightType = 1, SirenType = 2;
    private const int On = 1, Off = 2;

    public static HttpReply RainBrush(CgiCall call) => call.Action switch
    {
        "moveContinuously" => Switch(call, PtzAux.Wiper, on: true),
        // One stroke is over by the time that anybody looks.
        "moveOnce" or "stopMove" => Switch(call, PtzAux.Wiper, on: false),
        _ => HttpReply.BadRequest,
    };

    public static HttpReply Coaxial(CgiCall call)
    {
        var (type, state) = ((int)call.Number("info[0].Type"), (int)call.Number("info[0].IO"));
        return call.Action switch
        {
            "control" when type is LightType or SirenType && state is On or Off => Switch(call, type == LightType ? PtzAux.Light : PtzAux.Siren, state == On),
            "getStatus" when call.Channel0 is { } channel0 => Status(call.Device.Ptz[channel0].State),
            _ => HttpReply.BadRequest,
        };
    }

    private static HttpReply Switch(CgiCall call, int aux, bool on)
    {
        if (call.Channel0 is not { } channel0)
            return HttpReply.BadRequest;

        call.Device.Facts.Steered();
        if (call.Device.Ptz[channel0].Do(new PtzOrder.Aux(aux, on), $"{call.Script} {Printable.Of(call.Action)}") is null)
            return HttpReply.Ok;

        call.Device.Facts.RefusedToSteer();
        return HttpReply.BadRequest;
    }

    private static HttpReply Status(PtzState state) => HttpReply.Lines(
        [$"status.status.WhiteLight={Word(state, PtzAux.Light)}", $"status.status.Speaker={Word(state, PtzAux.Siren)}"]);

    private static string Word(PtzState state, int aux) => state.AuxOn.Contains(aux) ? "On" : "Off";
}
