using System.Collections.Immutable;
using System.Text.Json;
using DeviceCluster.Sdk.Clock;
using DeviceCluster.Sdk.Configuration;
using DeviceCluster.Sdk.Information;
using DeviceCluster.Sdk.Ptz;
using DeviceCluster.Sdk.Sessions;

namespace DeviceCluster.Actors.Tests.Support;

/// <summary>What a scripted device answers to what it is asked and ordered, each called on the lane. What the test does not say fails.</summary>
internal sealed class ScriptedAnswers
{
    /// <summary>Where none is set.</summary>
    public Func<HttpPort> HttpPort { get; set; } = () => throw Untold("HTTP port");

    /// <summary>By the name of the question, and the channel counted from 0.</summary>
    public Func<string, int, JsonElement> Ask { get; set; } = (question, _) => throw Untold(question);

    public Func<ImmutableArray<DiskPart>> Disks { get; set; } = () => throw Untold("disks");

    public Func<ImmutableArray<bool>> Recording { get; set; } = () => throw Untold("recording");

    public Func<ImmutableArray<bool>> AlarmInputs { get; set; } = () => throw Untold("alarm inputs");

    /// <summary>By its name, and the channel counted from 0.</summary>
    public Func<string, int?, JsonElement> Table { get; set; } = (name, _) => throw Untold(name);

    public Func<ConfigTable, TableWritten> WriteTable { get; set; } = table => throw Untold(table.Name);

    public Func<ClockReading> Clock { get; set; } = () => throw Untold("clock");

    public Action<DateTime> SetClock { get; set; } = _ => throw Untold("clock");

    /// <summary>"reboot" or "shut down".</summary>
    public Action<string> Control { get; set; } = order => throw Untold(order);

    /// <summary>By the channel, counted from 0.</summary>
    public Func<int, PtzCapabilities> PtzCapabilities { get; set; } = _ => throw Untold("capabilities");

    /// <summary>The channel counted from 0, and the move in words.</summary>
    public Action<int, string> Ptz { get; set; } = (_, move) => throw Untold(move);

    /// <summary>By the channel, counted from 0.</summary>
    public Func<int, Task<byte[]>> Picture { get; set; } = _ => throw Untold("picture");

    private static NotSupportedException Untold(string what) => new($"the test did not say what the device answers: {what}");
}
