namespace DeviceCluster.Simulator.Control;

/// <summary>POST /devices/{n}/inputs/{input}/on and …/off: the contact at an alarm input. Inputs count from 1.</summary>
internal static class AlarmEndpoints
{
    public static void Map(IEndpointRouteBuilder routes, SimulatorHost simulator) =>
        routes.MapPost("/devices/{which}/inputs/{input:int}/{state}", (string which, int input, string state) =>
        {
            if (FleetEndpoints.Find(simulator, which) is not { } device)
                return FleetEndpoints.NotFound(simulator, which);

            if (input < 1 || input > device.AlarmInputs || state is not ("on" or "off"))
                return Results.Json(new { error = $"give an input from 1 to {device.AlarmInputs}, and on or off" }, FleetEndpoints.Json, statusCode: 404);

            device.SwitchAlarmInput(input - 1, state == "on");
            return Results.Json(DeviceReport.Of(device, simulator.Ports, withLogins: false), FleetEndpoints.Json);
        });
}
