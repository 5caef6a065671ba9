namespace DeviceCluster.Simulator.Login;

/// <summary>What a device decides about a login; without an error it is accepted. Tries and seconds are null where the device does not say them.</summary>
internal readonly record struct LoginVerdict(LoginError? Error, ProvedCredential Credential, int? TriesLeft = null, TimeSpan? LockLeft = null);
