using System.Diagnostics;
using DeviceCluster.Actors.Credentials;
using DeviceCluster.Actors.Storage;

namespace DeviceCluster.Actors.Tests.Storage;

/// <summary>The folder of a node: its own, held, and closed to others.</summary>
public sealed class DataFolderTests : IDisposable
{
    private const UnixFileMode OwnerAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OpenToRead = OwnerAlone | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private readonly TempFolder _temp = new();

    private string New => _temp.File("data");

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void A_new_folder_is_for_its_owner_alone()
    {
        using var folder = DataFolder.Open(New);

        Assert.Equal(OwnerAlone, File.GetUnixFileMode(New));
    }

    [Fact]
    public void A_second_node_is_refused_and_told_which_process_holds_the_folder()
    {
        using var first = DataFolder.Open(New);

        var error = Assert.Throws<StorageException>(() => DataFolder.Open(New));

        Assert.Contains($"in use by another node, process {Environment.ProcessId}.", error.Message, StringComparison.Ordinal);
        Assert.Contains("DeviceCluster:Node:DataFolder", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_let_go_can_be_held_again()
    {
        DataFolder.Open(New).Dispose();

        using var again = DataFolder.Open(New);
    }

    [Fact]
    public async Task A_folder_is_held_against_other_processes_too()
    {
        using var folder = DataFolder.Open(New);

        using var other = Process.Start(new ProcessStartInfo("flock", ["--nonblock", Path.Combine(New, "node.lock"), "true"]))!;
        await other.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(1, other.ExitCode);
    }

    [Fact]
    public void A_path_that_is_no_folder_is_refused_with_words()
    {
        File.WriteAllText(New, "");

        var error = Assert.Throws<StorageException>(() => DataFolder.Open(New));

        Assert.Contains($"the data folder {New} is not usable", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_others_can_change_is_refused_with_the_remedy()
    {
        Make(OwnerAlone | UnixFileMode.OtherWrite);

        var error = Assert.Throws<StorageException>(() => DataFolder.Open(New));

        Assert.Contains($"chmod 700 {New}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_folder_that_others_can_read_is_closed_to_them()
    {
        Make(OpenToRead);

        using var folder = DataFolder.Open(New);

        Assert.Equal(OwnerAlone, File.GetUnixFileMode(New));
    }

    [Fact]
    public void A_folder_of_a_node_that_was_opened_to_others_is_closed_again()
    {
        DataFolder.Open(New).Dispose();
        File.SetUnixFileMode(New, OpenToRead);

        using var folder = DataFolder.Open(New);

        Assert.Equal(OwnerAlone, File.GetUnixFileMode(New));
    }

    [Fact]
    public void A_folder_of_other_things_that_others_can_read_is_refused_and_left_as_it_is()
    {
        Make(OpenToRead);
        File.WriteAllText(Path.Combine(New, "holiday.txt"), "");

        var error = Assert.Throws<StorageException>(() => DataFolder.Open(New));

        Assert.Contains($"chmod 700 {New}", error.Message, StringComparison.Ordinal);
        Assert.Equal(OpenToRead, File.GetUnixFileMode(New));
    }

    [Fact]
    public void A_lost_envelope_key_stops_the_start_with_words_while_there_is_a_journal()
    {
        using var folder = DataFolder.Open(New);
        var id = folder.EnvelopeKey().Id;
        NodeStorage.Open(New, TimeProvider.System).Dispose();
        Assert.Equal(id, folder.EnvelopeKey().Id);
        File.Delete(Path.Combine(New, "envelope.key"));

        var error = Assert.Throws<KeyException>(folder.EnvelopeKey);

        Assert.Contains($"the envelope key {Path.Combine(New, "envelope.key")} is gone", error.Message, StringComparison.Ordinal);
        Assert.Contains("DeviceCluster:Keys:Envelope", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(New, "envelope.key")));
    }

    [Fact]
    public void Secrets_are_made_once_and_for_the_owner_alone()
    {
        using var folder = DataFolder.Open(New);

        Assert.Equal(folder.PbmSecret(), folder.PbmSecret());
        Assert.Equal(folder.EnvelopeKey().Id, folder.EnvelopeKey().Id);
        Assert.Equal(32, folder.MediaKey().Length);
        Assert.NotEqual(folder.PbmSecret(), Convert.ToBase64String(folder.MediaKey()));
        Assert.All(
            ["pbm.secret", "media.key", "envelope.key"],
            name => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(New, name))));
    }

    // The mode that is asked for at creation passes through the mask of the process.
    private void Make(UnixFileMode mode)
    {
        Directory.CreateDirectory(New);
        File.SetUnixFileMode(New, mode);
    }
}
