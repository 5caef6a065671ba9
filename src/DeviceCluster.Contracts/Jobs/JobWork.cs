using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Ptz;
using DeviceCluster.Contracts.Snapshots;

namespace DeviceCluster.Contracts.Jobs;

/// <summary>What a job orders of each of its devices: an order as it is given to one device, which is replaced by each in turn.</summary>
public abstract record JobWork
{
    /// <summary>What is done, in words for people: never a secret.</summary>
    public abstract string Words { get; }

    /// <summary>Sent again under its key it is carried out once, so it may be; else it is never sent twice.</summary>
    public abstract bool IsRepeatable { get; }

    /// <summary>Cameras move by it: it is worth nothing to whoever finds them moving much later.</summary>
    public virtual bool Moves => false;

    /// <summary>The same for orders that differ in the device they name alone.</summary>
    public abstract JobWork Nameless();

    private static DeviceId Nobody => new("nobody");

    public sealed record Command(DeviceCommand Template) : JobWork
    {
        public override bool IsRepeatable => true;

        public override string Words => Template.Words;

        public override JobWork Nameless() => new Command(For(Nobody));

        public DeviceCommand For(DeviceId device) => Template with { Device = device };
    }

    public sealed record Order(SessionRequest Template) : JobWork
    {
        public override bool IsRepeatable => false;

        public override bool Moves => Template is PtzOrder or SnapshotOrder.Take { Preset: not null };

        public override string Words => Template.Words;

        public override JobWork Nameless() => new Order(For(Nobody));

        public SessionRequest For(DeviceId device) => Template with { Device = device };
    }
}
