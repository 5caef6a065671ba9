namespace DeviceCluster.Sdk.Sessions;

/// <summary>How it is known where a device speaks HTTP.</summary>
public enum HttpPortSource
{
    /// <summary>By <see cref="LoginHandle.SetHttpPort"/>.</summary>
    Set = 1,

    /// <summary>The device told it, in answer to a search.</summary>
    Told = 2,

    /// <summary>It did not tell, and this is where devices speak it.</summary>
    Usual = 3,
}
