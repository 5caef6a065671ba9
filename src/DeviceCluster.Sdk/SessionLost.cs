namespace DeviceCluster.Sdk;

/// <summary>The library lost a login: <c>LoginId</c> is <see cref="Sessions.LoginHandle.Id"/> of a login that may have been logged out since.</summary>
public sealed record SessionLost(long LoginId, string Address, int Port);
