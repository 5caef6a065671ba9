namespace DeviceCluster.Simulator.Ptz;

/// <summary>Which of a camera's auxiliaries is what, so that one log shows them all, whichever way they are switched.</summary>
internal static class PtzAux
{
    public const int Wiper = 1;
    public const int Light = 2;
    public const int Siren = 3;
}
