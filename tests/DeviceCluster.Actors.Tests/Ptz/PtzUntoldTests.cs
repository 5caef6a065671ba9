using System.Collections.Concurrent;
using Akka.Actor;
using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Ptz;
using DeviceCluster.Sdk;
using Xunit.Abstractions;

namespace DeviceCluster.Actors.Tests.Ptz;

/// <summary>Older cameras, which know no question for what they can do.</summary>
public sealed class PtzUntoldTests : ScriptedNodeTest
{
    private static readonly PtzHolder Ann = new("ann");

    private readonly ConcurrentQueue<string> _told = new();
    private int _asked;

    public PtzUntoldTests(ITestOutputHelper output)
        : base(output) => Library.Answers.Ptz = (_, order) => _told.Enqueue(order);

    [Theory]
    [InlineData(SdkErrors.Unsupported)]
    [InlineData(SdkErrors.IllegalParameter)]
    [InlineData(SdkErrors.BadAnswer)]
    public async Task A_camera_that_does_not_tell_what_it_can_do_is_moved_and_asked_once(uint code)
    {
        Library.Answers.PtzCapabilities = _ => throw Failure(code);
        await using var node = await OnlineAsync();

        Assert.IsType<PtzDone>(await OrderAsync(node, new PtzOrder.Preset(Gate, 1, Ann, PresetAction.GoTo, 200, null)));
        Assert.IsType<PtzDone>(await OrderAsync(node, new PtzOrder.Command(Gate, 1, Ann, 68, 0, 0, 0)));

        Assert.Equal(["10 0 200 0", "68 0 0 0"], _told);
        Assert.Equal(1, _asked);
    }

    [Fact]
    public async Task Who_asks_what_such_a_camera_can_do_is_told_that_it_does_not_say()
    {
        Library.Answers.PtzCapabilities = _ => throw Failure(SdkErrors.Unsupported);
        await using var node = await OnlineAsync();

        var refused = Assert.IsType<DeviceReply.Refused>(await node.Parts.Region.Ask<object>(new PtzQuery.GetCapabilities(Gate, 1), Limits.Patience));

        Assert.Equal("the camera of channel 1 does not tell what it can do: its device does not answer that question as others do (NET_UNSUPPORTED)", refused.Reason);
    }

    [Fact]
    public async Task A_camera_that_does_not_answer_in_time_is_not_moved_and_asked_again_by_the_next_order()
    {
        Library.Answers.PtzCapabilities = _ => throw Failure(SdkErrors.NetworkError);
        await using var node = await OnlineAsync();

        Assert.IsType<DeviceReply.Refused>(await OrderAsync(node, new PtzOrder.Command(Gate, 1, Ann, 68, 0, 0, 0)));
        Assert.IsType<DeviceReply.Refused>(await OrderAsync(node, new PtzOrder.Command(Gate, 1, Ann, 68, 0, 0, 0)));

        Assert.Empty(_told);
        Assert.Equal(2, _asked);
    }

    [Theory]
    [InlineData(SdkErrors.NoJson)]
    [InlineData(SdkErrors.NetworkError)]
    public async Task How_a_camera_stands_is_refused_where_its_device_answers_nothing(uint code)
    {
        Library.Answers.Ask = (_, _) => throw Failure(code);
        await using var node = await OnlineAsync();

        var refused = Assert.IsType<DeviceReply.Refused>(await node.Parts.Region.Ask<object>(new PtzQuery.GetStatus(Gate, 1), Limits.Patience));

        Assert.Equal(code, refused.SdkError?.Code);
    }

    private static Task<object> OrderAsync(TestNode node, PtzOrder order) =>
        node.Parts.Region.Ask<object>(new SessionOrder(order, new Origin("operator", "console")), Limits.Patience);

    private SdkException Failure(uint code)
    {
        Interlocked.Increment(ref _asked);
        return new SdkException("capabilities", code);
    }
}
