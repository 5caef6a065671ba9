using Akka.Actor;
using DeviceCluster.Actors.Sessions;

namespace DeviceCluster.Actors.Devices;

/// <summary>A child of a device entity that carries requests out over one login: <c>asking-17</c>, <c>ptz-3-17</c>.</summary>
/// <param name="Work">What it does, and for which channel if it is for one.</param>
/// <param name="Make">It, for a login.</param>
internal sealed record SessionChild(string Work, Func<NodeParts, SessionEntry, Props> Make)
{
    public string NameFor(SessionEntry entry) => $"{Work}-{entry.Attempt}";
}
