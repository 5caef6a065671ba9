using System.Runtime.Serialization;
using LinqToDB.Data;

namespace DeviceCluster.Actors.Storage;

/// <summary>What the journal and the tables are kept in. All that differs between the databases is behind this.</summary>
internal abstract class Database
{
    /// <summary>How Akka's journal runs its streams: a database may block the calling thread, so it gets threads of its own.</summary>
    public const string Dispatcher = "devicecluster.storage-dispatcher";

    /// <summary>
    /// Several nodes stand on it: its tables were made before the first of them, what must be written once is written by one of them, and the
    /// states of others' devices are good as long as those are.
    /// </summary>
    public abstract bool IsShared { get; }

    /// <summary>Batches of events that Akka's journal writes at once.</summary>
    public abstract int Writers { get; }

    /// <summary>What Akka's plugins are told of it.</summary>
    public abstract string PluginHocon { get; }

    public abstract DataConnection Open();

    /// <summary>For what can be made again: its commit need not reach the disk at once.</summary>
    public virtual DataConnection OpenRelaxed() => Open();

    /// <summary>Is the database away, rather than that it refused what it was told?</summary>
    public virtual bool IsOutage(Exception cause) => cause is not SerializationException;

    /// <summary>A failure of it in the words that people get.</summary>
    public virtual string Describe(Exception cause) => cause.Message;

    public abstract void ReleaseConnections();
}
