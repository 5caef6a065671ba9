namespace DeviceCluster.Simulator.Ptz;

/// <summary>What a client wants of a camera, whatever dialect he said it in.</summary>
internal abstract record PtzOrder
{
    /// <summary>Moves these axes so fast; the others go on. Stops by itself after a time, if there is one.</summary>
    public sealed record Move(PtzVelocity Velocity, PtzAxes Axes, TimeSpan? For = null) : PtzOrder;

    public sealed record Stop(PtzAxes Axes) : PtzOrder;

    public sealed record GoTo(PtzPosition Target, double Share = 1) : PtzOrder;

    /// <summary>Goes from where it stands; shares of half a turn and of the zoom.</summary>
    public sealed record GoBy(double Pan, double Tilt, double Zoom) : PtzOrder;

    /// <summary>Brings this box of the picture, 0 to 8192, to its middle and fills the picture with it.</summary>
    public sealed record GoToBox(int Left, int Top, int Right, int Bottom) : PtzOrder;

    /// <summary>Turns focus or iris by a share of its way.</summary>
    public sealed record Turn(double Focus, double Iris) : PtzOrder;

    public sealed record GoToPreset(int Index, double Share = 1) : PtzOrder;

    public sealed record SetPreset(int Index, string? Name) : PtzOrder;

    public sealed record ClearPreset(int Index) : PtzOrder;

    public sealed record StartTour(int Index) : PtzOrder;

    public sealed record NameTour(int Index, string Name) : PtzOrder;

    public sealed record ClearTour(int Index) : PtzOrder;

    public sealed record AddToTour(int Index, int Preset) : PtzOrder;

    public sealed record RemoveFromTour(int Index, int Preset) : PtzOrder;

    public sealed record SetScanLimit(int Index, bool Left) : PtzOrder;

    public sealed record StartScan(int Index, double Share = 0.5) : PtzOrder;

    public sealed record RecordPattern(int Index) : PtzOrder;

    public sealed record EndPattern(int Index) : PtzOrder;

    public sealed record StartPattern(int Index) : PtzOrder;

    public sealed record ClearPattern(int Index) : PtzOrder;

    public sealed record StartAutoPan(double Share = 0.5) : PtzOrder;

    /// <summary>Ends a run of this kind; any other goes on.</summary>
    public sealed record StopRun(string What) : PtzOrder;

    public sealed record Aux(int Number, bool On) : PtzOrder;

    public sealed record Menu(PtzMenuKey Key) : PtzOrder;

    /// <summary>Finds where its zero is, and turns back to where it looked.</summary>
    public sealed record Calibrate : PtzOrder;

    public sealed record Restart : PtzOrder;

    /// <summary>Restarts, and forgets presets, tours, scans and patterns.</summary>
    public sealed record Reset : PtzOrder;
}
