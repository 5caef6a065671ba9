using System.Net;
using DeviceCluster.Node.Pbm;
using Microsoft.Extensions.Time.Testing;

namespace DeviceCluster.Node.Tests.Pbm;

public class FailureBackoffTests
{
    private static readonly IPAddress Source = IPAddress.Parse("192.0.2.1");

    private readonly FakeTimeProvider _time = new();
    private readonly FailureBackoff _backoff;

    public FailureBackoffTests() => _backoff = new FailureBackoff(_time);

    [Fact]
    public void Three_mistakes_are_free_then_each_waits_longer_up_to_a_bound()
    {
        var waits = new List<double>();
        for (var i = 0; i < 12; i++)
        {
            _backoff.Failed(Source);
            waits.Add(_backoff.Wait(Source).TotalSeconds);
        }

        Assert.Equal([0, 0, 0, 1, 2, 4, 8, 16, 30, 30, 30, 30], waits);
    }

    [Fact]
    public void The_wait_passes_and_success_forgives_all()
    {
        for (var i = 0; i < 5; i++)
            _backoff.Failed(Source);

        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(TimeSpan.Zero, _backoff.Wait(Source));

        _backoff.Succeeded(Source);
        _backoff.Failed(Source);
        Assert.Equal(TimeSpan.Zero, _backoff.Wait(Source));
    }

    [Fact]
    public void One_source_does_not_make_another_wait_and_their_number_is_bounded()
    {
        for (var i = 0; i < 10; i++)
            _backoff.Failed(Source);
        for (var i = 0; i < 10_000; i++)
            _backoff.Failed(new IPAddress(i + 1L));

        Assert.Equal(TimeSpan.Zero, _backoff.Wait(IPAddress.Parse("192.0.2.2")));
        Assert.True(_backoff.Wait(Source) > TimeSpan.Zero);
        Assert.InRange(_backoff.Sources, 1, 4096);
    }

    [Theory]
    [InlineData("right", true)]
    [InlineData("Right", false)]
    [InlineData("", false)]
    [InlineData("right ", false)]
    public void Only_the_very_secret_matches(string presented, bool matches)
    {
        Assert.Equal(matches, new PbmSecret("right").Matches(presented));
    }
}
