namespace DeviceCluster.Simulator.Live;

/// <summary>What follows "FaultCode:". Only OK is known from devices; the others are this simulator's own words, which no client may rely on.</summary>
internal static class TextFault
{
    public const string None = "OK";
    public const string NotLoggedIn = "NotLogin";
    public const string NoSuchObject = "ObjectNotExist";
    public const string TooMany = "ResourceLimit";
    public const string BadState = "StateError";
    public const string BadValue = "ValueError";
    public const string Unknown = "NotSupport";
}
