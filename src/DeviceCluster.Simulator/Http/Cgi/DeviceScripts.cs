using System.Text.Json.Nodes;

namespace DeviceCluster.Simulator.Http.Cgi;

/// <summary>The small scripts: disks, alarm inputs and outputs, what the encoder can.</summary>
internal static class DeviceScripts
{
    public static HttpReply Storage(CgiCall call) => call.Action switch
    {
        "getDeviceAllInfo" => HttpReply.Lines(ConfigText.Lines("list.info", Rpc.Storage.All(call.Device))),
        "factory.getCollect" => HttpReply.Lines(Enumerable.Range(0, call.Device.Disks).Select(disk => $"list[{disk}]=sd{(char)('a' + disk)}")),
        _ => HttpReply.BadRequest,
    };

    public static HttpReply Alarm(CgiCall call) => call.Action switch
    {
        "getInState" => HttpReply.Line("result", call.Device.AlarmInState),
        "getOutState" => HttpReply.Line("result", 0),
        "getInSlots" => HttpReply.Line("result", call.Device.AlarmInputs),
        "getOutSlots" => HttpReply.Line("result", call.Device.AlarmOutputs),
        _ => HttpReply.BadRequest,
    };

    public static HttpReply Encode(CgiCall call)
    {
        if (call.Action != "getCaps")
            return HttpReply.BadRequest;

        var caps = new JsonArray([.. Enumerable.Range(0, call.Device.Channels).Select(channel0 =>
        {
            var format = call.Device.Programme[channel0, 0].Format;
            return (JsonNode?)new JsonObject
            {
                ["MainFormat"] = new JsonArray(new JsonObject
                {
                    ["Video"] = new JsonObject { ["CompressionTypes"] = "H.264,H.265", ["ResolutionTypes"] = $"{format.Width}x{format.Height}" },
                }),
            };
        })]);
        return HttpReply.Lines(ConfigText.Lines("caps", caps));
    }
}
