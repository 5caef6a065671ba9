using CsCheck;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Domain.Fleet;

namespace DeviceCluster.Domain.Tests.Fleet;

/// <summary>Who is meant by ids, by tags and by all.</summary>
public class SelectorTests
{
    private static readonly FleetFact[] Fleet =
    [
        Fact("yard", ("site", "north"), ("kind", "dome")),
        Fact("gate", ("site", "north")),
        Fact("barn", ("site", "south"), ("kind", "dome")),
        Fact("door"),
    ];

    [Theory]
    [InlineData("gate", null, false, null, "gate")]
    [InlineData("yard, gate,yard", null, false, null, "yard,gate")]
    [InlineData("stranger,gate", null, false, null, "stranger,gate")]
    [InlineData("yard,gate,barn", null, false, 2, "yard,gate")]
    [InlineData(null, "site=north", false, null, "gate,yard")]
    [InlineData(null, "site=north,kind=dome", false, null, "yard")]
    [InlineData(null, "kind=dome", false, 1, "barn")]
    [InlineData(null, "site=east", false, null, "")]
    [InlineData("yard,barn,stranger", "site=north", false, null, "yard")]
    [InlineData(null, null, true, null, "barn,door,gate,yard")]
    [InlineData(null, null, true, 3, "barn,door,gate")]
    public void Who_is_meant_is_selected(string? ids, string? tags, bool all, int? limit, string selected) =>
        Assert.Equal(selected, string.Join(',', Parse(ids, tags, all, limit).Select(Fleet)));

    [Theory]
    [InlineData(null, null, false, null, "no device is selected")]
    [InlineData(",", "", false, 3, "no device is selected")]
    [InlineData("gate", null, true, null, "all devices and some by their ids cannot both be meant")]
    [InlineData(null, "site=north", true, null, "all devices and those with a tag cannot both be meant")]
    [InlineData("gate,Gate", null, false, null, "'Gate' is no device id")]
    [InlineData(null, "site", false, null, "'site' is no tag: KEY=VALUE")]
    [InlineData(null, "Site=north", false, null, "'Site' is no key of a tag")]
    [InlineData(null, "site=north,site=south", false, null, "no device has two values of the tag 'site'")]
    [InlineData(null, null, true, 0, "a limit of 0 selects no device")]
    public void What_selects_nobody_or_means_two_things_is_told(string? ids, string? tags, bool all, int? limit, string words)
    {
        Assert.Null(Selector.Parse(ids, tags, all, limit, out var wrong));
        Assert.StartsWith(words, wrong, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gate", null, false, null, true)]
    [InlineData("gate,yard", null, false, null, false)]
    [InlineData("gate", null, false, 1, false)]
    [InlineData("gate", "site=north", false, null, false)]
    [InlineData(null, null, true, null, false)]
    public void One_device_by_its_id_and_nothing_else_is_told_apart(string? ids, string? tags, bool all, int? limit, bool isOne) =>
        Assert.Equal(isOne ? new DeviceId("gate") : (DeviceId?)null, Parse(ids, tags, all, limit).One);

    [Fact]
    public void The_list_is_not_needed_for_those_who_are_named()
    {
        Assert.False(Parse("gate,yard", null, false, 1).NeedsFleet);
        Assert.True(Parse("gate", "site=north", false, null).NeedsFleet);
        Assert.Equal("", Parse(null, "note=", false, null).Tags["note"]);
        Assert.Equal("a=b", Parse(null, "note=a=b", false, null).Tags["note"]);
    }

    [Fact]
    public void Whatever_is_selected_nobody_is_selected_twice_and_no_more_than_the_limit() =>
        Gen.Select(Gen.Int[0, 15], Gen.Bool, Gen.Bool, Gen.Int[1, 5]).Sample((named, north, all, limit) =>
        {
            var ids = Fleet.Where((_, n) => ((named >> n) & 1) == 1).Select(fact => fact.Device.Value).ToArray();
            if (Selector.Parse(ids.Length == 0 ? null : string.Join(',', ids.Concat(ids)), north ? "site=north" : null, all, limit, out _) is not { } selector)
                return;

            var selected = selector.Select(Fleet);

            Assert.Equal(selected.Length, selected.Distinct().Count());
            Assert.InRange(selected.Length, 0, limit);
            Assert.All(selected, id => Assert.Contains(Fleet, fact => fact.Device == id && (!north || fact.Tags.Contains(new("site", "north")))));
        });

    private static Selector Parse(string? ids, string? tags, bool all, int? limit) =>
        Selector.Parse(ids, tags, all, limit, out var wrong) ?? throw new ArgumentException(wrong);

    private static FleetFact Fact(string id, params (string Key, string Value)[] tags) =>
        new(new DeviceId(id), DeviceTags.Of(tags.Select(tag => KeyValuePair.Create(tag.Key, tag.Value))));
}
