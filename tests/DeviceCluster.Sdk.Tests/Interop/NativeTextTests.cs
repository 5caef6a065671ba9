using DeviceCluster.Sdk.Interop;

namespace DeviceCluster.Sdk.Tests.Interop;

public class NativeTextTests
{
    [Fact]
    public void A_text_ends_at_the_zero() => Assert.Equal("ab", NativeText.Read("ab\0cd"u8));

    [Fact]
    public void A_field_filled_to_the_last_byte_is_read_whole() => Assert.Equal("abcd", NativeText.Read("abcd"u8));

    [Fact]
    public void Bytes_that_are_not_utf8_do_not_throw() => Assert.Equal("\uFFFD\uFFFDa", NativeText.Read([0xC4, 0xFF, (byte)'a']));

    [Fact]
    public void A_text_that_fits_with_its_zero_is_written_and_the_rest_cleared()
    {
        byte[] field = [9, 9, 9, 9, 9];

        Assert.True(NativeText.TryWrite("äb", field));

        Assert.Equal([0xC3, 0xA4, (byte)'b', 0, 0], field);
    }

    [Theory]
    [InlineData("abcde")]
    [InlineData("ääa")]
    [InlineData("a\0b")]
    public void A_text_that_would_be_cut_is_refused(string text) => Assert.False(NativeText.TryWrite(text, new byte[5]));
}
