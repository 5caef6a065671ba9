using DeviceCluster.Sdk.Interop;
using DeviceCluster.Sdk.Live;
using DeviceCluster.Sdk.Tests.Support;

namespace DeviceCluster.Sdk.Tests;

/// <summary>The limits for what devices send: from the options to the library, and there in force.</summary>
[Collection(WithSdk.Name)]
public class LimitTests(SdkFixture fixture)
{
    [Fact]
    public void Each_limit_reaches_its_own_field()
    {
        var limits = NativeSettings.Limits(new SdkOptions
        {
            MaxMessageBytes = 2_000_000,
            MaxJsonBytes = 300_000,
            MaxJsonDepth = 17,
            MaxFrameBytes = 400_000,
        });

        Assert.Equal((2_000_000u, 300_000u, 17u, 400_000u), (limits.MaxMessage, limits.MaxJson, limits.MaxJsonDepth, limits.MaxFrame));
    }

    [Fact]
    public async Task A_frame_beyond_the_configured_limit_does_not_come_and_those_within_do()
    {
        // The key frames of the main stream have more, all others less.
        const int Limit = 16 * 1024;
        await LoadAsync(options => options with { MaxFrameBytes = Limit });
        try
        {
            using var login = await fixture.LoginAsync(fixture.NewDevice());
            using var live = await Until.WithinLimit(() => fixture.Sdk.OpenLive(login, channel0: 0, stream: 0));
            var resyncs = fixture.Sdk.Figures()!.Resyncs;

            var longest = 0;
            bool TwoPassedOver()
            {
                longest = Math.Max(longest, LongestOf(live));
                return longest > 0 && fixture.Sdk.Figures()!.Resyncs > resyncs + 1;
            }

            await Until.TrueAsync(TwoPassedOver, "two key frames passed over, others delivered");

            Assert.InRange(longest, 1, Limit);
        }
        finally
        {
            await LoadAsync(options => options);
        }
    }

    private async Task LoadAsync(Func<SdkOptions, SdkOptions> change)
    {
        await Until.WithinLimit(fixture.Sdk.Dispose);
        fixture.Load(change);
    }

    private static int LongestOf(LiveSource live)
    {
        var longest = 0;
        while (live.Frames.TryRead(out var frame))
        {
            longest = Math.Max(longest, frame.Length);
            frame.Dispose();
        }

        return longest;
    }
}
