using DeviceCluster.Contracts.Akka;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Contracts.Tests;

/// <summary>Where a device lives is the same on every node and in every version.</summary>
public class DeviceShardExtractorTests
{
    private readonly DeviceShardExtractor _extractor = new();

    [Theory]
    [InlineData("gate-1", "67")]
    [InlineData("nvr-17", "39")]
    [InlineData("a", "57")]
    [InlineData("4k01.site_3", "113")]
    public void The_shard_of_a_device_never_changes(string device, string shard) =>
        Assert.Equal(shard, _extractor.ShardId(device, null));

    [Fact]
    public void There_are_120_shards_and_all_are_used()
    {
        var shards = Enumerable.Range(0, 5000).Select(n => _extractor.ShardId($"nvr-{n}", null)).ToHashSet();

        Assert.Equal(120, shards.Count);
        Assert.All(shards, shard => Assert.InRange(int.Parse(shard, null), 0, 119));
    }

    [Fact]
    public void A_message_for_a_device_goes_to_its_entity() =>
        Assert.Equal("gate-1", _extractor.EntityId(new DeviceCommand.Enable(new DeviceId("gate-1"))));

    [Fact]
    public void What_is_for_no_device_goes_nowhere()
    {
        Assert.Null(_extractor.EntityId("gate-1"));
        Assert.Null(_extractor.EntityId(new DeviceCommand.Enable(default)));
    }
}
