using CsCheck;
using DeviceCluster.Media.Dhav;

namespace DeviceCluster.Media.Tests.Dhav;

public class DhavChecksumTests
{
    [Fact]
    public void It_is_the_sum_of_the_words_at_any_length_and_alignment() =>
        Gen.Select(Gen.Byte.Array[0, 1000], Gen.Int[0, 31]).Sample((bytes, skip) =>
        {
            var body = bytes[Math.Min(skip, bytes.Length)..];

            Assert.Equal(WordByWord(body), DhavChecksum.Sum(bytes.AsSpan(bytes.Length - body.Length)));
        });

    [Fact]
    public void It_wraps_without_complaint() =>
        Assert.Equal(unchecked((uint)(0xFFFFFFFFL * 1000)), DhavChecksum.Sum(Enumerable.Repeat((byte)0xFF, 4000).ToArray()));

    [Fact]
    public void A_last_word_that_is_not_whole_is_filled_up_with_zeros() =>
        Assert.Equal(0x00_03_02_01u + 4, DhavChecksum.Sum([4, 0, 0, 0, 1, 2, 3]));

    private static uint WordByWord(byte[] body) => body
        .Select((value, index) => (uint)value << (index % 4 * 8))
        .Aggregate(0u, (sum, part) => unchecked(sum + part));
}
