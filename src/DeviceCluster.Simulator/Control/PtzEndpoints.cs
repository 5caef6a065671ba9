using System.Globalization;

namespace DeviceCluster.Simulator.Control;

/// <summary>GET /devices/{n}/ptz/{channel}: where a camera looks and the log of how it came there. Channels count from 1.</summary>
internal static class PtzEndpoints
{
    public static void Map(IEndpointRouteBuilder routes, SimulatorHost simulator) =>
        routes.MapGet("/devices/{which}/ptz/{channel}", (string which, string channel) =>
        {
            if (FleetEndpoints.Find(simulator, which) is not { } device)
                return FleetEndpoints.NotFound(simulator, which);

            return int.TryParse(channel, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= device.Channels
                ? Results.Json(device.Ptz[number - 1].Report(number), FleetEndpoints.Json)
                : Results.Json(new { error = $"there is no channel {channel}; give one from 1 to {device.Channels}" }, FleetEndpoints.Json, statusCode: 404);
        });
}
