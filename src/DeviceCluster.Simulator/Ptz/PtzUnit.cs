namespace DeviceCluster.Simulator.Ptz;

/// <summary>One camera's motors: its state, carried on as time passes, and the log of where it was. Safe to call from any thread.</summary>
internal sealed class PtzUnit(TimeProvider time, PtzProfile profile)
{
    private const int KeptEvents = 512;

    private readonly Lock _gate = new();
    private readonly Queue<PtzEvent> _log = [];
    private PtzState _state = PtzState.New(profile, time.GetUtcNow());
    private long _forgotten;

    public PtzState State
    {
        get
        {
            lock (_gate)
                return Now();
        }
    }

    /// <summary>Null when it is done, else why not.</summary>
    public string? Do(PtzOrder order, string what)
    {
        lock (_gate)
        {
            var decision = PtzRules.Decide(Now(), order);
            _state = decision.State;
            Log(new PtzEvent(_state.At, decision.Refused is { } why ? $"{what}: refused, {why}" : what, _state.IsMoving, _state.Position));
            return decision.Refused;
        }
    }

    /// <summary>Called once a second: a camera that moves leaves a trace.</summary>
    public void Sweep()
    {
        lock (_gate)
        {
            if (_state.Run is not null && Now() is { IsMoving: true } state)
                Log(new PtzEvent(state.At, "moving", true, state.Position));
        }
    }

    /// <summary>The power was gone: it stands where it was, and remembers its presets.</summary>
    public void LosePower()
    {
        lock (_gate)
        {
            var state = Now();
            _state = state with { Run = null, Menu = null, Recording = null };
            if (state.Run is not null)
                Log(new PtzEvent(state.At, "power lost", false, state.Position));
        }
    }

    public PtzReport Report(int channel)
    {
        lock (_gate)
        {
            var state = Now();
            return new PtzReport(channel, state.Profile.Name, state.At, state.Position, state.IsMoving, state.Run?.What, state.PresetReached,
                [.. state.Presets.Keys], [.. state.AuxOn], state.Menu is not null, _forgotten, [.. _log]);
        }
    }

    private PtzState Now()
    {
        var (state, events) = _state.Advance(time.GetUtcNow());
        _state = state;
        foreach (var one in events)
            Log(one);

        return state;
    }

    private void Log(PtzEvent happened)
    {
        _log.Enqueue(happened);
        if (_log.Count <= KeptEvents)
            return;

        _log.Dequeue();
        _forgotten++;
    }
}
