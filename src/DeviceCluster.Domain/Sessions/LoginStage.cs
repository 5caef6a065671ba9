namespace DeviceCluster.Domain.Sessions;

/// <summary>How far a failed login came. From <see cref="Sent"/> on the device may have judged the credential.</summary>
public enum LoginStage
{
    NotConnected = 0,
    Connected = 1,
    Challenged = 2,

    /// <summary>The packet with the proof of the password may have left.</summary>
    Sent = 3,

    /// <summary>The device answered that packet.</summary>
    Answered = 4,
}
