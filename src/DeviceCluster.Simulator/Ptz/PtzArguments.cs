namespace DeviceCluster.Simulator.Ptz;

/// <summary>The numbers that come with a code; what is left out is 0.</summary>
internal readonly record struct PtzArguments(double First = 0, double Second = 0, double Third = 0, double Fourth = 0, string? Name = null)
{
    public int Index => ToIndex(Second);

    /// <summary>Not a whole number = no number that anything has.</summary>
    public int FirstIndex => ToIndex(First);

    private static int ToIndex(double number) => double.IsInteger(number) && Math.Abs(number) < int.MaxValue ? (int)number : -1;
}
