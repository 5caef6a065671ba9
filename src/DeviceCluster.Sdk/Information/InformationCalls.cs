using System.Collections.Immutable;
using System.Text.Json;
using DeviceCluster.Sdk.Interop;
using DeviceCluster.Sdk.Sessions;

namespace DeviceCluster.Sdk.Information;

/// <summary>Asks a device how it is. Each call blocks for its wait at most.</summary>
public static unsafe class InformationCalls
{
    /// <summary>More channels than any recorder has.</summary>
    private const int MostChannels = 1024;

    private const int FailedDisk = 2;

    /// <summary>Asks by the devices' own name of the question, "service.getSomething" or "service.listSomething".</summary>
    /// <returns>The whole answer: id, result, params.</returns>
    /// <exception cref="SdkException">This is no question, the device does not know it, did not answer in time, or the login is over.</exception>
    public static JsonElement Ask(this LoginHandle login, string question, int channel0, TimeSpan wait) =>
        Ask(login, question, channel0, wait, text => NativeAnswer.Parse(question, text));

    /// <summary>The disks, part by part; none for a device without disks.</summary>
    /// <exception cref="SdkException">The device does not tell, did not answer in time, or the login is over.</exception>
    public static ImmutableArray<DiskPart> ReadDisks(this LoginHandle login, TimeSpan wait)
    {
        var states = default(NativeDiskStates);
        DeviceState.Read(login, "reading the disks", DeviceState.Disks, &states, sizeof(NativeDiskStates), wait);
        ReadOnlySpan<NativeDiskState> disks = states.Disks;
        var parts = ImmutableArray.CreateBuilder<DiskPart>();
        foreach (ref readonly var part in disks[..(int)Math.Min(states.Count, (uint)disks.Length)])
        {
            parts.Add(new DiskPart(
                part.Disk, part.Part, part.Volume, part.Free, (part.Status & 0x0F) == FailedDisk, (DiskUse)(part.Status >> 4)));
        }

        return parts.ToImmutable();
    }

    /// <summary>For each channel, whether it is being recorded now.</summary>
    /// <exception cref="SdkException">The device does not tell, did not answer in time, or the login is over.</exception>
    public static ImmutableArray<bool> ReadRecording(this LoginHandle login, TimeSpan wait)
    {
        var states = stackalloc byte[MostChannels];
        var channels = DeviceState.Read(login, "reading what is recorded", DeviceState.Recording, states, MostChannels, wait);
        return AreOn(new ReadOnlySpan<byte>(states, channels));
    }

    /// <summary>For each alarm input, whether it is on. At most 16 can be told.</summary>
    /// <exception cref="SdkException">The device does not tell, did not answer in time, or the login is over.</exception>
    public static ImmutableArray<bool> ReadAlarmInputs(this LoginHandle login, TimeSpan wait)
    {
        var state = default(NativeClientState);
        DeviceState.Read(login, "reading the alarm inputs", DeviceState.AlarmInputs, &state, sizeof(NativeClientState), wait);
        ReadOnlySpan<byte> inputs = state.Alarm;

        // A device that tells bits tells none of those behind the last that is on.
        return AreOn(inputs[..Math.Clamp(Math.Max(state.AlarmInputs, login.Facts.AlarmInputs), 0, inputs.Length)]);
    }

    internal static T Ask<T>(LoginHandle login, string question, int channel0, TimeSpan wait, Func<ReadOnlyMemory<byte>, T> read)
    {
        if (question.Length == 0 || question.Contains('\0'))
            throw new SdkException("asking the device", SdkErrors.IllegalParameter, "a question has a name without zeros in it");

        var name = NativeText.Bytes(question);
        using var use = new LoginUse(login, question);
        var raw = use.Raw;
        return GrowingBuffer.Read(
            question, login.MaxAnswerBytes, wait, login.Time,
            (buffer, size, milliseconds) =>
            {
                fixed (byte* text = name)
                    return NativeMethods.QuerySystemInfo(raw, text, channel0, buffer, size, null, null, milliseconds);
            },
            read);
    }

    private static ImmutableArray<bool> AreOn(ReadOnlySpan<byte> states)
    {
        var on = ImmutableArray.CreateBuilder<bool>(states.Length);
        foreach (var state in states)
            on.Add(state != 0);
        return on.MoveToImmutable();
    }
}
