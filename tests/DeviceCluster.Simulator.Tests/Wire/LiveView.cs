using System.Globalization;
using DeviceCluster.Media.Dhav;

namespace DeviceCluster.Simulator.Tests.Wire;

/// <summary>The text dialect's way to a live view, step by step, and the frames that come out of it.</summary>
internal sealed class LiveView : IDisposable
{
    private const string Control = "Dahua.Device.Network.ControlConnection.";
    private const string Monitor = "Dahua.Device.Network.Monitor.General";

    private readonly List<byte> _unread = [];

    private LiveView(RawConnection media, string connectionId)
    {
        Media = media;
        ConnectionId = connectionId;
    }

    public RawConnection Media { get; }

    public string ConnectionId { get; }

    /// <summary>What has come of a frame that is not whole yet.</summary>
    public byte[] Unread => [.. _unread];

    public static async Task<RawMessage> ReserveAsync(RawConnection control)
    {
        await control.SendTextAsync("TransactionID:1", "Method:AddObject", $"ParameterName:{Control}Passive", "ConnectProtocol:0");
        return await control.ReceiveAsync();
    }

    public static async Task<RawMessage> JoinAsync(RawConnection media, uint session, string connectionId)
    {
        await media.SendTextAsync("TransactionID:2", "Method:GetParameterNames", $"ParameterName:{Control}AckSubChannel",
            $"SessionID:{session.ToString(CultureInfo.InvariantCulture)}", $"ConnectionID:{connectionId}");
        return await media.ReceiveAsync();
    }

    public static async Task<RawMessage> SwitchAsync(RawConnection control, string connectionId, int channel0, int stream, int state)
    {
        await control.SendTextAsync("TransactionID:3", "Method:GetParameterNames", $"ParameterName:{Monitor}",
            $"channel:{channel0}", $"state:{state}", $"ConnectionID:{connectionId}", $"stream:{stream}");
        return await control.ReceiveAsync();
    }

    public static async Task<RawMessage> ReleaseAsync(RawConnection control, string connectionId)
    {
        await control.SendTextAsync("TransactionID:4", "Method:DeleteObject", $"ParameterName:{Control}Passive", $"ConnectionID:{connectionId}");
        return await control.ReceiveAsync();
    }

    public static async Task<LiveView> StartAsync(
        SimulatorHost host, RawConnection control, int channel0 = 0, int stream = 0, int device = 1, int receiveBuffer = 0)
    {
        var session = host.Devices[device - 1].OpenSessionIds().Max();
        var id = (await ReserveAsync(control)).Line("ConnectionID");
        var media = await RawConnection.OpenAsync(host, device, receiveBuffer);
        Assert.Equal("OK", (await JoinAsync(media, session, id)).Line("FaultCode"));
        Assert.Equal("OK", (await SwitchAsync(control, id, channel0, stream, state: 1)).Line("FaultCode"));
        return new LiveView(media, id);
    }

    /// <summary>The next whole frames, put together from media messages.</summary>
    public async Task<List<SeenFrame>> FramesAsync(int count)
    {
        var frames = new List<SeenFrame>();
        while (frames.Count < count)
        {
            var message = await Media.ReceiveAsync();
            Assert.Equal(0xBC, message.Command);
            Assert.InRange(message.Extension.Length, 1, 65_535);
            Assert.Equal(0, message.Header[16]);
            _unread.AddRange(message.Extension);
            Cut(frames);
        }

        return frames;
    }

    public void Dispose() => Media.Dispose();

    private void Cut(List<SeenFrame> frames)
    {
        var bytes = _unread.ToArray();
        var at = 0;
        while (DhavReader.TryRead(bytes.AsSpan(at), DhavLimits.Default, out var frame, out var consumed) is var status && status != DhavStatus.NeedMore)
        {
            Assert.Equal(DhavStatus.Frame, status);
            Assert.True(frame.HeaderChecksumGood && frame.ChecksumPresent && frame.ChecksumGood);
            frames.Add(SeenFrame.Of(frame));
            at += consumed;
        }

        _unread.RemoveRange(0, at);
    }
}
