using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Ptz;
using DeviceCluster.Domain.Ptz;
using static DeviceCluster.Domain.Tests.Ptz.Cameras;

namespace DeviceCluster.Domain.Tests.Ptz;

/// <summary>The steering of one camera and, beside it, the camera: calls reach it in any order, return late, fail, or fail although they arrived.</summary>
internal sealed class CameraWorld(PtzPolicy policy)
{
    private static readonly DeviceReply.Refused No = new(RefusalCode.DeviceRefused, "the device said no", "ask it");

    private readonly List<(long Number, PtzStep Step, bool Arrived)> _calls = [];
    private readonly Dictionary<long, PtzOrder> _orders = [];
    private CameraState _state = CameraState.New(policy);
    private bool _reads;

    public DateTimeOffset Now { get; private set; } = Noon;

    /// <summary>What the camera really does: a move or a lens that nobody has ended yet.</summary>
    public bool Goes { get; private set; }

    public IReadOnlyList<(long Number, PtzStep Step, bool Arrived)> Calls => _calls;

    /// <summary>All answers, by their tickets.</summary>
    public Dictionary<long, List<CameraEffect>> Answers { get; } = [];

    public List<string> Notes { get; } = [];

    public bool IsClosed => _state.IsClosed;

    /// <summary>How often it was stopped, why the last time, and how often it was taken over.</summary>
    public (long Stops, StopReason Last, long TakeOvers) Figures => (_state.Stops, _state.LastStop, _state.TakeOvers);

    public long? TicketOf(long call) => _state.TicketOf(call);

    public PtzLease? Lease => _state.Lease(Now);

    public int Tickets { get; private set; }

    /// <summary>How often it was asked what it can do.</summary>
    public int Readings { get; private set; }

    public int MostOrdersAtOnce { get; private set; }

    public int MostHaltsAtOnce { get; private set; }

    /// <summary>Stops that were answered as done while the camera went on.</summary>
    public int FalseStops { get; private set; }

    public long Order(PtzOrder order)
    {
        _orders[++Tickets] = order;
        On(new CameraInput.Ordered(Tickets, order));
        return Tickets;
    }

    public long Watch(string holder, double seconds = 15)
    {
        On(new CameraInput.Watched(++Tickets, holder, TimeSpan.FromSeconds(seconds)));
        return Tickets;
    }

    public void Read(PtzCapabilities? camera)
    {
        if (!_reads)
            return;
        _reads = false;
        On(camera is null ? new CameraInput.CapabilitiesUnread(No) : new CameraInput.CapabilitiesRead(camera));
    }

    /// <summary>The device knows no such question.</summary>
    public void ReadNothing()
    {
        _reads = false;
        On(new CameraInput.CapabilitiesUntold());
    }

    public void Leave() => On(new CameraInput.Leave());

    public void EndSession() => On(new CameraInput.SessionEnds());

    /// <summary>Time passes; what is due on the way is handed in at its time.</summary>
    public void Pass(TimeSpan time)
    {
        var to = Now + time;
        while (_state.Due is { } due && due <= to)
        {
            Now = due > Now ? due : Now;
            On(new CameraInput.Due());
        }

        Now = to;
    }

    /// <summary>A call comes to the camera.</summary>
    public void Arrive(int index)
    {
        if (_calls[index].Arrived)
            return;
        _calls[index] = _calls[index] with { Arrived = true };
        Goes = _calls[index].Step switch
        {
            PtzStep.Move or PtzStep.Steer { Command: >= PtzCommand.FocusNear and <= PtzCommand.IrisClose } => true,
            PtzStep.Halt => false,
            _ => Goes,
        };
    }

    /// <param name="index">Which call.</param>
    /// <param name="inPart">Of a stop: the camera has ended the continuous move alone.</param>
    public void Confirm(int index, bool inPart = false)
    {
        Arrive(index);
        var number = _calls[index].Number;
        _calls.RemoveAt(index);
        On(new CameraInput.Done(number, inPart));
    }

    /// <summary>What has not arrived is refused for sure; of what has, nothing is known.</summary>
    public void Fail(int index, bool sure = false, DeviceReply.Refused? why = null)
    {
        var (number, _, arrived) = _calls[index];
        _calls.RemoveAt(index);
        On(new CameraInput.Failed(number, why ?? No, sure && !arrived));
    }

    /// <summary>Everything under way is confirmed, and what follows from it.</summary>
    public void Settle()
    {
        Read(Dome);
        while (_calls.Count > 0)
            Confirm(0);
    }

    /// <summary>The one answer of a ticket.</summary>
    public CameraEffect? Answer(long ticket) => Answers.TryGetValue(ticket, out var all) ? Assert.Single(all) : null;

    public string? Refusal(long ticket) => (Answer(ticket) as CameraEffect.Refuse)?.Reply.Reason;

    public bool IsDone(long ticket) => Answer(ticket) is CameraEffect.Done;

    private void On(CameraInput input)
    {
        (_state, var effects) = _state.On(input, Now);
        foreach (var effect in effects)
            Carry(effect);
        MostOrdersAtOnce = Math.Max(MostOrdersAtOnce, _calls.Count(call => call.Step is not PtzStep.Halt));
        MostHaltsAtOnce = Math.Max(MostHaltsAtOnce, _calls.Count(call => call.Step is PtzStep.Halt));
    }

    private void Carry(CameraEffect effect)
    {
        switch (effect)
        {
            case CameraEffect.ReadCapabilities:
                Assert.False(_reads);
                _reads = true;
                Readings++;
                break;
            case CameraEffect.Send send:
                _calls.Add((send.Call, send.Step, false));
                break;
            case CameraEffect.Done done:
                if (Goes && _orders[done.Ticket] is PtzOrder.StopMoving)
                    FalseStops++;
                Note(done.Ticket, done);
                break;
            case CameraEffect.Refuse refused:
                Note(refused.Ticket, refused);
                break;
            case CameraEffect.LeaseEnded ended:
                Note(ended.Ticket, ended);
                break;
            case CameraEffect.Note note:
                Notes.Add(note.Words);
                break;
        }
    }

    private void Note(long ticket, CameraEffect answer)
    {
        if (!Answers.TryGetValue(ticket, out var all))
            Answers.Add(ticket, all = []);
        all.Add(answer);
    }
}
