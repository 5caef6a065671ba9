using System.Diagnostics;
using System.Globalization;
using DeviceCluster.Sdk.Tests.Support;

namespace DeviceCluster.Sdk.Tests.Interop;

/// <summary>The library in the place of the vendor's, called by programs of others: in Python as the vendor's wrapper does, and in C.</summary>
[Collection(WithSdk.Name)]
public sealed class CallerTests(SdkFixture fixture) : IDisposable
{
    private static readonly string[] Names = ["libdhnetsdk.so", "libdhconfigsdk.so"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_caller_that_declares_as_the_vendors_wrapper_does_reads_every_argument_as_it_was_meant()
    {
        var (device, bare) = (fixture.NewDevice(), fixture.NewBareDevice());
        Install();

        var said = await RunAsync(
            line =>
            {
                if (line == "take it away")
                    device.Faults.Unplug();
                if (line == "bring it back")
                    device.Faults.Plug();
            },
            "/usr/bin/python3", Source("wrapper_calls.py"), _folder.Path, $"{device.Address}", Number(fixture.Port), "admin", SdkFixture.Password,
            Number(fixture.DiscoveryPort), $"{bare.Address}", "Gate-Pass-42");

        Assert.Equal("right: no loss is told of what was ended on purpose", said[^1]);
    }

    [Fact]
    public async Task A_C_program_does_the_manuals_chapters_in_their_order()
    {
        var (device, bare) = (fixture.NewDevice(), fixture.NewBareDevice());
        Install();
        CCompiler.BuildProgram(_folder.File("manual_calls"), Source("manual_calls.c"));

        var said = await RunAsync(
            _ => { },
            _folder.File("manual_calls"), _folder.File(Names[0]), $"{device.Address}", Number(fixture.Port), "admin", SdkFixture.Password,
            Number(fixture.DiscoveryPort), $"{bare.Address}", "Gate-Pass-42");

        Assert.Equal("all chapters", said[^1]);
        Assert.Equal(["2.1", "2.4", "2.5", "2.9", "2.10", "2.16"], said.SkipLast(1).Select(line => line.Split(' ', ':')[1]));
    }

    private void Install()
    {
        foreach (var name in Names)
            File.CreateSymbolicLink(_folder.File(name), Path.GetFullPath(TestFiles.Library));
    }

    private static async Task<IReadOnlyList<string>> RunAsync(Action<string> heard, string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        try
        {
            var errors = process.StandardError.ReadToEndAsync();
            var said = new List<string>();
            using var limit = new CancellationTokenSource(2 * Until.Limit);
            while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
            {
                said.Add(line);
                heard(line);
            }

            await process.WaitForExitAsync(limit.Token);
            Assert.True(process.ExitCode == 0, $"{string.Join('\n', said)}\n{await errors}");
            return said;
        }
        finally
        {
            process.Kill();
        }
    }

    private static string Source(string name) => Path.Combine(TestFiles.HeaderFolder, "..", "tests", "callers", name);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
