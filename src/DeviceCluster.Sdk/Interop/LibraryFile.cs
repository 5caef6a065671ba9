using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace DeviceCluster.Sdk.Interop;

/// <summary>Looks at a library's file before the loader does, because the loader's own words do not tell what to do.</summary>
internal static class LibraryFile
{
    private const int HeaderLength = 20;
    private const int TypeOffset = 16;
    private const int MachineOffset = 18;
    private const ushort SharedObject = 3;

    public static void Check(string path)
    {
        if (!File.Exists(path))
        {
            throw new SdkUnavailableException(
                $"the native library {path} is not there. Build it with ./run build "
                + $"(it comes to artifacts/native/release/{SdkOptions.DefaultLibrary}), "
                + $"or name its file in the setting {LoadedLibrary.Setting}.");
        }

        Span<byte> header = stackalloc byte[HeaderLength];
        var whole = Read(path, header);
        if (!whole || !header.StartsWith("\u007FELF"u8) || BinaryPrimitives.ReadUInt16LittleEndian(header[TypeOffset..]) != SharedObject)
            throw new SdkUnavailableException($"{path} is no shared library. Name the right file in the setting {LoadedLibrary.Setting}.");

        var machine = NameOf(BinaryPrimitives.ReadUInt16LittleEndian(header[MachineOffset..]));
        var mine = RuntimeInformation.ProcessArchitecture.ToString();
        if (machine != mine)
        {
            throw new SdkUnavailableException(
                $"{path} is built for {machine}, this process is {mine}. "
                + $"Name a library for {mine} in the setting {LoadedLibrary.Setting}.");
        }
    }

    private static bool Read(string path, Span<byte> header)
    {
        try
        {
            using var file = File.OpenRead(path);
            return file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) == header.Length;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SdkUnavailableException(
                $"the native library {path} cannot be read: {e.Message} Its file must be readable by this user, "
                + $"or another be named in the setting {LoadedLibrary.Setting}.",
                e);
        }
    }

    private static string NameOf(ushort machine) => machine switch
    {
        3 => nameof(Architecture.X86),
        40 => nameof(Architecture.Arm),
        62 => nameof(Architecture.X64),
        183 => nameof(Architecture.Arm64),
        _ => $"machine {machine}",
    };
}
