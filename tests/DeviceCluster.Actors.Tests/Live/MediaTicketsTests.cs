using DeviceCluster.Actors.Live;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Live;

namespace DeviceCluster.Actors.Tests.Live;

/// <summary>A ticket opens one view for a short time, and nobody else can make one.</summary>
public sealed class MediaTicketsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly MediaGrant Grant = new(new DeviceId("gate"), 3, StreamKind.Extra1, 42, Noon.AddSeconds(60));

    private readonly MediaTickets _tickets = new(new MediaKey("k1", new byte[MediaKey.Length]));

    [Fact]
    public void A_ticket_says_what_was_granted()
    {
        Assert.True(_tickets.TryRead(_tickets.Issue(Grant), Noon, out var grant, out _));
        Assert.Equal(Grant, grant);
    }

    [Fact]
    public void Two_tickets_of_one_grant_differ() => Assert.NotEqual(_tickets.Issue(Grant), _tickets.Issue(Grant));

    [Fact]
    public void A_ticket_is_over_at_its_time()
    {
        var token = _tickets.Issue(Grant);

        Assert.Equal(TicketVerdict.Good, _tickets.Read(token, Grant.Expires.AddTicks(-1), out _, out _));
        Assert.Equal(TicketVerdict.Expired, _tickets.Read(token, Grant.Expires, out var grant, out var why));
        Assert.Null(grant);
        Assert.Contains("expired", why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_ticket_is_forged_wherever_it_was_changed()
    {
        var token = _tickets.Issue(Grant);

        for (var at = 0; at < token.Length; at++)
        {
            // The lowest bits of the last character carry nothing, so its highest is turned.
            var changed = token[..at] + (token[at] is >= 'A' and <= 'P' ? 'w' : 'B') + token[(at + 1)..];
            Assert.Equal(TicketVerdict.Forged, _tickets.Read(changed, Noon, out _, out _));
        }
    }

    [Fact]
    public void A_ticket_of_another_key_is_forged()
    {
        var other = new MediaTickets(new MediaKey("k1", [.. Enumerable.Repeat((byte)1, MediaKey.Length)]));

        Assert.Equal(TicketVerdict.Forged, _tickets.Read(other.Issue(Grant), Noon, out _, out _));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void No_ticket_is_missing(string? token) => Assert.Equal(TicketVerdict.Missing, _tickets.Read(token, Noon, out _, out _));

    [Theory]
    [InlineData("x")]
    [InlineData("???")]
    [InlineData("AAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void Nonsense_is_forged(string token) => Assert.Equal(TicketVerdict.Forged, _tickets.Read(token, Noon, out _, out _));

    [Fact]
    public void A_ticket_longer_than_any_is_not_even_decoded() =>
        Assert.Equal(TicketVerdict.Forged, _tickets.Read(new string('A', 1_000_000), Noon, out _, out _));
}
