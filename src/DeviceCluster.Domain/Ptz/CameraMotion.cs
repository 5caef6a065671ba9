using DeviceCluster.Contracts.Ptz;

namespace DeviceCluster.Domain.Ptz;

/// <summary>What goes on until it is stopped: a move, or a lens that turns. It is stopped at <paramref name="Until"/> unless it is ordered again before.</summary>
internal sealed record CameraMotion(string Holder, PtzLens? Lens, DateTimeOffset Until);
