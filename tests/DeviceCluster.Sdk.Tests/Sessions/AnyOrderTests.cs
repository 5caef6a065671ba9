using DeviceCluster.Sdk.Live;
using DeviceCluster.Sdk.Sessions;
using DeviceCluster.Sdk.Tests.Support;
using DeviceCluster.Simulator;

namespace DeviceCluster.Sdk.Tests.Sessions;

/// <summary>Threads that log in, watch, stop, log out and abort without waiting for each other.</summary>
[Collection(WithSdk.Name)]
public class AnyOrderTests(SdkFixture fixture)
{
    private const int Workers = 6;
    private const int Rounds = 20;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Calls_in_any_order_from_many_threads_leave_nothing_behind(int seed)
    {
        var sdk = fixture.Sdk;
        var before = (sdk.Figures()!.Logins, sdk.Figures()!.Lives, sdk.FailedStops);
        var devices = Enumerable.Range(0, Workers).Select(_ => fixture.NewDevice()).ToList();

        await Task.WhenAll(devices.Select((device, i) => Until.WithinLimit(() => Work(device, new Random(seed * 1000 + i)))));

        Assert.Equal(before, (sdk.Figures()!.Logins, sdk.Figures()!.Lives, sdk.FailedStops));
        Assert.Equal(FramePool.Shared.Rented, FramePool.Shared.Returned);
        await Until.TrueAsync(() => devices.All(d => d.Facts is { OpenSessions: 0, OpenStreams: 0 }), "every device is left alone");
        Assert.True(devices.Sum(d => d.Facts.StreamsOpened) > 0, "no view was ever opened");
        Assert.All(devices, d => Assert.Equal(Rounds, d.Facts.LoginsAccepted));
    }

    private void Work(VirtualDevice device, Random random)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var login = fixture.Sdk.Login(fixture.Request(device));
            var abort = random.Next(3) == 0;
            var views = random.Next(1, SdkFixture.Channels + 1);
            var spin = random.Next(20_000);
            var watching = Until.WithinLimit(() => Watch(login, views));
            Thread.SpinWait(spin);
            if (abort)
                login.Abort();
            else
                login.Logout();
            watching.GetAwaiter().GetResult();
        }
    }

    private void Watch(LoginHandle login, int views)
    {
        var open = new List<LiveSource>();
        try
        {
            for (var channel0 = 0; channel0 < views; channel0++)
                open.Add(fixture.Sdk.OpenLive(login, channel0, stream: channel0 % 2));
        }
        catch (SdkException e) when (e.Code is SdkErrors.InvalidHandle or SdkErrors.NotNow)
        {
            // The login ended first.
        }

        foreach (var live in open)
        {
            if (live.Frames.TryRead(out var frame))
                frame.Dispose();
            live.Stop();
        }
    }
}
