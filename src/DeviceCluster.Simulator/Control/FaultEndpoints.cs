using System.Text.Json;
using DeviceCluster.Simulator.Json;

namespace DeviceCluster.Simulator.Control;

/// <summary>POST /devices/{n}/faults/{fault}: makes one device fail, or heals it.</summary>
internal static class FaultEndpoints
{
    private const double MaxSeconds = 7 * 24 * 3600;

    private static readonly Dictionary<string, Func<Faults, FaultRequest, string?>> Known = new(StringComparer.Ordinal)
    {
        ["unplug"] = (faults, _) => Do(faults.Unplug),
        ["plug"] = (faults, _) => Do(faults.Plug),
        ["power-off"] = (faults, _) => Do(faults.PowerOff),
        ["half-open"] = (faults, _) => Do(faults.HalfOpen),
        ["mute"] = (faults, _) => Do(faults.Mute),
        ["heal"] = (faults, _) => Do(faults.Heal),
        ["garbage"] = (faults, _) => Do(faults.Garbage),
        ["cut-mid-frame"] = (faults, _) => Do(faults.CutMidFrame),
        ["lock"] = (faults, body) => ForSeconds(body, faults.Lock),
        ["reboot"] = (faults, body) => ForSeconds(body, faults.Reboot),
        ["answer-after"] = (faults, body) => ForSeconds(body, faults.AnswerLoginAfter),
        ["corrupt"] = (faults, body) => Answer(faults, body, AnswerFault.Corrupt),
        ["wrong-id"] = (faults, body) => Answer(faults, body, AnswerFault.WrongId),
        ["twice"] = (faults, body) => Answer(faults, body, AnswerFault.Twice),
        ["huge-json"] = (faults, body) => Answer(faults, body, AnswerFault.Huge),
        ["empty-picture"] = (faults, body) => Answer(faults, body, AnswerFault.EmptyPicture),
        ["no-jpeg"] = (faults, body) => Answer(faults, body, AnswerFault.NoJpeg),
        ["late"] = (faults, body) => ForSeconds(body, faults.Answers.Delay),
        ["slow"] = Slow,
        ["refuse"] = Refuse,
        ["password"] = Password,
    };

    public static void Map(IEndpointRouteBuilder routes, SimulatorHost simulator) =>
        routes.MapPost("/devices/{which}/faults/{fault}", async (string which, string fault, HttpRequest request) =>
        {
            if (FleetEndpoints.Find(simulator, which) is not { } device)
                return FleetEndpoints.NotFound(simulator, which);

            if (!Known.TryGetValue(fault, out var act))
                return Refused(404, $"there is no fault {fault}; there are {string.Join(", ", Known.Keys.Order(StringComparer.Ordinal))}");

            var (body, problem) = await ReadAsync(request).ConfigureAwait(false);
            problem ??= act(device.Faults, body!);
            return problem is null
                ? Results.Json(DeviceReport.Of(device, simulator.Ports, withLogins: false), FleetEndpoints.Json)
                : Refused(400, problem);
        });

    private static async Task<(FaultRequest? Body, string? Problem)> ReadAsync(HttpRequest request)
    {
        // A chunked body does not say its length, so whether there is one shows only when it is read.
        var cancellation = request.HttpContext.RequestAborted;
        var start = await request.BodyReader.ReadAsync(cancellation).ConfigureAwait(false);
        if (start.Buffer.IsEmpty)
            return (new FaultRequest(), null);

        request.BodyReader.AdvanceTo(start.Buffer.Start);
        try
        {
            var body = await JsonSerializer.DeserializeAsync<FaultRequest>(request.BodyReader, FleetEndpoints.Json, cancellation).ConfigureAwait(false);
            return (body ?? new FaultRequest(), null);
        }
        catch (JsonException e)
        {
            return (null, $"the body is not what a fault takes: {e.Message}");
        }
    }

    private static string? Do(Action act)
    {
        act();
        return null;
    }

    private static string? ForSeconds(FaultRequest body, Action<TimeSpan> act)
    {
        if (body.Seconds is not (>= 0 and <= MaxSeconds))
            return $"give {{\"seconds\": s}} with s from 0 to {MaxSeconds}";

        act(TimeSpan.FromSeconds(body.Seconds.Value));
        return null;
    }

    private static string? Answer(Faults faults, FaultRequest body, AnswerFault fault)
    {
        if (body.Count is < 0)
            return "give {\"count\": n} with n from 0 on; without a count it lasts until the device is healed";

        faults.Answers.Order(fault, body.Count);
        return null;
    }

    private static string? Slow(Faults faults, FaultRequest body)
    {
        if (body.BytesPerSecond is not >= 0)
            return "give {\"bytesPerSecond\": n}; 0 ends it";

        faults.Answers.Slow(body.BytesPerSecond.Value);
        return null;
    }

    private static string? Refuse(Faults faults, FaultRequest body)
    {
        if (body.Code is not (>= 1 and <= byte.MaxValue) || body.Count is < 0)
            return "give {\"code\": c, \"count\": n} with a login error c from 1 to 255; without a count it is refused once";

        faults.RefuseLogin(body.Code.Value, body.Count ?? 1);
        return null;
    }

    private static string? Password(Faults faults, FaultRequest body)
    {
        if (string.IsNullOrEmpty(body.Password))
            return "give {\"password\": \"…\"}";

        faults.ChangePassword(body.Password);
        return null;
    }

    private static IResult Refused(int status, string error) => Results.Json(new { error }, FleetEndpoints.Json, statusCode: status);
}
