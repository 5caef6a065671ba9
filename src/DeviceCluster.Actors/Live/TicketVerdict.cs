namespace DeviceCluster.Actors.Live;

/// <summary>What reading a media ticket came to.</summary>
public enum TicketVerdict
{
    Good = 0,

    /// <summary>No ticket, or text that is none.</summary>
    Missing = 1,

    /// <summary>Signed by us, but its time is over.</summary>
    Expired = 2,

    /// <summary>Not signed by us, or changed since.</summary>
    Forged = 3,
}
