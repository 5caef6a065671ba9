using DeviceCluster.Sdk.Sessions;

namespace DeviceCluster.Sdk.Tests.Sessions;

public class LossSinkTests
{
    [Fact]
    public unsafe void An_address_without_an_end_is_cut_at_its_field()
    {
        var sink = new LossSink(capacity: 4);
        delegate* unmanaged[Cdecl]<nint, byte*, int, nint, void> callback = &LossSink.OnDisconnect;
        Span<byte> address = stackalloc byte[200];
        address.Fill((byte)'7');

        fixed (byte* bytes = address)
            callback(-5, bytes, 37777, sink.Key);

        Assert.True(sink.Reader.TryRead(out var lost));
        Assert.Equal((-5, new string('7', 64), 37777), (lost.LoginId, lost.Address, lost.Port));
        sink.End();
    }

    [Fact]
    public unsafe void Losses_that_nobody_reads_are_bounded_and_counted_and_the_newest_stay()
    {
        var sink = new LossSink(capacity: 2);
        delegate* unmanaged[Cdecl]<nint, byte*, int, nint, void> callback = &LossSink.OnDisconnect;

        for (var i = 1; i <= 5; i++)
            callback(i, null, 0, sink.Key);

        Assert.Equal(3, sink.Dropped);
        Assert.True(sink.Reader.TryRead(out var lost));
        Assert.Equal(new SessionLost(4, "", 0), lost);
        sink.End();
    }
}
