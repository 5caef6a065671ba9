using DeviceCluster.Sdk.Discovery;
using DeviceCluster.Sdk.Interop;

namespace DeviceCluster.Sdk.Tests.Discovery;

public class SearchSinkTests
{
    [Theory]
    [InlineData(0, null)]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(0x11, false)]
    public void The_low_two_bits_tell_whether_a_device_is_initialised(byte status, bool? initialised)
    {
        var answer = new NativeFoundDeviceEx();
        answer.Device.InitStatus = status;

        Assert.Equal(initialised, SearchSink.Read(in answer).Initialised);
    }

    [Fact]
    public void The_long_model_goes_before_the_short_one()
    {
        var answer = new NativeFoundDeviceEx();
        NativeText.TryWrite("short", answer.Device.DetailType);
        Assert.Equal("short", SearchSink.Read(in answer).Model);

        NativeText.TryWrite("a model with a long name", answer.Device.NewDetailType);
        Assert.Equal("a model with a long name", SearchSink.Read(in answer).Model);
    }

    [Fact]
    public unsafe void Answers_that_nobody_reads_are_bounded_and_counted()
    {
        var sink = new SearchSink(capacity: 2);
        delegate* unmanaged[Cdecl]<nint, NativeFoundDeviceEx*, nint, void> callback = &SearchSink.OnFound;
        var answer = new NativeFoundDeviceEx();

        for (var i = 0; i < 5; i++)
            callback(1, &answer, sink.Key);

        Assert.Equal((2, 3), (sink.Reader.Count, sink.Dropped));
        sink.Forget();
    }
}
