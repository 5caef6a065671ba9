using DeviceCluster.Pbm.V1;

namespace DeviceCluster.Pbm.Files;

/// <summary>
/// A file for each of many devices, under the name that the operator gave with the device in place of <c>{device}</c>. Each is written beside its name until
/// it is whole.
/// </summary>
internal sealed class FileSet(string pattern) : IAsyncDisposable
{
    public const string Device = "{device}";

    private (string Device, FileTarget Target)? _open;

    /// <summary>Whether the path is for many files.</summary>
    public static bool IsFor(string path) => Path.GetFileName(path).Contains(Device, StringComparison.OrdinalIgnoreCase);

    /// <exception cref="PbmException">Its folder is none.</exception>
    public static FileSet Create(string pattern)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(pattern))!;
        return Directory.Exists(folder)
            ? new FileSet(pattern)
            : throw new PbmException(ExitCode.File, "file", $"{pattern} cannot be written: there is no folder {folder}", "make the folder first");
    }

    /// <summary>The file that is whole with this part; null while none is.</summary>
    public async Task<(string Path, long Bytes)?> WriteAsync(FilePart part, CancellationToken stop)
    {
        var path = PathOf(part.Device);
        if (_open is { } other && other.Device != part.Device)
            await CloseAsync();
        _open ??= (part.Device, FileTarget.Create(path));
        var target = _open.Value.Target;
        await target.WriteAsync(part.Chunk.Memory, stop);
        if (!part.Last)
            return null;
        await target.FinishAsync();
        await CloseAsync();
        return (path, target.Bytes);
    }

    public async ValueTask DisposeAsync() => await CloseAsync();

    // The name comes from the node, and must not lead out of the folder.
    private string PathOf(string device) =>
        device.Length is > 0 and <= 64 && char.IsAsciiLetterOrDigit(device[0]) && device.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_')
            ? Path.Combine(Path.GetDirectoryName(pattern) ?? "", Path.GetFileName(pattern).Replace(Device, device, StringComparison.OrdinalIgnoreCase))
            : throw new PbmException(ExitCode.Fault, "bad-name", "the node named a device that can be no file", "its log says more");

    private async Task CloseAsync()
    {
        if (_open is { } open)
            await open.Target.DisposeAsync();
        _open = null;
    }
}
