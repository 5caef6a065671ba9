using DeviceCluster.Actors.Sessions;

namespace DeviceCluster.Actors.Devices;

/// <summary>Is a session still heard of? Frames that came lately answer it; else the library is asked.</summary>
internal static class MuteQuestion
{
    public static async Task<DeviceTick.MuteAnswer> AskAsync(SessionEntry entry, long generation, NodeParts parts)
    {
        if (parts.Time.GetElapsedTime(entry.Heard) < parts.Settings.Sessions.MuteCheck)
            return new DeviceTick.MuteAnswer(generation, Silence: null);

        try
        {
            var online = await parts.Lanes.Control.RunAsync(entry.Login!.IsOnline, parts.Settings.Sessions.ControlDeadline);
            return new DeviceTick.MuteAnswer(generation, online ? null : "the library says that the device is offline");
        }
        catch (Exception e)
        {
            return new DeviceTick.MuteAnswer(generation, $"no answer to the question whether it is online: {e.Message}");
        }
    }
}
