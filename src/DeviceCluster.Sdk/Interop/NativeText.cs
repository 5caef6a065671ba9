using System.Text;

namespace DeviceCluster.Sdk.Interop;

/// <summary>Texts of the ABI, most of them in fixed arrays: UTF-8, ended by a zero byte unless the array is full.</summary>
internal static class NativeText
{
    /// <summary>False when the text with its ending zero does not fit, or holds a zero: cut short it would mean something else.</summary>
    public static bool TryWrite(ReadOnlySpan<char> text, Span<byte> field)
    {
        field.Clear();
        return !text.Contains('\0')
            && Encoding.UTF8.TryGetBytes(text, field[..^1], out _);
    }

    /// <summary>With the zero at its end.</summary>
    public static byte[] Bytes(string text) => [.. Encoding.UTF8.GetBytes(text), 0];

    /// <summary>Bytes that are not UTF-8 (old devices send other encodings) become U+FFFD.</summary>
    public static string Read(ReadOnlySpan<byte> field)
    {
        var end = field.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? field : field[..end]);
    }
}
