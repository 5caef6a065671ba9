using System.Collections.Immutable;
using System.Text.Json;
using DeviceCluster.Sdk.Clock;
using DeviceCluster.Sdk.Configuration;
using DeviceCluster.Sdk.Information;
using DeviceCluster.Sdk.Live;
using DeviceCluster.Sdk.Ptz;
using DeviceCluster.Sdk.Sessions;

namespace DeviceCluster.Actors.Sessions;

/// <summary>
/// One native login. Every member but the properties blocks and belongs on a lane. What is asked and ordered throws
/// <see cref="DeviceCluster.Sdk.SdkException"/> as the binding's method of the same name does.
/// </summary>
internal interface INativeLogin
{
    /// <summary>The library's number of it, by which a loss is told.</summary>
    long Id { get; }

    LoginFacts Facts { get; }

    bool IsOnline();

    LiveSource OpenLive(int channel0, int stream);

    /// <summary>Where the device speaks HTTP, as people set it; null = it is asked. Holds for what is asked by HTTP from then on.</summary>
    int? HttpPort { get; set; }

    /// <summary>Where that is and how it is known; the device is asked once for a login.</summary>
    HttpPort ReadHttpPort();

    JsonElement Ask(string question, int channel0, TimeSpan wait);

    ImmutableArray<DiskPart> ReadDisks(TimeSpan wait);

    ImmutableArray<bool> ReadRecording(TimeSpan wait);

    ImmutableArray<bool> ReadAlarmInputs(TimeSpan wait);

    ConfigTable ReadTable(string name, int? channel0, TimeSpan wait);

    TableWritten WriteTable(ConfigTable table, TimeSpan wait);

    ClockReading ReadClock(TimeSpan wait);

    void SetClock(DateTime local, TimeSpan wait);

    void Reboot();

    void ShutDown(TimeSpan wait);

    PtzCapabilities ReadPtzCapabilities(int channel0, TimeSpan wait);

    void Steer(int channel0, uint command, int first, int second, int third, bool stop);

    void SetPreset(int channel0, int preset, string? name);

    void MoveTo(int channel0, PtzPlace place);

    void Move(int channel0, PtzMotion motion);

    /// <summary>False when the continuous move alone was ended, not what else the camera does by itself.</summary>
    bool StopMove(int channel0, bool allFirst);

    /// <summary>Does not block for the device: the task brings the JPEG, or fails as the method would.</summary>
    Task<byte[]> TakePictureAsync(int channel0, TimeSpan wait);

    /// <summary>Says goodbye to the device; the handle is gone afterwards whatever it answered.</summary>
    void Logout();

    /// <summary>Ends it here at once, without a word to the device.</summary>
    void Abort();
}
