namespace DeviceCluster.Simulator.Json;

/// <summary>A way in which an answer can be wrong.</summary>
public enum AnswerFault
{
    /// <summary>Bytes of it are damaged.</summary>
    Corrupt,

    /// <summary>It answers another request.</summary>
    WrongId,

    /// <summary>It comes twice, where the channel allows it: over HTTP it cannot.</summary>
    Twice,

    /// <summary>4 MiB of JSON.</summary>
    Huge,

    /// <summary>A picture without a byte.</summary>
    EmptyPicture,

    /// <summary>A picture that is text.</summary>
    NoJpeg,
}
