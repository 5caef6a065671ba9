using System.Buffers;

namespace DeviceCluster.Sdk.Interop;

/// <summary>Asks for a text again with more room until it fits; all the asking together has one deadline.</summary>
internal static unsafe class GrowingBuffer
{
    private const int First = 32 * 1024;
    private const int Growth = 8;

    /// <summary>One attempt: not 0 = the text is in the buffer.</summary>
    public delegate int Attempt(byte* buffer, uint size, int waitMilliseconds);

    /// <param name="what">For the error.</param>
    /// <param name="most">Bytes beyond which no text of a device is taken.</param>
    /// <param name="wait">For all attempts.</param>
    /// <param name="time">Of the deadline.</param>
    /// <param name="attempt">Asks once.</param>
    /// <param name="read">Makes the text, which has no zero at its end, into the result.</param>
    /// <exception cref="SdkException">What the last attempt failed of.</exception>
    public static T Read<T>(
        string what, int most, TimeSpan wait, TimeProvider time, Attempt attempt, Func<ReadOnlyMemory<byte>, T> read)
    {
        var begun = time.GetTimestamp();
        for (var size = Math.Min(First, most + 1); ; size = (int)Math.Min((long)size * Growth, most + 1))
        {
            var left = wait - time.GetElapsedTime(begun);
            if (left <= TimeSpan.Zero && size > First)
                throw new SdkException(what, SdkErrors.NetworkError);

            var buffer = ArrayPool<byte>.Shared.Rent(size);
            try
            {
                uint code = 0;
                fixed (byte* start = buffer)
                {
                    if (attempt(start, (uint)size, NativeWait.Milliseconds(left)) == 0)
                        code = NativeMethods.GetLastError();
                }

                if (code == 0)
                    return read(buffer.AsMemory(0, buffer.AsSpan(0, size).IndexOf((byte)0) is >= 0 and var end ? end : size));
                if (code != SdkErrors.InsufficientBuffer || size > most)
                    throw new SdkException(what, code);
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
    }
}
