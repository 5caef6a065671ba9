using System.Globalization;
using DeviceCluster.Actors.Credentials;

namespace DeviceCluster.Actors.Storage;

/// <summary>The folder of one node: made at the first start, readable by its owner alone, and held by one process at a time.</summary>
public sealed class DataFolder : IDisposable
{
    /// <summary>EWOULDBLOCK of Linux, as .NET hands it on.</summary>
    private const int WouldBlock = 11;

    private const string LockFile = "node.lock";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerOnly | UnixFileMode.UserExecute;

    private readonly FileStream _lock;

    private DataFolder(string path, FileStream held) => (Path, _lock) = (path, held);

    public string Path { get; }

    /// <exception cref="StorageException">Not usable, or held by another node.</exception>
    public static DataFolder Open(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        try
        {
            if (!Directory.Exists(full))
                Directory.CreateDirectory(full, OwnerFolder);
            CloseToOthers(full);
            return new DataFolder(full, Hold(full));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException(
                $"the data folder {full} is not usable: {e.Message}. Give a folder that the node may write, by DeviceCluster:Node:DataFolder", e);
        }
    }

    /// <summary>The secret that <c>pbm</c> shows to this node.</summary>
    public string PbmSecret() => SecretFile.ReadOrCreate(File("pbm.secret"), bytes: 32);

    public byte[] MediaKey() => Convert.FromBase64String(SecretFile.ReadOrCreate(File("media.key"), bytes: 32));

    /// <summary>Made only before the first start: a new key could not open what an existing journal holds sealed.</summary>
    /// <exception cref="KeyException">The key is gone, or its file is not usable.</exception>
    public EnvelopeKey EnvelopeKey()
    {
        var key = File("envelope.key");
        var journal = File(NodeStorage.JournalFile);
        return System.IO.File.Exists(key) || !System.IO.File.Exists(journal)
            ? Credentials.EnvelopeKey.FromFileOrCreate(key)
            : throw new KeyException(
                $"the envelope key {key} is gone, and the passwords in the journal {journal} can be opened by it alone. Restore the file from a "
                + "backup, or give the key by DeviceCluster:Keys:Envelope; to begin without any device instead, move the journal away with its "
                + "-wal and -shm files");
    }

    /// <summary>Lets the folder go. The lock file stays: removing it could take the lock of the next node from under it.</summary>
    public void Dispose() => _lock.Dispose();

    private string File(string name) => System.IO.Path.Combine(Path, name);

    // What others could write to may hold something of theirs, and a folder full of other things was named by mistake: both are left alone.
    private static void CloseToOthers(string folder)
    {
        var others = System.IO.File.GetUnixFileMode(folder) & ~OwnerFolder;
        if (others == 0)
            return;

        var canWrite = (others & (UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) != 0;
        if (canWrite || !IsNewOrOurs(folder))
            throw new StorageException($"the data folder {folder} can be {(canWrite ? "changed" : "read")} by others. Run: chmod 700 {folder}");
        System.IO.File.SetUnixFileMode(folder, OwnerFolder);
    }

    private static bool IsNewOrOurs(string folder) =>
        System.IO.File.Exists(System.IO.Path.Combine(folder, LockFile)) || !Directory.EnumerateFileSystemEntries(folder).Any();

    // No sharing is flock() here: the kernel drops it with the process, however that ends. The id stands in a file of its own,
    // because a locked file cannot be opened even for reading.
    private static FileStream Hold(string folder)
    {
        var pid = System.IO.Path.Combine(folder, "node.pid");
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            UnixCreateMode = OwnerOnly,
        };
        try
        {
            var held = new FileStream(System.IO.Path.Combine(folder, LockFile), options);
            System.IO.File.WriteAllText(pid, string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}\n"));
            return held;
        }
        catch (IOException e) when (e.HResult == WouldBlock)
        {
            throw new StorageException(
                $"the data folder {folder} is in use by another node, process {Holder(pid)}. "
                + "Stop that node, or give this one a folder of its own by DeviceCluster:Node:DataFolder",
                e);
        }
    }

    private static string Holder(string pid)
    {
        try
        {
            return System.IO.File.ReadAllText(pid).Trim() is { Length: > 0 and < 12 } text && text.All(char.IsAsciiDigit) ? text : "unknown";
        }
        catch (IOException)
        {
            return "unknown";
        }
    }
}
