using System.Text;
using DeviceCluster.Simulator.Json;

namespace DeviceCluster.Simulator.Pictures;

/// <summary>Takes a channel's picture, as it is or as a fault wants it.</summary>
internal static class Snapshots
{
    public static byte[] Take(VirtualDevice device, int channel0)
    {
        device.Facts.TookSnapshot();
        var faults = device.Faults.Answers;
        if (faults.Take(AnswerFault.EmptyPicture))
            return [];

        return faults.Take(AnswerFault.NoJpeg) ? Encoding.ASCII.GetBytes("Error\r\nNo picture here\r\n") : TestPicture.Draw(device, channel0);
    }
}
