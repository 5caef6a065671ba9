using DeviceCluster.Sdk.Live;
using DeviceCluster.Sdk.Sessions;

namespace DeviceCluster.Actors.Sessions;

/// <summary>One native login. Every member but the two properties blocks and belongs on a lane.</summary>
internal interface INativeLogin
{
    /// <summary>The library's number of it, by which a loss is told.</summary>
    long Id { get; }

    LoginFacts Facts { get; }

    bool IsOnline();

    LiveSource OpenLive(int channel0, int stream);

    /// <summary>Says goodbye to the device; the handle is gone afterwards whatever it answered.</summary>
    void Logout();

    /// <summary>Ends it here at once, without a word to the device.</summary>
    void Abort();
}
