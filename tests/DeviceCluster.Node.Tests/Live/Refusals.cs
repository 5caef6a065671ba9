using System.Net;

namespace DeviceCluster.Node.Tests.Live;

/// <summary>What a media address says when it shows nothing: one line, with what would help.</summary>
internal static class Refusals
{
    public static async Task AssertAsync(HttpResponseMessage response, HttpStatusCode status, string words)
    {
        var body = await response.Content.ReadAsStringAsync();
        Assert.Equal(status, response.StatusCode);
        Assert.Contains(words, body, StringComparison.Ordinal);
        Assert.Contains("\"remedy\":", body, StringComparison.Ordinal);
        Assert.Equal(1, body.Count(c => c == '\n'));
    }
}
