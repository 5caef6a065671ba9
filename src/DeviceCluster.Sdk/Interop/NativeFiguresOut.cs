using System.Runtime.InteropServices;

namespace DeviceCluster.Sdk.Interop;

/// <summary><c>NETSDK_OPEN_FIGURES</c>: figures of the process.</summary>
[StructLayout(LayoutKind.Sequential)]
[NativeName("NETSDK_OPEN_FIGURES")]
internal struct NativeFiguresOut
{
    [NativeName("dwSize")] public uint Size;
    [NativeName("nThreads")] public uint Threads;
    [NativeName("nLogins")] public uint Logins;
    [NativeName("nLives")] public uint Lives;
    [NativeName("nSearches")] public uint Searches;
    [NativeName("reserved0")] public uint Reserved;
    [NativeName("nBytesReceived")] public ulong BytesReceived;
    [NativeName("nFramesDelivered")] public ulong FramesDelivered;
    [NativeName("nBytesDelivered")] public ulong BytesDelivered;
    [NativeName("nReadsPaused")] public ulong ReadsPaused;
    [NativeName("nSlowCallbacks")] public ulong SlowCallbacks;
    [NativeName("nLateAnswers")] public ulong LateAnswers;
    [NativeName("nGarbage")] public ulong Garbage;
    [NativeName("nResyncs")] public ulong Resyncs;
}
