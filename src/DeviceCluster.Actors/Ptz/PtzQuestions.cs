using Akka.Actor;
using DeviceCluster.Actors.Devices;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Ptz;
using DeviceCluster.Sdk;

namespace DeviceCluster.Actors.Ptz;

/// <summary>
/// What is asked about one camera: what it can do, read once for a login, and where it looks. Those that ask while a reading is under way share the next one,
/// so that a camera is never asked twice at once.
/// </summary>
internal sealed class PtzQuestions(NodeParts parts, DeviceId device, int channel, PtzLine line, IActorRef self)
{
    private readonly List<(SessionCall Call, IActorRef Asker)> _capabilities = [];
    private readonly List<(SessionCall Call, IActorRef Asker)> _views = [];
    private List<(SessionCall Call, IActorRef Asker)> _viewed = [];
    private PtzCapabilities? _camera;
    private bool _reads;
    private DeviceReply.Refused? _closed;

    public void Take(SessionCall call, IActorRef asker)
    {
        if (_closed is { } closed)
        {
            parts.Answer(asker, call, closed);
        }
        else if (_capabilities.Count + _views.Count + _viewed.Count >= parts.Settings.Ptz.Questions)
        {
            parts.Answer(asker, call, SessionRefusals.Busy(parts.Settings.Ptz.Questions));
        }
        else if (call.Request is PtzQuery.GetStatus)
        {
            _views.Add((call, asker));
            ReadView();
        }
        else if (_camera is { } camera)
        {
            parts.Answer(asker, call, camera);
        }
        else
        {
            _capabilities.Add((call, asker));
            ReadCapabilities();
        }
    }

    /// <summary>The steering, or somebody, wants to know; one reading is for all.</summary>
    public void ReadCapabilities()
    {
        if (_reads)
            return;
        _reads = true;
        ReadCapabilitiesAsync().PipeTo(self);
    }

    public void Read(PtzCapabilities camera)
    {
        (_reads, _camera) = (false, camera);
        AnswerAll(_capabilities, camera);
    }

    public void UnreadCapabilities(DeviceReply.Refused reason)
    {
        _reads = false;
        AnswerAll(_capabilities, reason);
    }

    public void Read(PtzView view, PtzLease? lease)
    {
        AnswerAll(_viewed, new PtzStatus(device, channel, view.Pan, view.Tilt, view.Zoom, view.Moving, view.Presets, lease));
        ReadView();
    }

    public void UnreadView(DeviceReply.Refused reason)
    {
        AnswerAll(_viewed, reason);
        ReadView();
    }

    /// <summary>Whatever comes from now on is refused so, and what waits at once.</summary>
    public void Close(DeviceReply.Refused reason)
    {
        _closed = reason;
        RefuseAll(reason);
    }

    public void RefuseAll(DeviceReply.Refused reason)
    {
        AnswerAll(_capabilities, reason);
        AnswerAll(_views, reason);
        AnswerAll(_viewed, reason);
    }

    private void ReadView()
    {
        if (_viewed.Count > 0 || _views.Count == 0)
            return;
        _viewed = [.. _views];
        _views.Clear();
        ReadViewAsync().PipeTo(self);
    }

    private async Task<PtzTick> ReadCapabilitiesAsync()
    {
        try
        {
            return new PtzTick.CapabilitiesRead(await line.ReadCapabilitiesAsync());
        }
        catch (SdkException e) when (e.Code is not (SdkErrors.NetworkError or SdkErrors.InvalidHandle or SdkErrors.NotNow or SdkErrors.NoJson))
        {
            // Older cameras know no such question, or answer it in their own way: what they cannot do they refuse themselves.
            return new PtzTick.CapabilitiesUntold(new DeviceReply.Refused(
                RefusalCode.DeviceRefused,
                $"the camera of channel {channel} does not tell what it can do: its device does not answer that question as others do ({e.Name})",
                "give it its orders all the same: what it cannot do it refuses itself"));
        }
        catch (Exception e)
        {
            return new PtzTick.CapabilitiesUnread(SessionRefusals.Of(e, new PtzQuery.GetCapabilities(device, channel)));
        }
    }

    private async Task<PtzTick> ReadViewAsync()
    {
        try
        {
            return new PtzTick.ViewRead(await line.ReadViewAsync());
        }
        catch (Exception e)
        {
            return new PtzTick.ViewUnread(SessionRefusals.Of(e, new PtzQuery.GetStatus(device, channel)));
        }
    }

    private void AnswerAll(List<(SessionCall Call, IActorRef Asker)> asked, object reply)
    {
        foreach (var (call, asker) in asked)
            parts.Answer(asker, call, reply);
        asked.Clear();
    }
}
