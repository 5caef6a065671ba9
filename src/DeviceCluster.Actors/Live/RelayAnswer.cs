using System.Net;

namespace DeviceCluster.Actors.Live;

/// <summary>Reads from the head of an answer whether its body is a live view.</summary>
internal static class RelayAnswer
{
    public const string Dav = "application/octet-stream";

    /// <summary>Null: the body may be read. Otherwise why not.</summary>
    public static RelayEnd? Refusal(HttpResponseMessage answer)
    {
        if (!answer.Headers.Contains(LiveDoor.Hop))
            return RelayEnd.Misdirected($"what answers for the node that owns the device ({(int)answer.StatusCode}) is no node of this cluster");

        var content = answer.Content.Headers.ContentType?.MediaType;
        return answer.StatusCode switch
        {
            HttpStatusCode.OK when content == Dav && answer.Content.Headers.ContentEncoding.Count == 0 => null,
            HttpStatusCode.OK => RelayEnd.Misdirected("what answers for the node that owns the device sends something else than frames"),
            HttpStatusCode.NotFound => RelayEnd.Ended,
            HttpStatusCode.MisdirectedRequest => RelayEnd.Misdirected("the address of the node that owns the device leads to another node"),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => RelayEnd.Forbidden,
            HttpStatusCode.ServiceUnavailable => RelayEnd.Busy("the live view has as many viewers as it may have", "try later"),
            var status => RelayEnd.Unreachable($"the node that owns the device answered {(int)status}"),
        };
    }
}
