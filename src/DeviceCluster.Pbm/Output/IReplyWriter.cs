using DeviceCluster.Pbm.V1;

namespace DeviceCluster.Pbm.Output;

/// <summary>Shows what a command brings: as a table to people, as one JSON document to programs.</summary>
internal interface IReplyWriter
{
    void Columns(IReadOnlyList<string> names);

    void Row(IReadOnlyList<string> cells);

    void Text(string line);

    void Progress(double done, string label);

    void FileWritten(string path, long bytes);

    /// <summary>One of the files of a command that writes many.</summary>
    void OneOfManyWritten(string path, long bytes);

    /// <summary>The last word of a command; everything held back is shown now.</summary>
    Task EndAsync(Exit exit);
}
