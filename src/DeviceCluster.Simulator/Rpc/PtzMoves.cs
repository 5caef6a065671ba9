using DeviceCluster.Simulator.Ptz;

namespace DeviceCluster.Simulator.Rpc;

/// <summary>The moves whose numbers are shares of the whole, -1 to 1.</summary>
internal static class PtzMoves
{
    private const double HalfTurn = 180;
    private const double Percent = 100;

    /// <summary>[1] for the angles: right of 0 is 180 times the share, left of it goes on from 360; the vertical counts downwards.</summary>
    public static PtzOrder? Absolutely(RpcCall call, PtzState state) =>
        call.Numbers("position", 3) is { } position ? Absolutely(state, position[0], position[1], position[2], call.Number("speed") ?? 1) : null;

    public static PtzOrder? Absolutely(PtzState state, double x, double y, double zoom, double speed) => AreShares(x, y, zoom)
        ? new PtzOrder.GoTo(state.Position with
        {
            Pan = x >= 0 ? HalfTurn * x : PtzProfile.FullCircle + HalfTurn * x,
            Tilt = -HalfTurn * y,
            // [?] which zoom a negative share would be: the widest.
            Zoom = 1 + Math.Max(0, zoom) * (state.Profile.MaxZoom - 1),
        }, speed > 1 ? speed / PtzProfile.SpeedSteps : speed)
        : null;

    public static PtzOrder? Relatively(RpcCall call, PtzState state) => call.Numbers("translation", 3) is { } by ? Relatively(by[0], by[1], by[2]) : null;

    public static PtzOrder? Relatively(double x, double y, double zoom) => AreShares(x, y, zoom) ? new PtzOrder.GoBy(x, -y, zoom) : null;

    public static PtzOrder? Directly(RpcCall call, PtzState state)
    {
        if (call.Numbers("screen", 4) is not { } box || !box.All(double.IsInteger) || box.Any(edge => Math.Abs(edge) > int.MaxValue))
            return null;

        return new PtzOrder.GoToBox((int)box[0], (int)box[1], (int)box[2], (int)box[3]);
    }

    /// <summary>[?] Sources have both shares and per cent: what goes beyond a share is per cent.</summary>
    public static PtzOrder? Continuously(RpcCall call, PtzState state)
    {
        if (call.Numbers("speed", 3) is not { } speed)
            return null;

        if (!AreShares(speed[0], speed[1], speed[2]))
            speed = [.. speed.Select(one => one / Percent)];

        return PtzCodes.Continuously(state, speed[0], speed[1], speed[2], call.Number("timeout") ?? 0);
    }

    private static bool AreShares(params double[] numbers) => numbers.All(number => number is >= -1 and <= 1);
}
