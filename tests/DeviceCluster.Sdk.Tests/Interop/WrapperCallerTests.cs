using System.Diagnostics;
using System.Globalization;
using DeviceCluster.Sdk.Tests.Support;

namespace DeviceCluster.Sdk.Tests.Interop;

/// <summary>The library in the place of the vendor's: a program in Python that calls it as the vendor's wrapper does.</summary>
[Collection(WithSdk.Name)]
public sealed class WrapperCallerTests(SdkFixture fixture) : IDisposable
{
    private static readonly string[] Names = ["libdhnetsdk.so", "libdhconfigsdk.so"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_caller_that_declares_as_the_vendors_wrapper_does_reads_every_argument_as_it_was_meant()
    {
        foreach (var name in Names)
            File.CreateSymbolicLink(_folder.File(name), Path.GetFullPath(TestFiles.Library));
        var device = fixture.NewDevice();
        var script = Path.Combine(TestFiles.HeaderFolder, "..", "tests", "callers", "wrapper_calls.py");
        string[] arguments =
        [
            script, _folder.Path, $"{device.Address}", Number(fixture.Port), "admin", SdkFixture.Password,
            Number(fixture.DiscoveryPort),
        ];
        using var python = Process.Start(new ProcessStartInfo("/usr/bin/python3", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        try
        {
            var errors = python.StandardError.ReadToEndAsync();
            var said = new List<string>();
            using var limit = new CancellationTokenSource(Until.Limit);
            while (await python.StandardOutput.ReadLineAsync(limit.Token) is { } line)
            {
                said.Add(line);
                if (line == "take it away")
                    device.Faults.Unplug();
                if (line == "bring it back")
                    device.Faults.Plug();
            }

            await python.WaitForExitAsync(limit.Token);

            Assert.True(python.ExitCode == 0, $"{string.Join('\n', said)}\n{await errors}");
            Assert.Equal("right: no loss is told of what was ended on purpose", said[^1]);
        }
        finally
        {
            python.Kill();
        }
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
