using DeviceCluster.Media.Dhav;

namespace DeviceCluster.Simulator.Live;

/// <summary>One DHAV frame of a clip, muxed once and shared by all streams. <paramref name="At"/> is its time from the clip's start.</summary>
internal sealed record ClipFrame(byte[] Bytes, bool IsVideo, bool IsKey, TimeSpan At)
{
    public static byte[] Mux(DhavFrameHeader header, ReadOnlySpan<byte> body)
    {
        var buffer = new byte[DhavWriter.MaxSize(body.Length)];
        return buffer[..DhavWriter.Write(header with { LocalTime = DateTime.UnixEpoch }, body, buffer)];
    }
}
