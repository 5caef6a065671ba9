using System.Globalization;

namespace DeviceCluster.Simulator.Control;

/// <summary>GET /judge, /judge/devices and /judge/devices/{n}, each with ?alive=SECONDS; POST /judge/mark.</summary>
internal static class JudgeEndpoints
{
    private const double MaxSeconds = 24 * 3600;

    public static void Map(IEndpointRouteBuilder routes, SimulatorHost simulator)
    {
        routes.MapPost("/judge/mark", () =>
        {
            simulator.Judge.Mark();
            return Results.Json(simulator.Judge.Look(), FleetEndpoints.Json);
        });
        routes.MapGet("/judge", (HttpRequest request) => Answer(request, alive => simulator.Judge.Look(alive)));
        routes.MapGet("/judge/devices", (HttpRequest request) => Answer(request, alive => simulator.Judge.Devices(alive)));
        routes.MapGet("/judge/devices/{which}", (string which, HttpRequest request) => FleetEndpoints.Find(simulator, which) is { } device
            ? Answer(request, alive => simulator.Judge.Device(device.Number, alive))
            : FleetEndpoints.NotFound(simulator, which));
    }

    private static IResult Answer(HttpRequest request, Func<TimeSpan?, object> look)
    {
        if (request.Query["alive"] is not [{ } text])
            return Results.Json(look(null), FleetEndpoints.Json);

        return double.TryParse(text, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= MaxSeconds
            ? Results.Json(look(TimeSpan.FromSeconds(seconds)), FleetEndpoints.Json)
            : Results.Json(new { error = $"alive is '{text}'; give seconds above 0, up to {MaxSeconds}" }, FleetEndpoints.Json, statusCode: 400);
    }
}
