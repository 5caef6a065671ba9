using System.Collections;
using System.Globalization;
using System.Reflection;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Contracts.Tests;

/// <summary>Records that hold lists compare by reference, so what a message says is compared, member by member.</summary>
internal static class Spelling
{
    public static string Of(object? value) => value switch
    {
        null => "null",
        string text => text,
        Secret secret => secret.Reveal(),
        DateTimeOffset at => at.ToString("O"),
        IFormattable number => number.ToString(number is DateTime ? "O" : null, CultureInfo.InvariantCulture),
        IEnumerable list => $"[{string.Join(',', list.Cast<object>().Select(Of))}]",
        bool yes => $"{yes}",
        _ => $"{value.GetType().Name}({string.Join(',', value.GetType()
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(p => $"{p.Name}={Of(p.GetValue(value))}"))})",
    };
}
