using DeviceCluster.Media.Dhav;
using DeviceCluster.Simulator.Tests.Wire;

namespace DeviceCluster.Simulator.Tests.Live;

public class OldLiveTests
{
    private const string Nothing = "0000000000000000";

    private static string Hex(uint number) => Convert.ToHexString(BitConverter.GetBytes(number));

    /// <summary>Header bytes 8 to 23 are the switches, the extension holds the streams.</summary>
    private static string Switches(params int[] on) =>
        "11000000 00000000 " + string.Concat(Enumerable.Range(0, 16).Select(channel0 => on.Contains(channel0) ? "01" : "00"));

    private static string Streams(int channel0, int stream) =>
        string.Concat(Enumerable.Range(0, 16).Select(at => at == channel0 ? (char)stream : '\0'));

    [Theory]
    [InlineData("0103", 2, 1)] // request type 1, then channel + 1
    [InlineData("0302", 2, 1)] // channel + 1, then stream + 1
    [InlineData("0101", 0, 0)]
    public async Task Both_forms_of_a_join_get_the_channel_that_is_switched_on(string join, int channel0, int stream)
    {
        await using var host = await Fleet.StartAsync();
        using var control = await RawLogin.LoggedInAsync(host);
        using var media = await RawConnection.OpenAsync(host);
        var session = host.Devices[0].OpenSessionIds().Single();

        var joined = await media.AskAsync($"f1000060 00000000 {Hex(session)} {join}0000");
        await control.SendAsync(Switches(channel0), Streams(channel0, stream));
        var first = await FirstFrameAsync(media);

        Assert.Equal(0xF1, joined.Command);
        Assert.Equal((DhavFrameType.KeyVideo, channel0, stream == 0 ? 1280 : 352), (first.Type, first.Channel0, first.Width));
    }

    [Fact]
    public async Task A_channel_that_is_off_in_the_table_stops()
    {
        await using var host = await Fleet.StartAsync();
        using var control = await RawLogin.LoggedInAsync(host);
        using var media = await RawConnection.OpenAsync(host);
        await media.AskAsync($"f1000060 00000000 {Hex(host.Devices[0].OpenSessionIds().Single())} 01010000");
        await control.SendAsync(Switches(0), Streams(0, 0));
        await FirstFrameAsync(media);

        await control.SendAsync(Switches(), Streams(0, 0));

        await Limit.UntilAsync(() => host.Devices[0].Facts.OpenStreams == 0, "the end of the stream");
    }

    [Fact]
    public async Task Channels_from_seventeen_on_are_switched_by_text()
    {
        await using var host = await Fleet.StartAsync(options => options with { Channels = 20 });
        using var control = await RawLogin.LoggedInAsync(host);
        using var media = await RawConnection.OpenAsync(host);
        await media.AskAsync($"f1000060 00000000 {Hex(host.Devices[0].OpenSessionIds().Single())} 01120000");

        await control.SendAsync($"11000000 00000000 {Nothing}{Nothing} 0000 08", "ChannelName:17\r\nStream:0\r\nOperate:1\r\nProtocol:tcp\r\n\r\n");
        var first = await FirstFrameAsync(media);

        Assert.Equal(17, first.Channel0);
    }

    [Fact]
    public async Task Media_connections_that_come_and_go_use_nothing_up()
    {
        await using var host = await Fleet.StartAsync();
        using var control = await RawLogin.LoggedInAsync(host);
        var session = Hex(host.Devices[0].OpenSessionIds().Single());

        for (var i = 0; i < 100; i++)
        {
            using var media = await RawConnection.OpenAsync(host);
            await media.AskAsync($"f1000060 00000000 {session} 01010000");
            media.Dispose();
            await Limit.UntilAsync(() => host.Devices[0].Facts.OpenConnections == 1, "the end of the media connection");
        }

        Assert.Equal(0, host.Devices[0].Facts.BadMessages);
    }

    [Fact]
    public async Task A_join_to_no_session_is_reset()
    {
        await using var host = await Fleet.StartAsync();
        using var media = await RawConnection.OpenAsync(host);

        await media.SendAsync($"f1000060 00000000 {Hex(12345)} 01010000");

        Assert.True(await media.EndsByResetAsync());
    }

    private static async Task<SeenFrame> FirstFrameAsync(RawConnection media)
    {
        var bytes = new List<byte>();
        while (true)
        {
            var message = await media.ReceiveAsync();
            Assert.Equal(0xBC, message.Command);
            bytes.AddRange(message.Extension);
            if (DhavReader.TryRead(bytes.ToArray(), DhavLimits.Default, out var frame, out _) == DhavStatus.Frame)
                return SeenFrame.Of(frame);
        }
    }
}
