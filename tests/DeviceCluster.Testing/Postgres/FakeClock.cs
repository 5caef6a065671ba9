using System.Globalization;

namespace DeviceCluster.Testing.Postgres;

/// <summary>libfaketime before a process: its wall clock can be jumped while it runs; its monotonic clock stays true, as when NTP steps.</summary>
internal sealed class FakeClock
{
    private readonly string _library;
    private readonly string _file;

    private FakeClock(string library, string file)
    {
        _library = library;
        _file = file;
    }

    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["LD_PRELOAD"] = _library,
        ["FAKETIME_TIMESTAMP_FILE"] = _file,
        ["FAKETIME_NO_CACHE"] = "1",
        ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
        ["DONT_FAKE_MONOTONIC"] = "1",
    };

    public static bool IsInstalled => Library() is not null;

    public static async Task<FakeClock> InAsync(string folder)
    {
        var library = Library() ?? throw new InvalidOperationException("libfaketime is not installed: apt-get install --no-install-recommends faketime");
        var clock = new FakeClock(library, Path.Combine(folder, "clock"));
        clock.Jump(TimeSpan.Zero);
        await PostgresAccount.OwnAsync(clock._file);
        return clock;
    }

    /// <summary>From now on the clock is this far from the true one. Written beside and moved: a half-written file would be no time.</summary>
    public void Jump(TimeSpan offset)
    {
        var seconds = (long)offset.TotalSeconds;
        File.WriteAllText($"{_file}.new", string.Create(CultureInfo.InvariantCulture, $"{(seconds < 0 ? "" : "+")}{seconds}\n"));
        File.SetUnixFileMode($"{_file}.new", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        File.Move($"{_file}.new", _file, overwrite: true);
    }

    private static string? Library() =>
        Directory.EnumerateDirectories("/usr/lib", "*-linux-gnu").Select(folder => $"{folder}/faketime/libfaketimeMT.so.1").FirstOrDefault(File.Exists);
}
