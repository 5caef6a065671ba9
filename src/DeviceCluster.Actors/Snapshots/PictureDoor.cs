using System.Net;
using Akka.Actor;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Snapshots;

namespace DeviceCluster.Actors.Snapshots;

/// <summary>The one door to pictures, whichever node keeps them: one of another node is read from there by HTTP.</summary>
public sealed class PictureDoor
{
    private const int MaxBytes = 16 * 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    private readonly NodeParts _parts;

    internal PictureDoor(NodeParts parts) => _parts = parts;

    /// <summary>Whoever asks has shown a ticket. With <paramref name="isHop"/>, another node asks: what is not kept here is not looked for further.</summary>
    public async Task<PictureFinding> FindAsync(DeviceId device, int channel, long number, bool isHop, CancellationToken stop)
    {
        if (_parts.Pictures.TryGet(device, channel, number, out var picture))
            return new PictureFinding.Found(picture.Bytes, picture.At, picture.Size.Width, picture.Size.Height);
        if (isHop || _parts.Pictures.IsOurs(number))
            return Gone;

        try
        {
            return await _parts.Region.Ask<object>(new DeviceQuery.FindPicture(device, channel, number), Patience, stop) switch
            {
                PictureOffer offer => await ReadAsync(offer, stop),
                IRefusal { Code: RefusalCode.Offline } => Gone,
                IRefusal refusal => new PictureFinding.Absent(IsGone: false, refusal.Reason, refusal.Remedy),
                var other => throw new InvalidOperationException($"{other.GetType().Name} is no answer to a look for a picture"),
            };
        }
        catch (AskTimeoutException)
        {
            return Unreachable($"no answer within {Patience.TotalSeconds:0} s");
        }
    }

    private static PictureFinding Gone { get; } = new PictureFinding.Absent(IsGone: true, "the picture is not kept any more", "take another");

    private async Task<PictureFinding> ReadAsync(PictureOffer offer, CancellationToken stop)
    {
        try
        {
            using var limit = new CancellationTokenSource(Patience, _parts.Time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stop);
            using var answer = await _parts.RelayClient.OpenAsync(new Uri(offer.Link.Url), either.Token);
            if (answer.StatusCode == HttpStatusCode.NotFound)
                return Gone;
            if (answer.StatusCode != HttpStatusCode.OK)
                return Unreachable($"it answered {(int)answer.StatusCode}");
            await answer.Content.LoadIntoBufferAsync(MaxBytes, either.Token);
            return new PictureFinding.Found(await answer.Content.ReadAsByteArrayAsync(either.Token), offer.At, offer.Width, offer.Height);
        }
        catch (Exception e) when (e is HttpRequestException or TimeoutException or IOException)
        {
            return Unreachable(e.Message);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return Unreachable($"it took longer than {Patience.TotalSeconds:0} s");
        }
    }

    private static PictureFinding.Absent Unreachable(string why) =>
        new(IsGone: false, $"the node that keeps the picture could not be read: {why}", "try again, or take another");
}
