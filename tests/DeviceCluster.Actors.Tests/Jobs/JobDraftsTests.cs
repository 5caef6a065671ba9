using DeviceCluster.Actors.Jobs;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Jobs;
using Microsoft.Extensions.Time.Testing;

namespace DeviceCluster.Actors.Tests.Jobs;

/// <summary>A job whose devices do not fit into one message is started when all of them are there.</summary>
public sealed class JobDraftsTests
{
    private static readonly DeviceId[] Ids = [.. Enumerable.Range(0, 6).Select(n => new DeviceId($"d{n}"))];

    private readonly FakeTimeProvider _time = new();
    private readonly JobDrafts _drafts;

    public JobDraftsTests() => _drafts = new JobDrafts(_time);

    [Fact]
    public void The_parts_come_before_the_start_in_their_order_however_they_came()
    {
        Put("k", 1, Ids[2..4]);
        Put("k", 0, Ids[..2]);
        Put("k", 0, Ids[..2]);

        Assert.Equal(Ids, Take("k", 2, Ids[4..])!);
    }

    [Fact]
    public void A_start_of_which_a_part_is_missing_has_no_devices_yet()
    {
        Put("k", 0, Ids[..2]);

        Assert.Null(Take("k", 2, Ids[4..]));
        Assert.Null(Take("other", 1, Ids[4..]));
        Put("k", 1, Ids[2..4]);
        Assert.Equal(6, Take("k", 2, Ids[4..])!.Value.Length);
    }

    [Fact]
    public void So_many_are_prepared_at_once_and_what_is_not_started_is_forgotten()
    {
        for (var n = 0; n < JobDrafts.Capacity; n++)
            Assert.IsType<JobReply.Done>(Put($"k{n}", 0, Ids[..1]));
        Assert.Equal(RefusalCode.Busy, Assert.IsType<JobReply.Refused>(Put("more", 0, Ids[..1])).Code);

        _time.Advance(JobDrafts.Patience);

        Assert.IsType<JobReply.Done>(Put("more", 0, Ids[..1]));
        Assert.Null(Take("k0", 1, Ids[1..]));
    }

    private JobReply Put(string key, int part, DeviceId[] devices) => _drafts.Put(new(new(key), part, [.. devices]));

    private System.Collections.Immutable.ImmutableArray<DeviceId>? Take(string key, int parts, DeviceId[] devices) => _drafts.Take(new(
        new(key), new JobWork.Command(new DeviceCommand.Enable(Ids[0])), [.. devices], 1, new Origin("a", "b"), parts));
}
