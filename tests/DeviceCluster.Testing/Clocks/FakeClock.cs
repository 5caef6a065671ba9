using DeviceCluster.Testing.Processes;

namespace DeviceCluster.Testing.Clocks;

/// <summary>
/// A wall clock of a process that can be jumped while it runs; its other clocks and all its waits stay true, as when NTP steps. By a small library of
/// our own before the process: one that is made for the purpose looks into a file at each look at the clock, and changes waits too.
/// </summary>
internal sealed class FakeClock
{
    private readonly string _library;
    private readonly string _file;

    private FakeClock(string folder) => (_library, _file) = (Path.Combine(folder, "wall_clock.so"), Path.Combine(folder, "clock"));

    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["LD_PRELOAD"] = _library,
        ["WALL_CLOCK_FILE"] = _file,
    };

    /// <summary>Shows the true time. What the process needs of it lies in the folder, and must be readable by its account.</summary>
    public static async Task<FakeClock> InAsync(string folder)
    {
        var clock = new FakeClock(folder);
        await Command.RunAsync(
            "gcc", "-std=c11", "-O2", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC",
            "-o", clock._library, Path.Combine(AppContext.BaseDirectory, "Clocks", "wall_clock.c"));
        clock.Jump(TimeSpan.Zero);
        foreach (var file in new[] { clock._library, clock._file })
            File.SetUnixFileMode(file, File.GetUnixFileMode(file) | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        return clock;
    }

    /// <summary>From now on the clock is this far from the true one. Written in place: the process has the file in its memory.</summary>
    public void Jump(TimeSpan offset)
    {
        using var file = File.OpenHandle(_file, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite);
        RandomAccess.Write(file, BitConverter.GetBytes((long)offset.TotalNanoseconds), fileOffset: 0);
    }
}
