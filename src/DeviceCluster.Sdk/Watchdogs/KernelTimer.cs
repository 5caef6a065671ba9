using System.ComponentModel;
using System.Runtime.InteropServices;
using DeviceCluster.Sdk.Interop;

namespace DeviceCluster.Sdk.Watchdogs;

/// <summary>
/// A timer of the kernel that kills this process at its end. It needs no thread of the process to run, so it also ends one that is stopped:
/// nothing is sent on waking, because nothing wakes.
/// </summary>
internal sealed unsafe class KernelTimer : IDisposable
{
    private readonly nint _timer;

    /// <exception cref="SdkUnavailableException">The kernel has no timer to give.</exception>
    public KernelTimer()
    {
        var kill = new NativeTimerEvent { Notify = SystemMethods.Signal, Signal = SystemMethods.SignalKill };
        nint timer;
        if (SystemMethods.CreateTimer(SystemMethods.ClockBootTime, &kill, &timer) != 0)
        {
            throw new SdkUnavailableException(
                $"the kernel gives this process no timer for its watchdog: {LastError()}. Timers count as pending signals: see ulimit -i.");
        }

        _timer = timer;
    }

    /// <summary>By <see cref="BootClock"/>; a moment that is past already kills at once. Replaces the moment set before.</summary>
    public void KillAt(long bootNanoseconds) => Set(NativeTime.Of(bootNanoseconds));

    /// <summary>Once, and nothing after it.</summary>
    public void Dispose()
    {
        if (SystemMethods.DeleteTimer(_timer) != 0)
            throw new InvalidOperationException($"the watchdog's timer cannot be ended: {LastError()}");
    }

    private void Set(NativeTime at)
    {
        var time = new NativeTimerTime { At = at };
        if (SystemMethods.SetTimer(_timer, SystemMethods.AbsoluteTime, &time, null) != 0)
            throw new InvalidOperationException($"the watchdog's timer cannot be set: {LastError()}");
    }

    private static string LastError() => new Win32Exception(Marshal.GetLastPInvokeError()).Message;
}
