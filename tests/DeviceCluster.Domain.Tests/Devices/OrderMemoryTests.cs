using CsCheck;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Domain.Devices;
using static DeviceCluster.Domain.Tests.Devices.Samples;

namespace DeviceCluster.Domain.Tests.Devices;

/// <summary>An order is carried out once, however often it is sent under its key.</summary>
public class OrderMemoryTests
{
    private static readonly DateTimeOffset Later = Noon.AddMinutes(5);
    private static readonly OrderKey Key = new("k-1");

    public static TheoryData<DeviceCommand> Commands => new()
    {
        new DeviceCommand.ChangeAddress(Gate, Elsewhere),
        new DeviceCommand.SetCredential(Gate, "admin", new Secret("x")),
        new DeviceCommand.Disable(Gate),
        new DeviceCommand.Retry(Gate),
        new DeviceCommand.Remove(Gate),
    };

    [Theory]
    [MemberData(nameof(Commands))]
    public void An_order_is_journaled_with_its_key_and_not_decided_again(DeviceCommand command)
    {
        var order = new DeviceOrder(Key, command);
        var first = Enrolled().Decide(order, "d", Sealed("x"), Later);

        var second = Enrolled().With(first.Events).Decide(order, "d", Sealed("x"), Later.AddSeconds(1));

        Assert.IsType<DeviceReply.Done>(first.Reply);
        Assert.Equal(2, first.Events.Length);
        Assert.Equal(new DeviceEvent.OrderCarriedOut(Gate, Key, "d", Later), first.Events[^1]);
        Assert.IsType<DeviceReply.Done>(second.Reply);
        Assert.Empty(second.Events);
    }

    [Fact]
    public void A_removal_sent_again_does_not_remove_what_was_enrolled_anew()
    {
        var removal = Order(new DeviceCommand.Remove(Gate));
        var removed = Enrolled().With(Enrolled().Decide(removal, "d", null, Later).Events);
        var anew = removed.With(removed.Decide(EnrolGate(), Sealed("right"), Later).Events);

        var again = anew.Decide(removal, "d", null, Later.AddMinutes(1));

        Assert.True(anew.IsEnrolled);
        Assert.IsType<DeviceReply.Done>(again.Reply);
        Assert.Empty(again.Events);
    }

    [Fact]
    public void An_enrolment_sent_again_after_a_removal_enrols_nothing()
    {
        var enrolment = Order(EnrolGate());
        var enrolled = DeviceState.New(Gate).With(DeviceState.New(Gate).Decide(enrolment, "d", Sealed("right"), Noon).Events);
        var removed = enrolled.With(enrolled.Decide(new DeviceCommand.Remove(Gate), null, Later).Events);

        var again = removed.Decide(enrolment, "d", Sealed("right"), Later);

        Assert.IsType<DeviceReply.Done>(again.Reply);
        Assert.Empty(again.Events);
    }

    [Fact]
    public void Another_command_under_a_known_key_is_refused_and_told_to_take_a_new_one()
    {
        var state = Carried(Enrolled(), Key, Later, "d");

        var refused = Assert.IsType<DeviceReply.Refused>(state.Decide(Order(new DeviceCommand.Remove(Gate)), "other", null, Later).Reply);

        Assert.Equal(RefusalCode.Invalid, refused.Code);
        Assert.Contains("k-1", refused.Reason, StringComparison.Ordinal);
        Assert.Contains("new key", refused.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void What_changed_nothing_and_what_was_refused_is_not_remembered()
    {
        var nothing = Enrolled().Decide(Order(new DeviceCommand.Enable(Gate)), "d", null, Later);
        var refused = DeviceState.New(Gate).Decide(Order(new DeviceCommand.Enable(Gate)), "d", null, Later);

        Assert.IsType<DeviceReply.Done>(nothing.Reply);
        Assert.IsType<DeviceReply.Refused>(refused.Reply);
        Assert.Empty(nothing.Events);
        Assert.Empty(refused.Events);
    }

    [Fact]
    public void A_command_without_a_key_is_decided_every_time() =>
        Assert.Equal(2, Enumerable.Range(0, 2).Count(n => Enrolled().Decide(new DeviceCommand.Retry(Gate), null, Later).Events.Length == 1));

    [Theory]
    [InlineData(599, true)]
    [InlineData(600, false)]
    public void A_key_is_remembered_for_ten_minutes_of_journaled_time(int seconds, bool remembered)
    {
        var state = Carried(Carried(Enrolled(), Key, Noon), new OrderKey("k-2"), Noon.AddSeconds(seconds));

        Assert.Equal(remembered, state.Orders.All.Any(order => order.Key == Key));
    }

    [Fact]
    public void A_key_stays_remembered_while_nothing_else_is_ordered() =>
        Assert.IsType<DeviceReply.Done>(
            Carried(Enrolled(), Key, Noon).Decide(Order(new DeviceCommand.Remove(Gate)), "d", null, Noon.AddDays(1)).Reply);

    [Fact]
    public void A_clock_that_goes_back_makes_no_key_forgotten()
    {
        var state = Carried(Carried(Enrolled(), Key, Noon), new OrderKey("k-2"), Noon.AddHours(-1));

        Assert.Equal(["k-1", "k-2"], state.Orders.All.Select(order => order.Key.Value));
    }

    [Fact]
    public void Of_a_crowd_the_last_32_are_remembered()
    {
        var state = Enumerable.Range(0, 40).Aggregate(Enrolled(), (s, n) => Carried(s, new OrderKey($"k-{n}"), Noon.AddSeconds(n)));

        Assert.Equal(Enumerable.Range(8, 32).Select(n => $"k-{n}"), state.Orders.All.Select(order => order.Key.Value));
    }

    [Fact]
    public void A_snapshot_brings_the_orders_back_also_of_a_removed_device()
    {
        var removed = Carried(Proved(), Key, Noon).With(new DeviceEvent.Removed(Gate, Noon));

        var back = DeviceState.From(removed.ToSnapshot());

        Assert.Equal(removed, back);
        Assert.Equal(Key, Assert.Single(back.Orders.All).Key);
    }

    [Fact]
    public void A_snapshot_of_before_there_were_keys_has_none()
    {
        var old = new DeviceSnapshot(
            Gate, Address, "admin", Sealed("right"), 1, CredentialStanding.Untried, null, null, null, null, null, null, null, null, true);

        Assert.Same(OrderMemory.Empty, DeviceState.From(old).Orders);
    }

    [Fact]
    public void However_orders_are_mixed_and_repeated_each_changes_the_device_at_most_once() =>
        Gen.Select(Gen.Int[0, 11], Gen.Int[0, 20]).Array[1, 60].Sample(sent =>
        {
            var (state, changes, now) = (DeviceState.New(Gate), new Dictionary<string, int>(), Noon);
            foreach (var (number, seconds) in sent)
            {
                now = now.AddSeconds(seconds % 5);
                var order = new DeviceOrder(new OrderKey($"k-{number}"), CommandOf(number));
                var decision = state.Decide(order, $"d-{number}", Sealed("right"), now);
                changes[order.Key.Value] = changes.GetValueOrDefault(order.Key.Value) + (decision.Events.IsEmpty ? 0 : 1);
                state = state.With(decision.Events);
                if (seconds == 0)
                    state = DeviceState.From(state.ToSnapshot());
            }

            return changes.Values.All(times => times <= 1);
        });

    private static DeviceCommand CommandOf(int number) => (number % 4) switch
    {
        0 => EnrolGate(),
        1 => new DeviceCommand.Disable(Gate),
        2 => new DeviceCommand.Enable(Gate),
        _ => new DeviceCommand.Remove(Gate),
    };

    private static DeviceOrder Order(DeviceCommand command) => new(Key, command);

    private static DeviceState Carried(DeviceState state, OrderKey key, DateTimeOffset at, string digest = "d") =>
        state.With(new DeviceEvent.OrderCarriedOut(Gate, key, digest, at));
}
