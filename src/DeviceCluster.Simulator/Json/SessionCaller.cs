using System.Text.Json.Nodes;
using DeviceCluster.Simulator.Rpc;

namespace DeviceCluster.Simulator.Json;

/// <summary>A caller whose session is one of JSON.</summary>
internal sealed class SessionCaller(VirtualDevice device, RpcSession session, string from) : IRpcCaller
{
    public VirtualDevice Device => device;

    public string From => from;

    public JsonNode SessionName => session.Name;

    public void LogOut() => device.JsonSessions.End(session);
}
