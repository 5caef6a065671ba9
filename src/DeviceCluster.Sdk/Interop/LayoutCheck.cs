using System.Runtime.InteropServices;
using System.Text;

namespace DeviceCluster.Sdk.Interop;

/// <summary>Asks the library how it was compiled and compares every struct: a wrong layout would corrupt memory, silently.</summary>
internal static unsafe class LayoutCheck
{
    private const uint UnknownField = uint.MaxValue;

    /// <summary>Returns how many structs were compared; a struct that the library does not know was not.</summary>
    public static int Run(nint library, string path)
    {
        var size = (delegate* unmanaged[Cdecl]<byte*, uint>)NativeLibrary.GetExport(library, "NETSDK_OPEN_StructSize");
        var offset = (delegate* unmanaged[Cdecl]<byte*, byte*, uint>)NativeLibrary.GetExport(library, "NETSDK_OPEN_FieldOffset");
        return Compare(
            path,
            name =>
            {
                fixed (byte* n = Bytes(name))
                    return size(n);
            },
            (name, field) =>
            {
                fixed (byte* n = Bytes(name), f = Bytes(field))
                    return offset(n, f);
            });
    }

    private static int Compare(string path, Func<string, uint> sizeOf, Func<string, string, uint> offsetOf)
    {
        var compared = 0;
        foreach (var layout in NativeLayout.OfLibrary)
        {
            var size = sizeOf(layout.Name);
            if (size == 0)
                continue;
            if (size != layout.Size)
                throw Mismatch(path, $"{layout.Name} has {size} bytes there and {layout.Size} here");

            foreach (var (field, offset) in layout.Offsets)
            {
                var there = offsetOf(layout.Name, field);
                if (there != UnknownField && there != offset)
                    throw Mismatch(path, $"{layout.Name}.{field} is at byte {there} there and {offset} here");
            }

            compared++;
        }

        return compared;
    }

    private static byte[] Bytes(string text) => Encoding.ASCII.GetBytes(text + '\0');

    private static SdkUnavailableException Mismatch(string path, string what) => new(
        $"{path} lays out its structs in another way than this program: {what}. "
        + "They are of different versions; build both with ./run build.");
}
