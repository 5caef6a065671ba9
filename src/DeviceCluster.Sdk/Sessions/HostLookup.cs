using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Runtime.ExceptionServices;

namespace DeviceCluster.Sdk.Sessions;

/// <summary>Looks host names up, each on a thread of its own, so that a name server that hangs takes no thread of the shared pool.</summary>
/// <remarks>The system's look-up cannot be cancelled: one that is late goes on, unheard, and counts as running until it returns.</remarks>
[SuppressMessage("Design", "CA1001", Justification = "A late look-up gives its place back whenever it returns; the semaphore holds no handle.")]
internal sealed class HostLookup(Func<string, IPAddress[]> resolve, TimeProvider time, int maxRunning = HostLookup.MaxRunning)
{
    private const int MaxRunning = 64;
    private const int Stack = 256 * 1024;

    private readonly SemaphoreSlim _free = new(maxRunning, maxRunning);

    /// <summary>Addresses of a name, IPv4 first; a literal is its own. Blocks for no longer than the limit.</summary>
    /// <exception cref="HostUnknownException">There is none, or not in time; the message says which.</exception>
    public IReadOnlyList<IPAddress> Find(string host, TimeSpan limit)
    {
        if (IPAddress.TryParse(host, out var literal))
            return [literal];

        var begun = time.GetTimestamp();
        if (!_free.Wait(limit))
            throw new HostUnknownException($"too many look-ups of host names hang; {host} was not looked up within {limit.TotalSeconds:0.###} s");

        var found = new Lookup(host, resolve, _free).Run(Left(limit, begun))
            ?? throw new HostUnknownException($"the look-up of the host name did not end within {limit.TotalSeconds:0.###} s");
        return found.Length > 0
            ? [.. found.OrderBy(address => address.AddressFamily != AddressFamily.InterNetwork)]
            : throw new HostUnknownException("the host name has no address");
    }

    private TimeSpan Left(TimeSpan limit, long begun)
    {
        var left = limit - time.GetElapsedTime(begun);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>One look-up and the thread it runs on.</summary>
    private sealed class Lookup(string host, Func<string, IPAddress[]> resolve, SemaphoreSlim free)
    {
        private IPAddress[]? _found;
        private ExceptionDispatchInfo? _failed;

        /// <summary>Null when it is late.</summary>
        public IPAddress[]? Run(TimeSpan limit)
        {
            var thread = new Thread(Resolve, Stack) { IsBackground = true, Name = "host look-up" };
            try
            {
                thread.Start();
            }
            catch
            {
                free.Release();
                throw;
            }

            if (!thread.Join(limit))
                return null;
            _failed?.Throw();
            return _found;
        }

        private void Resolve()
        {
            try
            {
                _found = resolve(host);
            }
            catch (Exception e) when (e is SocketException or ArgumentException)
            {
                _failed = ExceptionDispatchInfo.Capture(new HostUnknownException($"the host name is not known ({e.Message})", e));
            }
            catch (Exception e)
            {
                // The caller's to see; here it would end the process.
                _failed = ExceptionDispatchInfo.Capture(e);
            }
            finally
            {
                free.Release();
            }
        }
    }
}
