using DeviceCluster.Actors.Storage;
using DeviceCluster.Contracts.Devices;
using static DeviceCluster.Actors.Tests.Storage.Devices;

namespace DeviceCluster.Actors.Tests.Storage;

/// <summary>A read side of another journal, or of a later state of this one, is made again.</summary>
public sealed class JournalMarkTests : IDisposable
{
    private static readonly DeviceId Other = new("other");

    private readonly TempFolder _folder = new();
    private readonly TempFolder _away = new();

    public void Dispose()
    {
        _folder.Dispose();
        _away.Dispose();
    }

    [Fact]
    public async Task A_journal_moved_away_takes_its_devices_with_it_and_new_ones_are_listed()
    {
        await WithDeviceAsync(Gate, Noon);
        await WithDeviceAsync(Gate, Noon.AddHours(1));
        MoveJournal(_folder, _away);

        await using var node = await StorageNode.StartAsync(_folder.Path);

        Assert.Empty(await node.Storage.ReadSide.EnrolledAsync(CancellationToken.None));
        await node.JournalAsync(Other, OneProved(Other));
        await ListedAsync(node, [Other]);
    }

    [Fact]
    public async Task A_journal_that_is_longer_than_the_lost_one_is_read_from_its_beginning()
    {
        await WithDeviceAsync(Gate, Noon);
        using var elsewhere = new TempFolder();
        await using (var node = await StorageNode.StartAsync(elsewhere.Path))
        {
            await node.JournalAsync(Other, [.. OneProved(Other), .. Enumerable.Repeat(new DeviceEvent.Disabled(Other, Noon), 20)]);
        }

        MoveJournal(_folder, _away);
        MoveJournal(elsewhere, _folder);
        await using var again = await StorageNode.StartAsync(_folder.Path);

        await ListedAsync(again, [Other]);
    }

    [Fact]
    public async Task After_a_restored_backup_what_it_does_not_hold_is_not_listed_and_what_follows_is()
    {
        await WithDeviceAsync(Gate, Noon);
        CopyJournal(_folder, _away);
        await WithDeviceAsync(Other, Noon);
        CopyJournal(_away, _folder);

        await using var node = await StorageNode.StartAsync(_folder.Path);

        await ListedAsync(node, [Gate]);
        var third = new DeviceId("third");
        await node.JournalAsync(third, OneProved(third));
        await ListedAsync(node, [Gate, third]);
    }

    [Fact]
    public async Task The_read_side_of_this_journal_is_kept()
    {
        await WithDeviceAsync(Gate, Noon);
        var position = new DevicesProjection(new SqliteFile(_folder.File(NodeStorage.ReadSideFile))).Position();

        using var storage = NodeStorage.Open(_folder.Path, TimeProvider.System);

        Assert.Equal(position, new DevicesProjection(new SqliteFile(_folder.File(NodeStorage.ReadSideFile))).Position());
        Assert.Equal([Gate], await storage.ReadSide.EnrolledAsync(CancellationToken.None));
    }

    private async Task WithDeviceAsync(DeviceId device, DateTimeOffset at)
    {
        await using var node = await StorageNode.StartAsync(_folder.Path);
        await node.JournalAsync(device, [.. OneProved(device), new DeviceEvent.AddressChanged(device, new DeviceAddress("10.0.0.9", 1 + at.Hour), at)]);
        await Eventually.Find(
            () => node.Storage.ReadSide.DevicesAsync(CancellationToken.None),
            rows => rows.Any(row => row.Device == device && row.Address.Port == 1 + at.Hour));
    }

    private static async Task ListedAsync(StorageNode node, DeviceId[] devices) =>
        await Eventually.Find(() => node.Storage.ReadSide.EnrolledAsync(CancellationToken.None), ids => ids.SequenceEqual(devices));

    private static void MoveJournal(TempFolder from, TempFolder to)
    {
        foreach (var file in Directory.GetFiles(from.Path, "journal.db*"))
            File.Move(file, to.File(Path.GetFileName(file)));
    }

    private static void CopyJournal(TempFolder from, TempFolder to)
    {
        foreach (var old in Directory.GetFiles(to.Path, "journal.db*"))
            File.Delete(old);
        foreach (var file in Directory.GetFiles(from.Path, "journal.db*"))
            File.Copy(file, to.File(Path.GetFileName(file)));
    }
}
