using DeviceCluster.Contracts.Devices;
using DeviceCluster.Domain.Devices;
using static DeviceCluster.Domain.Tests.Devices.Samples;

namespace DeviceCluster.Domain.Tests.Devices;

/// <summary>Every command has its answer.</summary>
public class DeviceDecisionTests
{
    private static readonly DateTimeOffset Later = Noon.AddMinutes(5);

    public static TheoryData<DeviceCommand> CommandsForAnEnrolledDevice => new()
    {
        new DeviceCommand.ChangeAddress(Gate, Elsewhere),
        new DeviceCommand.SetCredential(Gate, "admin", new Secret("x")),
        new DeviceCommand.Enable(Gate),
        new DeviceCommand.Disable(Gate),
        new DeviceCommand.Retry(Gate),
        new DeviceCommand.Remove(Gate),
        new DeviceCommand.Rename(Gate, "Gate in the yard"),
        new DeviceCommand.Tag(Gate, DeviceTags.Of([KeyValuePair.Create("site", "north")]), []),
        new DeviceCommand.SetAccess(Gate, HttpPort: 8080),
    };

    [Fact]
    public void An_unknown_device_is_enrolled_enabled_with_version_one()
    {
        var decision = DeviceState.New(Gate).Decide(EnrolGate("4K01"), Sealed("right"), Later);

        Assert.IsType<DeviceReply.Done>(decision.Reply);
        var happened = Assert.IsType<DeviceEvent.Enrolled>(Assert.Single(decision.Events));
        Assert.Equal((1, "4K01", Later), (happened.CredentialVersion, happened.Serial, happened.At));
        var state = DeviceState.New(Gate).Apply(happened);
        Assert.True(state is { IsEnrolled: true, Enabled: true, Standing: CredentialStanding.Untried, PinnedSerial: "4K01" });
    }

    [Fact]
    public void Enrolling_again_with_the_same_data_is_done_without_an_event()
    {
        var decision = Enrolled().Decide(EnrolGate(), Sealed("right"), Later);

        Assert.IsType<DeviceReply.Done>(decision.Reply);
        Assert.Empty(decision.Events);
    }

    [Theory]
    [InlineData("10.0.0.8", "admin", "right", null, "address")]
    [InlineData("10.0.0.7", "root", "right", null, "user")]
    [InlineData("10.0.0.7", "admin", "other", null, "password")]
    [InlineData("10.0.0.7", "admin", "right", "9Z99", "serial number")]
    public void Enrolling_again_with_other_data_is_refused_and_says_what_differs(
        string host, string user, string password, string? serial, string what)
    {
        var command = new DeviceCommand.Enrol(Gate, new DeviceAddress(host), user, new Secret(password), serial);

        var decision = Proved().Decide(command, Sealed(password), Later);

        var refused = Assert.IsType<DeviceReply.Refused>(decision.Reply);
        Assert.Equal(RefusalCode.AlreadyEnrolled, refused.Code);
        Assert.EndsWith($"another {what}", refused.Reason, StringComparison.Ordinal);
        Assert.Contains("remove it first", refused.Remedy, StringComparison.Ordinal);
        Assert.Empty(decision.Events);
    }

    [Theory]
    [MemberData(nameof(CommandsForAnEnrolledDevice))]
    public void What_is_not_enrolled_is_refused(DeviceCommand command)
    {
        var decision = DeviceState.New(Gate).Decide(command, Sealed("x"), Later);

        Assert.Equal(RefusalCode.NotEnrolled, Assert.IsType<DeviceReply.Refused>(decision.Reply).Code);
        Assert.Empty(decision.Events);
    }

    [Theory]
    [MemberData(nameof(CommandsForAnEnrolledDevice))]
    public void An_order_given_twice_is_done_and_journaled_once(DeviceCommand command)
    {
        var disabled = Enrolled().With(new DeviceEvent.Disabled(Gate, Noon));
        var first = (command is DeviceCommand.Enable ? disabled : Enrolled()).Decide(command, Sealed("x"), Later);
        var after = Enrolled().With(first.Events);

        var second = after.Decide(command, Sealed("x"), Later.AddSeconds(1));

        Assert.IsType<DeviceReply.Done>(first.Reply);
        Assert.IsType<DeviceReply.Done>(second.Reply);
        Assert.Single(first.Events);
        Assert.Equal(command is DeviceCommand.Retry ? 1 : 0, second.Events.Length);
    }

    [Fact]
    public void Changing_the_credential_raises_the_version_and_forgets_the_proof()
    {
        var decision = Proved().Decide(new DeviceCommand.SetCredential(Gate, "admin", new Secret("new")), Sealed("new"), Later);

        var changed = Assert.IsType<DeviceEvent.CredentialChanged>(Assert.Single(decision.Events));
        Assert.Equal(2, changed.CredentialVersion);
        Assert.Equal(CredentialStanding.Untried, Proved().Apply(changed).Standing);
    }

    [Fact]
    public void A_version_is_never_used_again_after_a_removal()
    {
        var removed = Enrolled().With(new DeviceEvent.Removed(Gate, Noon));

        var again = removed.Decide(EnrolGate(), Sealed("right"), Later);

        Assert.False(removed.IsEnrolled);
        Assert.Equal(2, Assert.IsType<DeviceEvent.Enrolled>(Assert.Single(again.Events)).CredentialVersion);
    }

    [Fact]
    public void Retry_of_a_disabled_device_is_refused_and_tells_to_enable_it()
    {
        var decision = Enrolled().With(new DeviceEvent.Disabled(Gate, Noon)).Decide(new DeviceCommand.Retry(Gate), null, Later);

        var refused = Assert.IsType<DeviceReply.Refused>(decision.Reply);
        Assert.Equal(RefusalCode.Disabled, refused.Code);
        Assert.Contains("enable", refused.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Retry_while_a_login_is_under_way_is_refused_as_busy() =>
        Assert.Equal(
            RefusalCode.Busy,
            Assert.IsType<DeviceReply.Refused>(Enrolled().With(Tried()).Decide(new DeviceCommand.Retry(Gate), null, Later).Reply).Code);

    [Fact]
    public void A_command_for_another_device_is_a_bug_and_not_a_refusal() =>
        Assert.Throws<ArgumentException>(() => Enrolled().Decide(new DeviceCommand.Enable(new DeviceId("other")), null, Later));
}
