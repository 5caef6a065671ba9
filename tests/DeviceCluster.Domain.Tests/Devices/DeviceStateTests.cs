using DeviceCluster.Contracts.Devices;
using DeviceCluster.Domain.Devices;
using static DeviceCluster.Domain.Tests.Devices.Samples;

namespace DeviceCluster.Domain.Tests.Devices;

/// <summary>What the events of a device add up to.</summary>
public class DeviceStateTests
{
    [Fact]
    public void The_first_serial_seen_is_pinned_by_the_first_proof()
    {
        Assert.Equal("4K01", Proved().PinnedSerial);
        Assert.Equal(Nvr, Proved().Identity);
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(2, false)]
    [InlineData(null, false)]
    public void A_proved_credential_gets_a_second_try_only_with_three_attempts_told(int? left, bool secondTry) =>
        Assert.Equal(secondTry ? Noon.AddMinutes(10) : null, Proved().With(Refused(left)).SecondTryAt);

    [Fact]
    public void An_unproved_credential_gets_no_second_try() =>
        Assert.Null(Enrolled().With(Tried(), Refused(attemptsLeft: 9)).SecondTryAt);

    [Fact]
    public void The_second_try_is_the_last() =>
        Assert.Null(Proved().With(Refused(5), Tried(), Refused(4)).SecondTryAt);

    [Fact]
    public void A_refusal_of_an_older_version_leaves_the_present_one_alone_but_its_count_is_kept()
    {
        var changed = Enrolled().With(new DeviceEvent.CredentialChanged(Gate, "admin", Sealed("new"), 2, Noon));

        var state = changed.With(Refused(attemptsLeft: 1, version: 1));

        Assert.Equal((CredentialStanding.Untried, 1), (state.Standing, state.AttemptsLeft));
    }

    [Fact]
    public void An_attempt_without_judgement_leaves_the_credential_untried() =>
        Assert.Equal(
            CredentialStanding.Untried,
            Enrolled().With(Tried(), new DeviceEvent.CredentialNotJudged(Gate, 1, "no connection", Noon)).Standing);

    [Fact]
    public void Retry_lifts_the_refusal_the_lock_and_the_count()
    {
        var state = Enrolled().With(
            Tried(), Refused(1), new DeviceEvent.Locked(Gate, Noon.AddHours(1), Noon), new DeviceEvent.Retried(Gate, Noon));

        Assert.True(state is { Standing: CredentialStanding.Untried, LockedUntil: null, AttemptsLeft: null, CredentialReason: null });
    }

    [Fact]
    public void Retry_after_another_device_answered_pins_the_next_one()
    {
        var state = Proved().With(new DeviceEvent.IdentityChanged(Gate, "9Z99", Noon), new DeviceEvent.Retried(Gate, Noon));

        Assert.True(state is { ForeignSerial: null, PinnedSerial: null, Standing: CredentialStanding.Proved });
    }

    [Fact]
    public void Retry_without_a_foreign_device_keeps_the_pin() =>
        Assert.Equal("4K01", Proved().With(new DeviceEvent.Retried(Gate, Noon)).PinnedSerial);

    [Theory]
    [InlineData("10.0.0.7", true)]
    [InlineData("10.0.0.8", false)]
    public void A_device_enrolled_again_is_still_locked_and_short_of_attempts_where_it_was(string host, bool remembered)
    {
        var until = Noon.AddHours(1);
        var removed = Enrolled().With(
            Tried(), new DeviceEvent.Locked(Gate, until, Noon), Refused(attemptsLeft: 1, version: 0), new DeviceEvent.Removed(Gate, Noon));

        var again = DeviceState.From(removed.ToSnapshot())
            .With(new DeviceEvent.Enrolled(Gate, new DeviceAddress(host), "admin", Sealed("other"), 2, null, Noon));

        Assert.Equal(remembered ? (until, 1) : (null, null), ((DateTimeOffset?, int?))(again.LockedUntil, again.AttemptsLeft));
        Assert.Equal((CredentialStanding.Untried, null), (again.Standing, again.FormerAddress));
    }

    [Fact]
    public void A_lock_that_is_journaled_after_the_removal_is_kept_for_who_enrols_the_same_address()
    {
        var until = Noon.AddHours(1);
        var removed = Proved().With(new DeviceEvent.Removed(Gate, Noon), new DeviceEvent.Locked(Gate, until, Noon));

        var again = removed.With(new DeviceEvent.Enrolled(Gate, Address, "admin", Sealed("right"), 2, null, Noon));
        var elsewhere = removed.With(new DeviceEvent.Enrolled(Gate, Elsewhere, "admin", Sealed("right"), 2, null, Noon));

        Assert.Equal((until, null), (again.LockedUntil, elsewhere.LockedUntil));
    }

    [Fact]
    public void What_is_told_twice_of_a_removal_changes_nothing_more()
    {
        var removed = Proved().With(new DeviceEvent.Locked(Gate, Noon.AddHours(1), Noon), new DeviceEvent.Removed(Gate, Noon));

        Assert.Equal(removed, removed.With(new DeviceEvent.Removed(Gate, Noon)));
        Assert.True(removed is { IsEnrolled: false, Address: null, Password: null, PinnedSerial: null });
    }

    [Fact]
    public void A_snapshot_brings_back_all_that_counts()
    {
        var state = Proved().With(
            Refused(5),
            new DeviceEvent.Locked(Gate, Noon.AddHours(1), Noon),
            new DeviceEvent.IdentityChanged(Gate, "9Z99", Noon),
            new DeviceEvent.Disabled(Gate, Noon),
            new DeviceEvent.Renamed(Gate, "Gate in the yard", Noon),
            new DeviceEvent.Tagged(Gate, DeviceTags.Of([KeyValuePair.Create("site", "north")]), Noon),
            new DeviceEvent.AccessChanged(Gate, new DeviceAccess(8080, 8554, PlainLogin: true), Noon));

        Assert.Equal(state, DeviceState.From(state.ToSnapshot()));
    }

    [Fact]
    public void Applying_what_the_session_journaled_twice_changes_nothing_more()
    {
        DeviceEvent[] events =
        [
            Tried(),
            Refused(5),
            new DeviceEvent.CredentialProved(Gate, 1, Nvr, Noon),
            new DeviceEvent.CredentialNotJudged(Gate, 1, "busy", Noon),
            new DeviceEvent.Locked(Gate, Noon.AddHours(1), Noon),
            new DeviceEvent.IdentityChanged(Gate, "9Z99", Noon),
        ];

        Assert.All(events, e => Assert.Equal(Proved().Apply(e), Proved().Apply(e).Apply(e)));
    }
}
