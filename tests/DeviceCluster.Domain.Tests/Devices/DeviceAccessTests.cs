using DeviceCluster.Contracts.Devices;
using DeviceCluster.Domain.Devices;
using static DeviceCluster.Domain.Tests.Devices.Samples;

namespace DeviceCluster.Domain.Tests.Devices;

/// <summary>How a device is reached beside its SDK port.</summary>
public class DeviceAccessTests
{
    private const int Auto = DeviceCommand.SetAccess.AutomaticPort;

    [Fact]
    public void A_device_is_reached_where_it_tells_until_people_say_otherwise()
    {
        Assert.Equal(DeviceAccess.Default, Enrolled().Access);
        Assert.Equal((null, null, false), (DeviceAccess.Default.HttpPort, DeviceAccess.Default.RtspPort, DeviceAccess.Default.PlainLogin));
    }

    [Fact]
    public void What_an_order_does_not_name_stays_and_a_port_is_taken_back_by_its_own_word()
    {
        var set = After(Enrolled(), new DeviceCommand.SetAccess(Gate, HttpPort: 8080, PlainLogin: true));
        var more = After(set, new DeviceCommand.SetAccess(Gate, RtspPort: 8554));
        var back = After(more, new DeviceCommand.SetAccess(Gate, HttpPort: Auto));

        Assert.Equal(new DeviceAccess(8080, null, PlainLogin: true), set.Access);
        Assert.Equal(new DeviceAccess(8080, 8554, PlainLogin: true), more.Access);
        Assert.Equal(new DeviceAccess(null, 8554, PlainLogin: true), back.Access);
    }

    [Fact]
    public void An_order_that_changes_nothing_is_done_without_an_event()
    {
        var decision = Decide(After(Enrolled(), new DeviceCommand.SetAccess(Gate, 8080)), new DeviceCommand.SetAccess(Gate, 8080, Auto, false));

        Assert.IsType<DeviceReply.Done>(decision.Reply);
        Assert.Empty(decision.Events);
    }

    [Theory]
    [InlineData(-1, null)]
    [InlineData(65536, null)]
    [InlineData(null, 65536)]
    [InlineData(null, null)]
    public void A_port_that_is_none_and_an_order_that_names_nothing_are_refused(int? http, int? rtsp) =>
        Assert.Equal(RefusalCode.Invalid, Refusal(Enrolled(), new DeviceCommand.SetAccess(Gate, http, rtsp)).Code);

    [Fact]
    public void A_device_that_has_shown_its_serial_number_by_a_challenge_gets_no_plain_login_any_more()
    {
        var refused = Refusal(Proved(), new DeviceCommand.SetAccess(Gate, PlainLogin: true));

        Assert.Equal(RefusalCode.Invalid, refused.Code);
        Assert.StartsWith("device gate is held to serial number 4K01, which only a login by challenge shows", refused.Reason, StringComparison.Ordinal);
        Assert.Contains("remove it and add it again without a serial number", refused.Remedy, StringComparison.Ordinal);
        Assert.Single(Decide(Proved(), new DeviceCommand.SetAccess(Gate, HttpPort: 8080)).Events);
    }

    [Fact]
    public void The_plain_login_can_always_be_forbidden_again()
    {
        var renewed = After(Enrolled(), new DeviceCommand.SetAccess(Gate, PlainLogin: true)).With(Tried(), new DeviceEvent.CredentialProved(Gate, 1, Nvr, Noon));

        Assert.False(After(renewed, new DeviceCommand.SetAccess(Gate, PlainLogin: false)).Access.PlainLogin);
    }

    [Fact]
    public void A_device_is_enrolled_with_its_access_in_one_write()
    {
        var access = new DeviceAccess(8080, null, PlainLogin: true);

        var decision = DeviceState.New(Gate).Decide(EnrolGate() with { Access = access }, Sealed("right"), Noon);

        Assert.Collection(
            decision.Events, e => Assert.IsType<DeviceEvent.Enrolled>(e), e => Assert.Equal(new DeviceEvent.AccessChanged(Gate, access, Noon), e));
        Assert.Equal(access, DeviceState.New(Gate).With(decision.Events).Access);
    }

    [Fact]
    public void Enrolling_again_compares_an_access_that_is_named_and_no_other()
    {
        var enrolled = After(Enrolled(), new DeviceCommand.SetAccess(Gate, 8080));

        Assert.IsType<DeviceReply.Done>(Enrol(enrolled, null).Reply);
        Assert.IsType<DeviceReply.Done>(Enrol(enrolled, new DeviceAccess(8080)).Reply);
        Assert.EndsWith("another access", Assert.IsType<DeviceReply.Refused>(Enrol(enrolled, new DeviceAccess(8081)).Reply).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_serial_number_and_the_plain_login_do_not_go_together()
    {
        var refused = Refusal(DeviceState.New(Gate), EnrolGate("4K01") with { Access = new DeviceAccess(PlainLogin: true) });

        Assert.Contains("does not say who it is before it has the password", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_removed_device_is_enrolled_again_without_its_access()
    {
        var again = After(Enrolled(), new DeviceCommand.SetAccess(Gate, 8080, PlainLogin: true)).With(
            new DeviceEvent.Removed(Gate, Noon), new DeviceEvent.Enrolled(Gate, Address, "admin", Sealed("right"), 2, null, Noon));

        Assert.Equal(DeviceAccess.Default, again.Access);
    }

    private static Decision Enrol(DeviceState state, DeviceAccess? access) =>
        Decide(state, EnrolGate() with { Access = access });

    private static Decision Decide(DeviceState state, DeviceCommand command) => state.Decide(command, Sealed("right"), Noon);

    private static DeviceReply.Refused Refusal(DeviceState state, DeviceCommand command)
    {
        var decision = Decide(state, command);
        Assert.Empty(decision.Events);
        return Assert.IsType<DeviceReply.Refused>(decision.Reply);
    }

    private static DeviceState After(DeviceState state, DeviceCommand command)
    {
        var decision = Decide(state, command);
        Assert.IsType<DeviceReply.Done>(decision.Reply);
        return state.With(decision.Events);
    }
}
