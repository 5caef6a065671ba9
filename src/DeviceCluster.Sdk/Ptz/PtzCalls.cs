using DeviceCluster.Sdk.Information;
using DeviceCluster.Sdk.Interop;
using DeviceCluster.Sdk.Sessions;

namespace DeviceCluster.Sdk.Ptz;

/// <summary>Moves cameras. Channels count from 0. A call blocks for one step at most, reading the capabilities for its wait.</summary>
public static unsafe class PtzCalls
{
    public const uint SetPresetCommand = 11;
    public const uint MoveAbsolutelyCommand = 69;
    public const uint MoveContinuouslyCommand = 70;
    public const uint StopMoveCommand = 139;

    private const string CapabilitiesQuestion = "ptz.getCurrentProtocolCaps";
    private const int TenthsPerDegree = 10;

    /// <summary>Any command of the ABI that has numbers alone.</summary>
    /// <exception cref="SdkException">
    /// The library knows no such command or no way to ask for it, a number is out of its range, the camera refused, no answer came in time,
    /// or the login is over.
    /// </exception>
    public static void Steer(
        this LoginHandle login, int channel0, uint command, int first = 0, int second = 0, int third = 0, bool stop = false) =>
        Call(login, channel0, command, (first, second, third), stop, null);

    /// <summary>Keeps where the camera looks now.</summary>
    /// <param name="login">Where.</param>
    /// <param name="channel0">Counts from 0.</param>
    /// <param name="preset">Its number.</param>
    /// <param name="name">At most 63 bytes in UTF-8; null = the device's choice.</param>
    /// <exception cref="SdkException">As for <see cref="Steer"/>.</exception>
    public static void SetPreset(this LoginHandle login, int channel0, int preset, string? name)
    {
        if (name?.Contains('\0') == true)
            throw new SdkException(What(channel0, SetPresetCommand), SdkErrors.IllegalParameter, "a name has no zeros in it");
        fixed (byte* text = name is null ? null : NativeText.Bytes(name))
            Call(login, channel0, SetPresetCommand, (0, preset, 0), stop: false, text);
    }

    /// <exception cref="SdkException">As for <see cref="Steer"/>.</exception>
    public static void MoveTo(this LoginHandle login, int channel0, PtzPlace place)
    {
        var native = new NativePtzAbsolutely
        {
            Position = new NativePtzSpace { Pan = Tenths(place.Pan), Tilt = Tenths(place.Tilt), Zoom = place.Zoom },
            Speed = new NativePtzSpeed { Pan = place.Speed, Tilt = place.Speed, Zoom = place.Speed },
        };
        Call(login, channel0, MoveAbsolutelyCommand, default, stop: false, &native);
    }

    /// <exception cref="SdkException">As for <see cref="Steer"/>.</exception>
    public static void Move(this LoginHandle login, int channel0, PtzMotion motion)
    {
        var native = new NativePtzContinuously
        {
            Speed = new NativePtzSpeed { Pan = motion.Pan, Tilt = motion.Tilt, Zoom = motion.Zoom },
            Seconds = motion.For is { } time ? (int)Math.Clamp(Math.Ceiling(time.TotalSeconds), 1, int.MaxValue) : 0,
        };
        Call(login, channel0, MoveContinuouslyCommand, default, stop: false, &native);
    }

    /// <summary>Ends every move, as far as the camera's firmware can. Blocks for two steps at most.</summary>
    /// <param name="login">Where.</param>
    /// <param name="channel0">Counts from 0.</param>
    /// <param name="allFirst">Asks for the end of all that moves first: for a stop that was sent before and not answered.</param>
    /// <returns>False when the continuous move alone was ended: the camera knows no stop of all that moves, and a tour or the like goes on.</returns>
    /// <exception cref="SdkException">As for <see cref="Steer"/>: neither way to stop was accepted, or one was not answered.</exception>
    public static bool StopMove(this LoginHandle login, int channel0, bool allFirst = false)
    {
        // The end of a continuous move is documented and several clients send it, [S]; so it goes first, and what moves stands after one answer.
        // STOP_MOVE ends tours and the like too, but one source alone knows it, [1], and so not every firmware will.
        var continuous = allFirst ? null : RefusalOfContinuousEnd(login, channel0);
        var all = RefusalOf(login, channel0, StopMoveCommand, null);
        if (all is null)
            return true;
        if (allFirst)
            continuous = RefusalOfContinuousEnd(login, channel0);

        // By whatever number it refuses the one, after the other the camera has ended its move.
        return continuous is null ? false : throw all;
    }

    private static SdkException? RefusalOfContinuousEnd(LoginHandle login, int channel0)
    {
        // A stop may be read for its structure too.
        var native = default(NativePtzContinuously);
        return RefusalOf(login, channel0, MoveContinuouslyCommand, &native);
    }

    /// <summary>Null when the camera accepts the stop. One that does not answer is not asked anything else.</summary>
    private static SdkException? RefusalOf(LoginHandle login, int channel0, uint command, void* more)
    {
        try
        {
            // STOP_MOVE is a command of its own; it is not the end of another.
            Call(login, channel0, command, default, stop: command != StopMoveCommand, more);
            return null;
        }
        catch (SdkException e) when (e.Code is not (SdkErrors.NetworkError or SdkErrors.InvalidHandle))
        {
            return e;
        }
    }

    /// <exception cref="SdkException">The device did not answer in time, its answer is none, or the login is over.</exception>
    public static PtzCapabilities ReadPtzCapabilities(this LoginHandle login, int channel0, TimeSpan wait) =>
        InformationCalls.Ask(login, CapabilitiesQuestion, channel0, wait, Parse);

    private static PtzCapabilities Parse(ReadOnlyMemory<byte> answer)
    {
        var caps = new NativePtzCaps { Size = sizeof(NativePtzCaps) };
        byte[] text = [.. answer.Span, 0];
        uint written = 0;
        fixed (byte* question = NativeText.Bytes(CapabilitiesQuestion), at = text)
        {
            if (ConfigMethods.ParseData(question, at, &caps, (uint)sizeof(NativePtzCaps), &written) == 0)
                throw new SdkException("reading what a camera can do", NativeMethods.GetLastError());
        }

        return PtzCapabilities.Of(in caps);
    }

    private static void Call(LoginHandle login, int channel0, uint command, (int First, int Second, int Third) numbers, bool stop, void* more)
    {
        var what = What(channel0, command);
        using var use = new LoginUse(login, what);
        if (NativeMethods.ControlPtz(use.Raw, channel0, command, numbers.First, numbers.Second, numbers.Third, stop ? 1 : 0, more) == 0)
            throw new SdkException(what, NativeMethods.GetLastError()) { MayHaveArrived = !login.TellsOfOrders || OpenMethods.LastOrderSent() != 0 };
    }

    private static int Tenths(double degrees) => (int)Math.Round(degrees * TenthsPerDegree);

    private static string What(int channel0, uint command) => $"PTZ command {command} on channel {channel0 + 1}";
}
