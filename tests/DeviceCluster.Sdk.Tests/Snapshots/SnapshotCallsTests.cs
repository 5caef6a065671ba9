using DeviceCluster.Sdk.Snapshots;
using DeviceCluster.Sdk.Tests.Support;
using DeviceCluster.Simulator.Json;

namespace DeviceCluster.Sdk.Tests.Snapshots;

/// <summary>Pictures by order and callback, each to who ordered it.</summary>
[Collection(WithSdk.Name)]
public class SnapshotCallsTests(SdkFixture fixture)
{
    [Fact]
    public async Task A_picture_is_brought_to_who_ordered_it()
    {
        using var login = await fixture.LoginAsync(fixture.NewDevice());
        using var other = await fixture.LoginAsync(fixture.NewDevice());

        var pictures = await Task.WhenAll(
            login.TakePictureAsync(0, SdkFixture.Wait), login.TakePictureAsync(1, SdkFixture.Wait), other.TakePictureAsync(0, SdkFixture.Wait));

        Assert.All(pictures, picture => Assert.Equal([0xFF, 0xD8], picture[..2]));
        Assert.All(pictures, picture => Assert.Equal([0xFF, 0xD9], picture[^2..]));
        Assert.Equal(3, pictures.Select(Convert.ToHexString).Distinct().Count());
    }

    [Theory]
    [InlineData(AnswerFault.EmptyPicture)]
    [InlineData(AnswerFault.NoJpeg)]
    public async Task A_picture_that_is_none_fails_with_the_reason(AnswerFault fault)
    {
        var device = fixture.NewDevice();
        using var login = await fixture.LoginAsync(device);
        device.Faults.Answers.Order(fault, count: 1);

        var failed = await Assert.ThrowsAsync<SdkException>(() => login.TakePictureAsync(0, SdkFixture.Wait));

        Assert.Equal("NET_RETURN_DATA_ERROR", failed.Name);
    }

    [Fact]
    public async Task A_channel_that_the_device_has_not_is_refused_at_once()
    {
        using var login = await fixture.LoginAsync(fixture.NewDevice());

        Assert.Equal("NET_ILLEGAL_PARAM", (await Assert.ThrowsAsync<SdkException>(() => login.TakePictureAsync(64, SdkFixture.Wait))).Name);
    }

    [Fact]
    public async Task The_end_of_a_login_ends_the_wait_for_its_picture()
    {
        var device = fixture.NewDevice();
        var login = await fixture.LoginAsync(device);
        device.Faults.Unplug();
        var picture = login.TakePictureAsync(0, Until.Limit);

        login.Abort();

        await Assert.ThrowsAsync<SdkException>(() => picture.WaitAsync(Until.Limit));
    }

    [Fact]
    public async Task A_picture_that_nobody_waits_for_any_more_is_counted()
    {
        using var login = await fixture.LoginAsync(fixture.NewDevice());
        var before = fixture.Sdk.LatePictures;

        var failed = await Assert.ThrowsAsync<SdkException>(() => login.TakePictureAsync(0, TimeSpan.FromTicks(1)));

        Assert.Contains("none came within", failed.Message, StringComparison.Ordinal);
        await Until.TrueAsync(() => fixture.Sdk.LatePictures == before + 1, "the late picture is counted");
    }
}
