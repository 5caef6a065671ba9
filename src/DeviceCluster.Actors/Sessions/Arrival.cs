namespace DeviceCluster.Actors.Sessions;

/// <summary>A login that has come and is wanted: whom to tell, and whether it was lost before it was known.</summary>
internal sealed record Arrival(SessionClaim? Claim, bool Lost);
