using System.Collections.Immutable;
using System.Text;
using Google.Protobuf.Collections;
using Google.Protobuf.WellKnownTypes;

namespace DeviceCluster.Contracts.Mapping;

/// <summary>Looks at a value before it is taken from the wire: what is not allowed is an <see cref="ArgumentException"/>, in words without the value.</summary>
internal static class Allowed
{
    public static string Text(string text, int most, string what) => text.Length <= most
        ? text
        : throw new ArgumentException($"{what} has {text.Length} characters; there may be {most}");

    public static string Name(string text, int most, string what) => text.Length > 0
        ? Text(text, most, what)
        : throw new ArgumentException($"{what} is missing");

    public static string Bytes(string text, int most, string what) => Encoding.UTF8.GetByteCount(text) is var bytes && bytes <= most
        ? text
        : throw new ArgumentException($"{what} has {bytes} bytes; there may be {most}");

    public static double Number(double number, string what) => double.IsFinite(number)
        ? number
        : throw new ArgumentException($"{what} is no number");

    public static int Within(int number, int least, int most, string what) => number >= least && number <= most
        ? number
        : throw new ArgumentException($"{what} is {number}; it may be from {least} to {most}");

    public static TimeSpan Time(Duration? time, string what) =>
        time?.ToTimeSpan() ?? throw new ArgumentException($"{what} is missing");

    public static T Defined<T>(int number)
        where T : struct, System.Enum =>
        System.Enum.IsDefined((T)(object)number)
            ? (T)(object)number
            : throw new ArgumentException($"{number} is no {typeof(T).Name} that this version knows");

    public static ImmutableArray<TRecord> List<TData, TRecord>(RepeatedField<TData> list, int most, string what, Func<TData, TRecord> read) =>
        list.Count <= most
            ? [.. list.Select(read)]
            : throw new ArgumentException($"there are {list.Count} {what}; there may be {most}");
}
