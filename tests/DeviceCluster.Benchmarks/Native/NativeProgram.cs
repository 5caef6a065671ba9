using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace DeviceCluster.Benchmarks.Native;

/// <summary>A measuring program of the native library; it prints figures as <c>name=value</c> on one line.</summary>
internal static class NativeProgram
{
    public static async Task<IReadOnlyDictionary<string, double>> RunAsync(string name, CancellationToken cancellationToken, params string[] arguments)
    {
        var root = typeof(NativeProgram).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Root").Value!;
        var program = Path.GetFullPath(Path.Combine(root, "artifacts/native/bench", name));
        if (!File.Exists(program))
            throw new FileNotFoundException($"{program} is not built; ./run bench builds it", program);
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{name} ended with {process.ExitCode}: {output}");
        return Regex.Matches(output, @"(\w+)=([0-9.]+)")
            .ToDictionary(m => m.Groups[1].Value, m => double.Parse(m.Groups[2].Value, CultureInfo.InvariantCulture));
    }
}
