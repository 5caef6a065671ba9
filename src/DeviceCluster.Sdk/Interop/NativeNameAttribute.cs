namespace DeviceCluster.Sdk.Interop;

/// <summary>The C name of a struct or field in netsdk_open.h.</summary>
[AttributeUsage(AttributeTargets.Struct | AttributeTargets.Field)]
internal sealed class NativeNameAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}
