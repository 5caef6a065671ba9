namespace DeviceCluster.Pbm.Files;

/// <summary>A file that is written beside its name and takes the name only when it is whole.</summary>
internal sealed class FileTarget : IAsyncDisposable
{
    private const string Suffix = ".partial";
    private const string MakeRoom = "make room or name another file";

    private readonly string _path;
    private readonly FileStream _stream;
    private bool _whole;
    private bool _failed;

    private FileTarget(string path, FileStream stream) => (_path, _stream) = (path, stream);

    public string Partial => _path + Suffix;

    public long Bytes { get; private set; }

    public static FileTarget Create(string path)
    {
        try
        {
            return new FileTarget(path, new FileStream(path + Suffix, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 1 << 16));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(path, "name a file in a folder that is yours", e);
        }
    }

    public async Task WriteAsync(ReadOnlyMemory<byte> chunk, CancellationToken stop)
    {
        try
        {
            await _stream.WriteAsync(chunk, stop);
            Bytes += chunk.Length;
        }
        catch (IOException e)
        {
            _failed = true;
            throw Unwritable(Partial, MakeRoom, e);
        }
    }

    public async Task FinishAsync()
    {
        try
        {
            await _stream.FlushAsync();
            _stream.Flush(flushToDisk: true);
            await _stream.DisposeAsync();
            File.Move(Partial, _path, overwrite: true);
            _whole = true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _failed = true;
            throw Unwritable(_path, $"{MakeRoom}; what could be written is in {Partial}", e);
        }
    }

    /// <summary>What was begun and not finished stays if there is anything in it.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _stream.DisposeAsync();
        }
        catch (IOException e)
        {
            // It writes what it still holds once more; that this fails again is no news.
            if (!_failed)
                throw Unwritable(Partial, MakeRoom, e);
        }
        if (!_whole && Bytes == 0)
            File.Delete(Partial);
    }

    private static PbmException Unwritable(string path, string remedy, Exception e) =>
        new(ExitCode.File, "file", $"{path} cannot be written: {e.Message}", remedy, e);
}
