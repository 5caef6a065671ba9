namespace DeviceCluster.Actors.Live;

/// <summary>What a media ticket is for. The numbers are the form byte of tickets.</summary>
public enum MediaKind
{
    Live = 1,
    Picture = 2,
}
