namespace DeviceCluster.Simulator.Ptz;

/// <summary>What a camera can do, as data. A camera that stands fast has nothing to move.</summary>
internal sealed record PtzProfile(string Name)
{
    public static PtzProfile Fixed { get; } = new("Fixed");

    /// <summary>A speed dome of 30 times zoom.</summary>
    public static PtzProfile Dome { get; } = new("DH-SD1")
    {
        Moves = true,
        MinTilt = -15,
        MaxTilt = 90,
        MaxZoom = 30,
        MaxPreset = 255,
        MaxTour = 8,
        MaxPattern = 5,
        MaxScan = 5,
        MaxAux = 8,
        Fastest = new PtzVelocity(Pan: 80, Tilt: 40, Zoom: 6, Focus: 0.2, Iris: 0.2),
    };

    /// <summary>Steps of the speed that codes carry: 1 to 8.</summary>
    public const int SpeedSteps = 8;

    public const double FullCircle = 360;

    public bool Moves { get; private init; }

    public double MinTilt { get; private init; }

    public double MaxTilt { get; private init; }

    public double MaxZoom { get; private init; } = 1;

    public int MaxPreset { get; private init; }

    public int MaxTour { get; private init; }

    public int MaxPattern { get; private init; }

    public int MaxScan { get; private init; }

    public int MaxAux { get; private init; }

    public PtzVelocity Fastest { get; private init; }

    /// <summary>Where a camera looks that has just been switched on.</summary>
    public PtzPosition Home { get; } = new(0, 0, 1, 0.5, 0.5);

    /// <summary>Pan goes round; everything else ends at its limit.</summary>
    public PtzPosition Clamp(PtzPosition position) => new(
        Turn(position.Pan),
        Math.Clamp(position.Tilt, MinTilt, MaxTilt),
        Math.Clamp(position.Zoom, 1, MaxZoom),
        Math.Clamp(position.Focus, 0, 1),
        Math.Clamp(position.Iris, 0, 1));

    private static double Turn(double degrees)
    {
        var turned = degrees % FullCircle;
        return turned < 0 ? turned + FullCircle : turned;
    }
}
