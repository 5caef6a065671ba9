using System.Net;
using DeviceCluster.Testing.Processes;

namespace DeviceCluster.Testing.Network;

/// <summary>One machine of a lab: a network namespace with an address on the lab's bridge, whose traffic can be cut.</summary>
public sealed class LabHost : IDisposable
{
    /// <summary>The name of its one link, inside.</summary>
    public const string Interface = "eth0";

    private readonly SemaphoreSlim _gate = new(1);
    private readonly HashSet<Cut> _cuts = [];

    internal LabHost(string name, IPAddress address)
    {
        Name = name;
        Address = address;
    }

    /// <summary>The namespace.</summary>
    public string Name { get; }

    public IPAddress Address { get; }

    /// <summary>What stands before a command to run it here: ip becomes the program, so the process id is the program's own.</summary>
    public IReadOnlyList<string> Prefix => ["ip", "netns", "exec", Name];

    public Task CutAsync(params Cut[] cuts) => ApplyAsync(() => _cuts.UnionWith(cuts));

    public Task HealAsync(params Cut[] cuts) => ApplyAsync(() => _cuts.ExceptWith(cuts));

    public Task HealAllAsync() => ApplyAsync(_cuts.Clear);

    public Task<string> RunAsync(params string[] words) => Command.RunAsync(Prefix[0], [.. Prefix.Skip(1), .. words], input: null);

    public RunningProgram Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null) =>
        RunningProgram.Start(Prefix[0], [.. Prefix.Skip(1), program, .. arguments], environment);

    public void Dispose() => _gate.Dispose();

    private async Task ApplyAsync(Action change)
    {
        await _gate.WaitAsync();
        try
        {
            change();
            await Command.RunAsync(Prefix[0], [.. Prefix.Skip(1), "nft", "-f", "-"], CutRules.For(_cuts));
        }
        finally
        {
            _gate.Release();
        }
    }
}
