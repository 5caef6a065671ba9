using Akka.Persistence.Journal;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Actors.Storage;

/// <summary>
/// Tags the events of devices for projections, but for those that every attempt of an unproved credential repeats, and for the keys of orders.
/// </summary>
public sealed class DeviceEventTagger : IWriteEventAdapter
{
    public const string Tag = "device";

    public string Manifest(object evt) => "";

    public object ToJournal(object evt) => evt switch
    {
        DeviceEvent.CredentialTried or DeviceEvent.CredentialNotJudged or DeviceEvent.OrderCarriedOut => evt,
        DeviceEvent => new Tagged(evt, [Tag]),
        _ => evt,
    };
}
