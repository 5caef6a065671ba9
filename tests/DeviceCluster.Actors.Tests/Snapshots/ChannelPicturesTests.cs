using Akka.Actor;
using DeviceCluster.Actors.Snapshots;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Actors.Tests.Snapshots;

/// <summary>The guard of one channel: whom which picture serves.</summary>
public class ChannelPicturesTests
{
    private static readonly TimeSpan Noon = TimeSpan.FromHours(12);

    private readonly ChannelPictures _pictures = new(TimeSpan.FromSeconds(3));

    [Fact]
    public void The_picture_under_way_serves_who_comes_meanwhile()
    {
        var first = Join();
        _pictures.Begin(Noon);
        var second = Join();

        AssertSame([first, second], _pictures.End(Picture()));
        Assert.False(_pictures.IsWanted);
    }

    [Fact]
    public void A_picture_that_was_begun_before_the_camera_arrived_does_not_serve_who_sent_it_there()
    {
        var before = Join();
        _pictures.Begin(Noon);
        var arrived = Join(isFresh: true);

        AssertSame([before], _pictures.End(Picture()));
        Assert.True(_pictures.IsWanted);
        Assert.Equal(TimeSpan.FromSeconds(2), _pictures.Due(At(1)));

        _pictures.Begin(At(3));
        AssertSame([arrived], _pictures.End(Picture()));
    }

    [Fact]
    public void A_picture_serves_until_its_guard_is_over_and_a_failed_one_serves_nobody()
    {
        Join();
        _pictures.Begin(Noon);
        _pictures.End(Picture());

        Assert.NotNull(_pictures.Shared(At(2.9)));
        Assert.Null(_pictures.Shared(At(3)));

        _pictures.Begin(At(4));
        _pictures.End(picture: null);
        Assert.Null(_pictures.Shared(At(4)));
        Assert.Equal(TimeSpan.FromSeconds(3), _pictures.Due(At(4)));
    }

    [Fact]
    public void Who_is_let_go_is_named_once()
    {
        var first = Join();
        _pictures.Begin(Noon);
        var second = Join(isFresh: true);

        Assert.Equal(2, _pictures.Waiting);
        AssertSame([first, second], _pictures.LetGo());
        Assert.Empty(_pictures.LetGo());
    }

    // The guard looks at nobody's call.
    private PictureWish Join(bool isFresh = false)
    {
        var wish = new PictureWish(null!, ActorRefs.Nobody);
        _pictures.Join(wish, isFresh);
        return wish;
    }

    // Records with the same parts are equal; here it is a matter of who.
    private static void AssertSame(PictureWish[] expected, PictureWish[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Same(expected[i], actual[i]);
    }

    private static TimeSpan At(double seconds) => Noon + TimeSpan.FromSeconds(seconds);

    private static StoredPicture Picture() =>
        new(new DeviceId("gate"), Channel: 1, Number: 1, DateTimeOffset.UnixEpoch, [], new JpegSize(640, 480), DateTimeOffset.UnixEpoch.AddMinutes(1));
}
