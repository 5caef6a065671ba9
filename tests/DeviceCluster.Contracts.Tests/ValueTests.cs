using CsCheck;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Live;

namespace DeviceCluster.Contracts.Tests;

/// <summary>The values of the language: what they allow, and what they never show.</summary>
public class ValueTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("0")]
    [InlineData("nvr-17.site_3")]
    [InlineData("abcdefghijklmnopqrstuvwxyz0123456789.-_abcdefghijklmnopqrstuvwxy")]
    public void A_device_id_is_made_of_small_letters_digits_and_a_few_signs(string text)
    {
        Assert.True(DeviceId.TryParse(text, out var id));
        Assert.Equal(text, id.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("A")]
    [InlineData("-a")]
    [InlineData(".a")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("a\n")]
    [InlineData("ä")]
    [InlineData("٣")]
    public void What_is_no_device_id_is_refused(string? text)
    {
        Assert.False(DeviceId.TryParse(text, out _));
        Assert.Throws<ArgumentException>(() => new DeviceId(text!));
    }

    [Theory]
    [InlineData("k")]
    [InlineData("!~")]
    [InlineData("0f8fad5b-d9cb-469f-a165-70867728950e")]
    public void An_order_key_is_made_of_printable_ascii(string text) => Assert.Equal(text, new OrderKey(text).ToString());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a\n")]
    [InlineData("ä")]
    [InlineData("\u007f")]
    public void What_is_no_order_key_is_refused(string? text)
    {
        Assert.False(OrderKey.IsValid(text));
        Assert.Throws<ArgumentException>(() => new OrderKey(text!));
    }

    [Fact]
    public void An_order_key_has_room_for_64_characters_and_a_new_one_is_like_no_other()
    {
        Assert.True(OrderKey.IsValid(new string('k', 64)));
        Assert.False(OrderKey.IsValid(new string('k', 65)));
        Assert.Equal(1000, Enumerable.Range(0, 1000).Select(_ => OrderKey.New()).ToHashSet().Count);
        Assert.Equal(26, OrderKey.New().Value.Length);
    }

    [Fact]
    public void A_device_id_has_room_for_64_characters()
    {
        Assert.True(DeviceId.IsValid(new string('a', 64)));
        Assert.False(DeviceId.IsValid(new string('a', 65)));
    }

    [Fact]
    public void A_device_id_is_safe_in_paths_urls_and_actor_names() =>
        Gen.Char["abz019.-_"].Array[1, 64].Select(chars => new string(chars)).Where(DeviceId.IsValid).Sample(
            text => Assert.True(Uri.EscapeDataString(text) == text && text is not ("." or "..") && Path.GetFileName(text) == text),
            iter: 100);

    [Theory]
    [InlineData("a", true)]
    [InlineData("site.2_x-y", true)]
    [InlineData("abcdefghijklmnopqrstuvwxyz012345", true)]
    [InlineData("abcdefghijklmnopqrstuvwxyz0123456", false)]
    [InlineData("", false)]
    [InlineData("Site", false)]
    [InlineData("-a", false)]
    [InlineData("a=b", false)]
    [InlineData(null, false)]
    public void The_key_of_a_tag_is_as_a_device_id_and_shorter(string? text, bool isKey) => Assert.Equal(isKey, DeviceTags.IsKey(text));

    [Fact]
    public void Tags_are_in_the_same_order_on_every_machine() =>
        Assert.Equal(["a-", "a.", "a0", "a_", "aa"], DeviceTags.Of(from key in "aa a_ a0 a. a-".Split(' ') select KeyValuePair.Create(key, "")).Keys);

    [Fact]
    public void An_address_is_written_as_people_write_it()
    {
        Assert.Equal("10.0.0.7:37777", new DeviceAddress("10.0.0.7").ToString());
        Assert.Equal("[fe80::1]:37778", new DeviceAddress("fe80::1", 37778).ToString());
    }

    [Fact]
    public void A_secret_and_a_media_link_do_not_show_what_they_hold()
    {
        Assert.Equal("***", $"{new Secret("canary")}");
        Assert.Equal("dav link", $"{new MediaLink("dav", "http://x/?token=canary")}");
        Assert.Equal("sealed under k", $"{new SealedSecret("k", [1], [2], [3])}");
    }

    [Fact]
    public void Sealed_secrets_are_equal_by_their_bytes()
    {
        Assert.Equal(new SealedSecret("k", [1], [2, 3], [4]), new SealedSecret("k", [1], [2, 3], [4]));
        Assert.NotEqual(new SealedSecret("k", [1], [2, 3], [4]), new SealedSecret("k", [1], [2, 9], [4]));
    }
}
