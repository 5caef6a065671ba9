using DeviceCluster.Domain.Sessions;

namespace DeviceCluster.Actors.Sessions;

/// <summary>What the table knows of one device. All under the table's lock.</summary>
internal sealed class DeviceSlot
{
    /// <summary>The one login that is not gone yet; another is not begun before it is.</summary>
    public SessionEntry? Entry { get; set; }

    /// <summary>How the last login failed, until an incarnation that heard of it begins another.</summary>
    public LoginFailure? UnheardFailure { get; set; }

    /// <summary>The highest number that an incarnation on this node gave to a login.</summary>
    public long LastGeneration { get; set; }
}
