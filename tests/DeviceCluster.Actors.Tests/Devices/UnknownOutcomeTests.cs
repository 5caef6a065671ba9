using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Devices;
using Xunit.Abstractions;

namespace DeviceCluster.Actors.Tests.Devices;

/// <summary>An unproved password whose only attempt has no known outcome is never sent a second time by itself.</summary>
public sealed class UnknownOutcomeTests(NativeLibrary native, ITestOutputHelper output) : NodeTest(native, output)
{
    private static readonly TimeSpan LongerThanAStep = TimeSpan.FromSeconds(9);

    [Fact]
    public async Task A_device_that_answers_the_login_packet_after_9_s_costs_one_attempt()
    {
        await using var fleet = await Fleet.StartAsync();
        fleet.Devices[0].Faults.AnswerLoginAfter(LongerThanAStep);
        await using var node = await StartAsync();

        await OrderAsync(node, fleet.Enrol(Gate));
        await node.UntilPhaseAsync(Gate, SessionPhase.CredentialError);

        var why = await node.Devices.WhyAsync(Gate, CancellationToken.None);
        Assert.Contains("outcome", why.Status.Reason, StringComparison.Ordinal);
        Assert.Equal(1, fleet.Devices[0].Facts.LoginPackets);

        fleet.Devices[0].Faults.Heal();
        await OrderAsync(node, new DeviceCommand.Retry(Gate));
        await node.UntilPhaseAsync(Gate, SessionPhase.Online);
        Assert.Equal(2, fleet.Devices[0].Facts.LoginPackets);
    }

    [Fact]
    public async Task A_node_killed_between_attempt_and_answer_does_not_try_again()
    {
        await using var fleet = await Fleet.StartAsync();
        fleet.Devices[0].Faults.AnswerLoginAfter(LongerThanAStep);
        using var asKilled = new Folder();
        await using (var node = await StartAsync())
        {
            await OrderAsync(node, fleet.Enrol(Gate));
            await Limits.UntilAsync(() => fleet.Devices[0].Facts.LoginPackets == 1);

            // What the disk holds at this moment is what a killed process leaves.
            foreach (var file in Directory.GetFiles(Data))
                File.Copy(file, Path.Combine(asKilled.Path, Path.GetFileName(file)));
        }

        fleet.Devices[0].Faults.Heal();
        await using var next = await StartAsync(TestNode.Settings(asKilled.Path));

        await next.UntilPhaseAsync(Gate, SessionPhase.CredentialError);
        Assert.Equal(1, fleet.Devices[0].Facts.LoginPackets);
        await OrderAsync(next, new DeviceCommand.Retry(Gate));
        await next.UntilPhaseAsync(Gate, SessionPhase.Online);
    }
}
