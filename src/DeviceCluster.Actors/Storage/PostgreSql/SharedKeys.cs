using DeviceCluster.Actors.Credentials;
using DeviceCluster.Actors.Live;

namespace DeviceCluster.Actors.Storage.PostgreSql;

/// <summary>What all nodes on a database must have alike; null where this one was given none.</summary>
public sealed record SharedKeys(EnvelopeKey? Envelope = null, MediaKey? Media = null, StretchedSecret? Pbm = null)
{
    internal IEnumerable<SharedKey> Given
    {
        get
        {
            if (Envelope is { } envelope)
                yield return new SharedKey(SharedKey.Envelope, "envelope key", "Keys:Envelope", envelope.Id, envelope.Bytes.ToArray());
            if (Media is { } media)
                yield return new SharedKey(SharedKey.Media, "media key", "Keys:Media", media.Id, media.Bytes.ToArray());
            if (Pbm is { } pbm)
                yield return new SharedKey(SharedKey.Pbm, "pbm secret", "Pbm:Secret", pbm.Id, pbm.Bytes.ToArray());
        }
    }
}
