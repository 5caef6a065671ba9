using System.Text.Json.Nodes;

namespace DeviceCluster.Simulator.Rpc;

/// <summary>Who calls a method, whatever channel he came by.</summary>
internal interface IRpcCaller
{
    VirtualDevice Device { get; }

    /// <summary>Address and port, for the log.</summary>
    string From { get; }

    /// <summary>What his session is called on his channel: a number, or text; null or 0 = he has none.</summary>
    JsonNode? SessionName { get; }

    void LogOut();
}
