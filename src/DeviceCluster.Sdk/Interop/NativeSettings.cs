namespace DeviceCluster.Sdk.Interop;

/// <summary>Tells the library its times and sizes.</summary>
internal static unsafe class NativeSettings
{
    private const uint LeastPictureGuard = 1000;

    /// <summary>Our library takes its limits before it starts; the vendor's has none to take.</summary>
    public static void SetBeforeStart(SdkOptions options, LoadedLibrary library)
    {
        if (library.OpenVersion is null)
            return;
        var limits = Limits(options);
        if (OpenMethods.SetLimits(&limits) == 0)
        {
            var (name, words) = SdkErrors.Of(NativeMethods.GetLastError());
            throw new SdkUnavailableException($"{library.Path} does not take its limits: {words} ({name})");
        }
    }

    public static void SetAfterStart(SdkOptions options, LoadedLibrary library)
    {
        var vendor = library.OpenVersion is null;
        var param = new NativeNetParam
        {
            WaitTime = Milliseconds(options.StepTimeout),
            ConnectTime = Milliseconds(options.ConnectTimeout),
            ConnectTries = 1,
            GetConnectionInfoTime = Milliseconds(options.StepTimeout),
            LiveBufferSize = options.LiveBufferBytes,

            // Whole seconds in a byte; our library has them as limits, to the millisecond.
            LossSeconds = vendor ? WholeSeconds(options.LossAfter) : (byte)0,
            KeepAliveSeconds = vendor ? WholeSeconds(options.KeepAlive) : (byte)0,
        };
        NativeMethods.SetNetworkParam(&param);
        NativeMethods.SetConnectTime(Milliseconds(options.ConnectTimeout), tries: 1);

        // Whoever wants a longer guard keeps one; this much the devices need. With it no picture of before comes in answer to an order: the camera
        // may have been moved since.
        if (!vendor)
            _ = OpenMethods.SetPictureGuard(LeastPictureGuard);
    }

    internal static NativeLimits Limits(SdkOptions options) => new()
    {
        Size = (uint)sizeof(NativeLimits),
        MaxMessage = (uint)options.MaxMessageBytes,
        MaxJson = (uint)options.MaxJsonBytes,
        MaxJsonDepth = (uint)options.MaxJsonDepth,
        MaxFrame = (uint)options.MaxFrameBytes,
        StepTimeoutMs = (uint)Milliseconds(options.StepTimeout),
        LogoutWaitMs = (uint)Milliseconds(options.LogoutWait),
        KeepAliveMs = (uint)Milliseconds(options.KeepAlive),
        LossMs = (uint)Milliseconds(options.LossAfter),
        DiscoveryPort = (uint)options.DiscoveryPort,
        OldDiscoveryPort = (uint)options.OldDiscoveryPort,
        JsonPort = (uint)options.JsonPort,
    };

    private static int Milliseconds(TimeSpan time) => (int)Math.Ceiling(time.TotalMilliseconds);

    private static byte WholeSeconds(TimeSpan time) => (byte)Math.Clamp(Math.Ceiling(time.TotalSeconds), 1, byte.MaxValue);
}
