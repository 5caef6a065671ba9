using System.Security.Cryptography;

namespace DeviceCluster.Actors.Credentials;

/// <summary>A file with one random secret in base64 that only its owner may read; made at the first start.</summary>
public static class SecretFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int MaxLength = 1024;

    /// <exception cref="KeyException">The file is not usable, or others than its owner may read it.</exception>
    public static string ReadOrCreate(string path, int bytes)
    {
        try
        {
            if (!File.Exists(path))
                Create(path, bytes);
            return Read(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new KeyException(
                $"the secret file {path} is not usable: {e.Message}. It must be a file that the node may read and, at the first start, make", e);
        }
    }

    // Written beside and moved into place whole: a crash leaves either no file or a complete one. What was handed out once is there for good.
    private static void Create(string path, int bytes)
    {
        var draft = $"{path}.{Guid.NewGuid():N}.new";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly };
        try
        {
            using (var file = new FileStream(draft, options))
            {
                file.Write(System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(bytes)) + "\n"));
                file.Flush(flushToDisk: true);
            }

            File.Move(draft, path, overwrite: false);
            FolderFlush.Run(Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process made it first: its secret holds.
            File.Delete(draft);
        }
    }

    private static string Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        var mode = File.GetUnixFileMode(file.SafeFileHandle);
        if ((mode & ~OwnerOnly & ~UnixFileMode.UserExecute) != 0)
            throw new KeyException(
                $"the secret file {path} can be read or changed by others (mode {Convert.ToString((int)mode, 8)}). Run: chmod 600 {path}");
        if (file.Length > MaxLength)
            throw new KeyException($"the secret file {path} has {file.Length} bytes, which no secret has. Put the right file there");
        using var reader = new StreamReader(file);
        return reader.ReadToEnd().Trim();
    }
}
