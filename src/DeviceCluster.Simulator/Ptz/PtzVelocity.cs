namespace DeviceCluster.Simulator.Ptz;

/// <summary>How fast each axis moves: degrees, zoom multiples and shares of the way, all a second.</summary>
internal readonly record struct PtzVelocity(double Pan = 0, double Tilt = 0, double Zoom = 0, double Focus = 0, double Iris = 0)
{
    public bool Turns => Pan != 0 || Tilt != 0;

    public bool IsZero => this == default;

    /// <summary>These axes as the other says, the others as they were.</summary>
    public PtzVelocity With(PtzVelocity other, PtzAxes axes) => new(
        axes.HasFlag(PtzAxes.Pan) ? other.Pan : Pan,
        axes.HasFlag(PtzAxes.Tilt) ? other.Tilt : Tilt,
        axes.HasFlag(PtzAxes.Zoom) ? other.Zoom : Zoom,
        axes.HasFlag(PtzAxes.Focus) ? other.Focus : Focus,
        axes.HasFlag(PtzAxes.Iris) ? other.Iris : Iris);
}
