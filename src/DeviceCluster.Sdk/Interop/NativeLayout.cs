using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DeviceCluster.Sdk.Interop;

/// <summary>How this program lays out one C struct.</summary>
internal sealed record NativeLayout(string Name, string Header, int Size, IReadOnlyDictionary<string, int> Offsets)
{
    /// <summary>Every struct of this assembly that has a C name.</summary>
    public static IReadOnlyList<NativeLayout> All { get; } =
        [.. typeof(NativeLayout).Assembly.GetTypes().Where(t => t.IsValueType && NameOf(t) is not null).Select(Of)];

    /// <summary>Those that the library can be asked about.</summary>
    public static IReadOnlyList<NativeLayout> OfLibrary { get; } = [.. All.Where(layout => layout.Header == NativeNameAttribute.LibraryHeader)];

    [SuppressMessage(
        "Interoperability", "CA1421", Justification = "For structs without anything to marshal both layouts are one; a test holds that.")]
    private static NativeLayout Of(Type type) => new(
        NameOf(type)!,
        type.GetCustomAttribute<NativeNameAttribute>()!.Header,
        RuntimeHelpers.SizeOf(type.TypeHandle),
        type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .ToDictionary(f => NameOf(f)!, f => (int)Marshal.OffsetOf(type, f.Name)));

    private static string? NameOf(MemberInfo member) => member.GetCustomAttribute<NativeNameAttribute>()?.Name;
}
