using System.Net;
using System.Text.RegularExpressions;
using DeviceCluster.Testing.Clusters;

namespace DeviceCluster.EndToEnd.Tests.Clustering;

/// <summary>The link to a picture that was just taken, which any node is asked for.</summary>
internal sealed partial class PictureLink(Uri url) : IDisposable
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(20) };

    /// <summary>Of the first channel, ordered at this node.</summary>
    public static async Task<PictureLink> TakeAsync(ClusterNode asked, int device)
    {
        var watched = await asked.PbmAsync($"snapshot watch {TestCluster.Name(device)} -channel 1 -count 1");
        Assert.True(watched.ExitCode == 0 && Url().IsMatch(watched.Output), watched.Output);
        return new PictureLink(new Uri(Url().Match(watched.Output).Value));
    }

    public async Task<(HttpStatusCode Status, byte[] Body)> ReadAsync(ClusterNode node, Func<string, string>? change = null)
    {
        var here = new UriBuilder(url) { Host = $"{node.Place.Address}", Port = node.Place.Http }.Uri.AbsoluteUri;
        using var answer = await _http.GetAsync(new Uri(change?.Invoke(here) ?? here));
        return (answer.StatusCode, await answer.Content.ReadAsByteArrayAsync());
    }

    public void Dispose() => _http.Dispose();

    [GeneratedRegex(@"http://[^""]*/media/picture/[^""]*")]
    private static partial Regex Url();
}
