using System.Collections.Immutable;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Domain.Devices;
using static DeviceCluster.Domain.Tests.Devices.Samples;

namespace DeviceCluster.Domain.Tests.Devices;

/// <summary>What people call a device, and what they write on it.</summary>
public class DeviceNameAndTagTests
{
    [Fact]
    public void A_name_is_kept_until_the_next_one()
    {
        var named = Enrolled().With(Rename(Enrolled(), "Gate in the yard").Events);

        Assert.Equal("Gate in the yard", named.Name);
        Assert.Equal("Back gate", named.With(Rename(named, "Back gate").Events).Name);
        Assert.Empty(Rename(named, "Gate in the yard").Events);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("Тор 3, hinten 🚪")]
    [InlineData("門")]
    public void A_name_is_any_text_that_can_be_shown(string name) => Assert.IsType<DeviceReply.Done>(Rename(Enrolled(), name).Reply);

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(" gate")]
    [InlineData("gate\n")]
    [InlineData("a\u001b[31m")]
    [InlineData("a\u202eb")]
    [InlineData("a\u2028b")]
    [InlineData("a\ud83d")]
    public void A_name_that_would_change_how_a_list_is_read_is_refused(string name)
    {
        var decision = Rename(Enrolled(), name);

        Assert.Equal(RefusalCode.Invalid, Assert.IsType<DeviceReply.Refused>(decision.Reply).Code);
        Assert.Empty(decision.Events);
    }

    [Fact]
    public void A_name_has_room_for_100_characters()
    {
        Assert.IsType<DeviceReply.Done>(Rename(Enrolled(), new string('n', 100)).Reply);
        Assert.Contains("1 to 100", Assert.IsType<DeviceReply.Refused>(Rename(Enrolled(), new string('n', 101)).Reply).Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Tags_are_added_changed_and_removed_in_one_order_and_the_others_stay()
    {
        var state = Tagged("site=north", "floor=1", "duty=day");

        var after = state.With(Tag(state, ["floor=2", "door=a"], "duty").Events);

        Assert.Equal(["door=a", "floor=2", "site=north"], after.Tags.Select(tag => $"{tag.Key}={tag.Value}"));
    }

    [Fact]
    public void An_order_that_changes_no_tag_is_done_without_an_event()
    {
        var decision = Tag(Tagged("site=north"), ["site=north"], "floor");

        Assert.IsType<DeviceReply.Done>(decision.Reply);
        Assert.Empty(decision.Events);
    }

    [Fact]
    public void A_device_has_room_for_20_tags()
    {
        var full = Tagged([.. Enumerable.Range(1, 20).Select(n => $"t{n}=x")]);

        var refused = Assert.IsType<DeviceReply.Refused>(Tag(full, ["one.more=x"]).Reply);

        Assert.Equal((RefusalCode.Invalid, "device gate would have 21 tags"), (refused.Code, refused.Reason));
        Assert.Single(Tag(full, ["one.more=x"], "t1").Events);
        Assert.Single(Tag(full, ["t1=other"]).Events);
    }

    [Theory]
    [InlineData("Site=north")]
    [InlineData("=north")]
    [InlineData("site=a\tb")]
    [InlineData("site=12345678901234567890123456789012345678901234567890123456789012345")]
    public void A_tag_that_is_not_allowed_is_refused(string tag) =>
        Assert.Equal(RefusalCode.Invalid, Assert.IsType<DeviceReply.Refused>(Tag(Enrolled(), [tag]).Reply).Code);

    [Fact]
    public void A_key_that_no_tag_can_have_is_refused_also_where_it_is_to_be_removed() =>
        Assert.Equal(RefusalCode.Invalid, Assert.IsType<DeviceReply.Refused>(Tag(Enrolled(), [], "Site").Reply).Code);

    [Fact]
    public void A_tag_that_is_to_be_set_and_removed_is_refused_by_its_key() =>
        Assert.StartsWith("'site'", Assert.IsType<DeviceReply.Refused>(Tag(Enrolled(), ["site=north"], "site").Reply).Reason, StringComparison.Ordinal);

    [Fact]
    public void A_removed_device_has_neither_name_nor_tags_when_it_is_enrolled_again()
    {
        var again = Tagged("site=north").With(
            new DeviceEvent.Renamed(Gate, "Gate in the yard", Noon),
            new DeviceEvent.Removed(Gate, Noon),
            new DeviceEvent.Enrolled(Gate, Address, "admin", Sealed("right"), 2, null, Noon));

        Assert.Equal((null, 0), (again.Name, again.Tags.Count));
    }

    private static Decision Rename(DeviceState state, string name) => state.Decide(new DeviceCommand.Rename(Gate, name), null, Noon);

    private static Decision Tag(DeviceState state, string[] set, params ImmutableArray<string> unset) =>
        state.Decide(new DeviceCommand.Tag(Gate, Of(set), unset), null, Noon);

    private static DeviceState Tagged(params string[] tags) => Enrolled().With(new DeviceEvent.Tagged(Gate, Of(tags), Noon));

    private static ImmutableSortedDictionary<string, string> Of(string[] tags) =>
        DeviceTags.Of(tags.Select(tag => tag.Split('=')).Select(parts => KeyValuePair.Create(parts[0], parts[1])));
}
