namespace DeviceCluster.Sdk.Sessions;

/// <summary>How far a login came. From <see cref="Sent"/> on, the device may have counted a wrong password.</summary>
public enum LoginStage
{
    NotConnected = 0,
    Connected = 1,
    Challenged = 2,
    Sent = 3,
    Answered = 4,
}
