using System.Net;
using System.Net.Sockets;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Actors.Sessions;

/// <summary>
/// Spreads logins: a token bucket for the node and one for each site, so that a node that starts, or a site that comes back, makes no storm. (That a
/// device has one login in flight is the session table's rule.)
/// </summary>
internal sealed class LoginGovernor(SessionSettings settings, TimeProvider time)
{
    // A site whose bucket is full again is forgotten; this many are looked at first.
    private const int SitesKept = 1_024;
    private const double Jitter = 0.2;

    private readonly Lock _gate = new();
    private readonly TokenBucket _node = new(settings.LoginsPerSecond, settings.LoginBurst, time);
    private readonly Dictionary<string, TokenBucket> _sites = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>How long a login to this address shall wait from now; its turn is reserved.</summary>
    public TimeSpan Reserve(DeviceAddress address)
    {
        TimeSpan wait;
        lock (_gate)
        {
            if (_sites.Count >= SitesKept)
                Forget();
            var site = Site(address.Host);
            if (!_sites.TryGetValue(site, out var bucket))
                _sites[site] = bucket = new TokenBucket(settings.LoginsPerSecondAndSite, settings.LoginBurstOfSite, time);
            var (ofNode, ofSite) = (_node.Take(), bucket.Take());
            wait = ofNode > ofSite ? ofNode : ofSite;
        }

        // Later only, never earlier: the rate is a promise to the site.
        return wait * (1 + (Jitter * Random.Shared.NextDouble()));
    }

    /// <summary>The /24 network of an IPv4 address, the /64 of an IPv6 address, else the host name itself.</summary>
    internal static string Site(string host)
    {
        if (!IPAddress.TryParse(host, out var address))
            return host;
        var bytes = address.GetAddressBytes();
        var kept = address.AddressFamily == AddressFamily.InterNetwork ? 3 : 8;
        return Convert.ToHexString(bytes, 0, kept);
    }

    private void Forget()
    {
        foreach (var full in _sites.Where(site => site.Value.IsFull).Select(site => site.Key).ToArray())
            _sites.Remove(full);
    }
}
