using DeviceCluster.Simulator.Network;

namespace DeviceCluster.Simulator.Control;

/// <summary>One device's facts as the control port tells them.</summary>
internal sealed record DeviceReport(
    int Number, string Address, int Port, int HttpPort, int JsonPort, string Serial, int Channels, DateTimeOffset BootedAt, IReadOnlyList<string> Faults,
    long Challenges, long LoginPackets, long LoginsAccepted, long LoginsRefused, long OpenSessions, long OpenConnections,
    long KeepAlives, long LogoutsClean, long SessionsAborted, long SessionsTimedOut, long OpenStreams, long StreamsOpened,
    long FramesSent, long FramesDropped, long BytesSent, long BadMessages, long DiscoveryAnswers, long RpcCalls,
    long PtzOrders, long PtzRefused, long Snapshots, long HttpRequests, long HttpRefused, long JsonSessions, string Firmware, bool Initialised,
    DateTime Clock,
    IReadOnlyDictionary<string, long>? Calls,
    IReadOnlyList<LoginAttempt>? Logins)
{
    public static DeviceReport Of(VirtualDevice device, FleetPorts ports, bool withLogins)
    {
        var facts = device.Facts;
        return new DeviceReport(
            device.Number, device.Address.ToString(), ports.Dvrip, ports.Http, ports.Json, device.Serial, device.Channels, device.BootedAt, FaultsOf(device.Faults),
            facts.Challenges, facts.LoginPackets, facts.LoginsAccepted, facts.LoginsRefused, facts.OpenSessions, facts.OpenConnections,
            facts.KeepAlives, facts.LogoutsClean, facts.SessionsAborted, facts.SessionsTimedOut, facts.OpenStreams, facts.StreamsOpened,
            facts.FramesSent, facts.FramesDropped, facts.BytesSent, facts.BadMessages, facts.DiscoveryAnswers, facts.RpcCalls,
            facts.PtzOrders, facts.PtzRefused, facts.Snapshots, facts.HttpRequests, facts.HttpRefused, device.JsonSessions.Count, device.Firmware.Name,
            device.Logins.IsInitialised, device.Clock.LocalNow,
            withLogins ? facts.Calls : null,
            withLogins ? facts.Attempts : null);
    }

    private static List<string> FaultsOf(Faults faults)
    {
        var names = new List<string>();
        if (faults.Unplugged)
            names.Add("unplugged");

        if (faults.Muted)
            names.Add("mute");

        if (faults.PoweredOff)
            names.Add("powered off");

        if (faults.Babbling)
            names.Add("garbage");

        names.AddRange(faults.Answers.Names());

        return names;
    }
}
