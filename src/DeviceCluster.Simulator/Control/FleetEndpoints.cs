using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DeviceCluster.Simulator.Control;

/// <summary>GET /devices and /devices/{n}, where n is a number from 1 or an address.</summary>
internal static class FleetEndpoints
{
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    public static void Map(IEndpointRouteBuilder routes, SimulatorHost simulator)
    {
        routes.MapGet("/devices", () => Results.Json(
            simulator.Devices.Select(device => DeviceReport.Of(device, simulator.Ports, withLogins: false)), Json));
        routes.MapGet("/devices/{which}", (string which) => Find(simulator, which) is { } device
            ? Results.Json(DeviceReport.Of(device, simulator.Ports, withLogins: true), Json)
            : NotFound(simulator, which));
    }

    public static VirtualDevice? Find(SimulatorHost simulator, string which)
    {
        if (int.TryParse(which, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number >= 1 && number <= simulator.Devices.Count ? simulator.Devices[number - 1] : null;

        return simulator.Devices.FirstOrDefault(device => device.Address.ToString() == which);
    }

    public static IResult NotFound(SimulatorHost simulator, string which) => Results.Json(
        new { error = $"there is no device {which}; give a number from 1 to {simulator.Devices.Count}, or an address" }, Json, statusCode: 404);
}
