using DeviceCluster.Contracts.Ptz;

namespace DeviceCluster.Domain.Ptz;

/// <summary>What the library is told for an order: one call, or for a halt two or three.</summary>
public abstract record PtzStep
{
    /// <summary>Goes on until it is stopped; the device itself ends it after <paramref name="Seconds"/>, whatever becomes of this node.</summary>
    public sealed record Move(double Pan, double Tilt, double Zoom, int Seconds) : PtzStep;

    public sealed record MoveTo(double Pan, double Tilt, int Zoom, double Speed) : PtzStep;

    public sealed record SetPreset(int Number, string? Name) : PtzStep;

    /// <summary>A command of the ABI by its number.</summary>
    public sealed record Steer(int Command, int First, int Second, int Third) : PtzStep;

    /// <summary>Ends what goes on: the lens that turns, if one does, and with <paramref name="All"/> every move.</summary>
    /// <param name="Lens">The lens that turns.</param>
    /// <param name="All">Every move.</param>
    /// <param name="AllFirst">Of the two ways to end a move the other goes first: the usual one was not confirmed.</param>
    public sealed record Halt(PtzLens? Lens, bool All, bool AllFirst = false) : PtzStep;
}
