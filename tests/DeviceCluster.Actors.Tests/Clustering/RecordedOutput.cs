using System.Collections.Concurrent;
using System.Globalization;
using Xunit.Abstractions;

namespace DeviceCluster.Actors.Tests.Clustering;

/// <summary>The output of a test, kept for the test itself to look at.</summary>
internal sealed class RecordedOutput(ITestOutputHelper output) : ITestOutputHelper
{
    public ConcurrentQueue<string> Lines { get; } = new();

    public void WriteLine(string message)
    {
        Lines.Enqueue(message);
        output.WriteLine(message);
    }

    public void WriteLine(string format, params object[] args) => WriteLine(string.Format(CultureInfo.InvariantCulture, format, args));
}
