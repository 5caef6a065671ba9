namespace DeviceCluster.Sdk;

/// <summary>The library lost a login; <c>LoginId</c> is its <see cref="Sessions.LoginHandle.Id"/>. It may have ended since.</summary>
public sealed record SessionLost(long LoginId, string Address, int Port);
