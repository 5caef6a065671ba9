using Microsoft.Data.Sqlite;

namespace DeviceCluster.Actors.Storage;

/// <summary>Looks at the journal before anything reads it: a damaged one stops the start with words, and is left as it is.</summary>
internal static class JournalCheck
{
    /// <exception cref="StorageException">The journal is damaged or cannot be opened.</exception>
    public static void Run(SqliteFile journal)
    {
        try
        {
            if (journal.FindDamage() is { } damage)
                throw new StorageException(
                    $"the journal {journal.Path} is damaged: {damage}. Stop here and restore the file from a backup; "
                    + $"to begin without any device instead, move it away with its -wal and -shm files. Nothing was changed in it");
            journal.Prepare();
        }
        catch (SqliteException e)
        {
            throw new StorageException(
                $"the journal {journal.Path} cannot be opened for writing: {e.Message}. Look at the owner, the mode and the free space "
                + "of the data folder, and that no other program holds the file",
                e);
        }
    }
}
