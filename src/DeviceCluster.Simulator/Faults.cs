using DeviceCluster.Simulator.Json;

namespace DeviceCluster.Simulator;

/// <summary>What goes wrong with one device, on request. Safe to call from any thread.</summary>
public sealed class Faults
{
    private readonly VirtualDevice _device;
    private readonly Lock _gate = new();
    private (int Code, int Count) _refusal;
    private TimeSpan _answerAfter;
    private ITimer? _boot;
    private int _boots;

    internal Faults(VirtualDevice device) => _device = device;

    /// <summary>The cable is out: packets are dropped in both directions, a connect gets no answer.</summary>
    public bool Unplugged { get; private set; }

    /// <summary>The device accepts and reads, but says nothing.</summary>
    public bool Muted { get; private set; }

    /// <summary>No power: what is open is reset, a connect is reset as soon as it is made.</summary>
    public bool PoweredOff { get; private set; }

    /// <summary>The device answers with bytes that are not its protocol.</summary>
    public bool Babbling { get; private set; }

    /// <summary>What is wrong with the answers.</summary>
    public AnswerFaults Answers { get; } = new();

    internal bool Silent => Unplugged || Muted;

    internal TimeSpan LoginAnswerDelay
    {
        get
        {
            lock (_gate)
                return _answerAfter;
        }
    }

    /// <summary>Pulls the cable. Nobody is told: no FIN, no RST, no answer. Sessions live on until the device misses their keep-alives.</summary>
    public void Unplug()
    {
        lock (_gate)
            Unplugged = true;

        _device.Network.Cut(_device);
    }

    /// <summary>Puts the cable back. Connections that both sides still hold go on.</summary>
    public void Plug()
    {
        _device.Network.Join(_device);
        lock (_gate)
            Unplugged = false;
    }

    /// <summary>Forgets the connections that are open now without closing them: the client's side stays open and hears nothing more. New ones work.</summary>
    public void HalfOpen() => _device.ForgetConnections();

    public void Mute()
    {
        lock (_gate)
            Muted = true;
    }

    /// <summary>Ends every fault but a changed password and a lock.</summary>
    public void Heal()
    {
        if (Unplugged)
            Plug();

        Answers.Heal();
        lock (_gate)
        {
            Muted = Babbling = PoweredOff = false;
            _refusal = default;
            _answerAfter = TimeSpan.Zero;
            ForgetBoot();
        }
    }

    /// <summary>Refuses the next logins with this login error (1 to 255, as the ABI counts them), right password or not.</summary>
    public void RefuseLogin(int code, int count = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(code, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(code, byte.MaxValue);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        lock (_gate)
            _refusal = (code, count);
    }

    /// <summary>Decides a login at once but answers it only after this time; zero = at once again.</summary>
    public void AnswerLoginAfter(TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        lock (_gate)
            _answerAfter = delay;
    }

    /// <summary>Locks the user as too many wrong passwords would; zero unlocks.</summary>
    public void Lock(TimeSpan time) => _device.Logins.Lock(time);

    /// <summary>From now on only this password is right. Sessions that are open stay open.</summary>
    public void ChangePassword(string password) => _device.Logins.ChangePassword(password);

    /// <summary>For good: a reboot that is under way does not bring the device back.</summary>
    public void PowerOff()
    {
        lock (_gate)
        {
            PoweredOff = true;
            ForgetBoot();
        }

        _device.AbortConnections();
        _device.Ptz.LosePower();
    }

    /// <summary>Resets all connections, is gone for this time, and comes back without any session.</summary>
    public void Reboot(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        PowerOff();
        lock (_gate)
        {
            ForgetBoot();
            var boot = _boots;
            _boot = _device.Time.CreateTimer(_ => Booted(boot), null, time, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Every stream that runs now sends half of its next frame, wrapped as any other, and is reset.</summary>
    public void CutMidFrame() => _device.CutStreams();

    /// <summary>Answers everything with random bytes until it is healed.</summary>
    public void Garbage()
    {
        lock (_gate)
            Babbling = true;
    }

    /// <summary>Takes one of the ordered refusals; 0 = there is none.</summary>
    internal int TakeRefusal()
    {
        lock (_gate)
        {
            if (_refusal.Count == 0)
                return 0;

            _refusal.Count--;
            return _refusal.Code;
        }
    }

    /// <summary>A timer that has fired already cannot be called back: the number tells a boot that still holds from one that was given up.</summary>
    private void Booted(int boot)
    {
        lock (_gate)
        {
            if (boot != _boots)
                return;

            _device.Booted();
            PoweredOff = false;
        }
    }

    private void ForgetBoot()
    {
        _boots++;
        _boot?.Dispose();
        _boot = null;
    }
}
