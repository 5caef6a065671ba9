using System.Text.Json;
using Microsoft.Net.Http.Headers;

namespace DeviceCluster.Node.Live;

/// <summary>Why a viewer gets no media: one line of JSON that says what to do.</summary>
internal static class MediaProblem
{
    public static Task WriteAsync(HttpContext context, int status, string error, string remedy)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        if (status == StatusCodes.Status401Unauthorized)
            context.Response.Headers[HeaderNames.WWWAuthenticate] = "Bearer realm=\"media\"";
        var line = $"{{\"error\":\"{JsonEncodedText.Encode(error)}\",\"remedy\":\"{JsonEncodedText.Encode(remedy)}\"}}\n";
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.WriteAsync(line, context.RequestAborted);
    }
}
