namespace DeviceCluster.Sdk.Interop;

/// <summary>The C name of a struct or field, and for a struct the header that has it.</summary>
[AttributeUsage(AttributeTargets.Struct | AttributeTargets.Field)]
internal sealed class NativeNameAttribute(string name) : Attribute
{
    public const string LibraryHeader = "netsdk_open.h";

    public string Name { get; } = name;

    public string Header { get; init; } = LibraryHeader;
}
