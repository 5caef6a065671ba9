using System.Text.Json.Nodes;

namespace DeviceCluster.Simulator.Rpc;

/// <summary>The service storage: a device's disks.</summary>
internal static class Storage
{
    private const double DiskBytes = 4e12;
    private const double UsedShare = 0.9;

    public static IReadOnlyList<string> Methods { get; } = ["storage.getDeviceAllInfo", "storage.getDeviceNames"];

    public static RpcReply Call(RpcCall call) => call.Method switch
    {
        "storage.getDeviceAllInfo" => RpcReply.One("info", All(call.Device)),
        "storage.getDeviceNames" => RpcReply.One("names", new JsonArray([.. Enumerable.Range(0, call.Device.Disks).Select(disk => (JsonNode?)Name(disk))])),
        _ => RpcReply.Failed(RpcError.MethodNotFound),
    };

    public static JsonArray All(VirtualDevice device) => new([.. Enumerable.Range(0, device.Disks).Select(disk => (JsonNode?)Disk(disk))]);

    private static JsonObject Disk(int disk) => new()
    {
        ["Name"] = Name(disk),
        ["State"] = "Success",
        ["Detail"] = new JsonArray(new JsonObject
        {
            ["Path"] = $"/mnt/dvr/disk{disk}",
            ["Type"] = "ReadWrite",
            ["TotalBytes"] = DiskBytes,
            ["UsedBytes"] = DiskBytes * UsedShare,
            ["IsError"] = false,
        }),
    };

    private static string Name(int disk) => $"/dev/sd{(char)('a' + disk)}";
}
