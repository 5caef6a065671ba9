namespace DeviceCluster.Simulator.Ptz;

/// <summary>The cameras of one device. One that was never asked costs nothing.</summary>
internal sealed class PtzUnits(VirtualDevice device)
{
    private readonly Lock _gate = new();
    private Dictionary<int, PtzUnit>? _units;

    public PtzUnit this[int channel0]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(channel0);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(channel0, device.Channels);
            lock (_gate)
            {
                _units ??= [];
                if (!_units.TryGetValue(channel0, out var unit))
                    _units.Add(channel0, unit = new PtzUnit(device.Time, device.Firmware.Camera(channel0)));

                return unit;
            }
        }
    }

    public void Sweep() => ForAll(static unit => unit.Sweep());

    public void LosePower() => ForAll(static unit => unit.LosePower());

    private void ForAll(Action<PtzUnit> act)
    {
        PtzUnit[] units;
        lock (_gate)
            units = _units is null ? [] : [.. _units.Values];

        foreach (var unit in units)
            act(unit);
    }
}
