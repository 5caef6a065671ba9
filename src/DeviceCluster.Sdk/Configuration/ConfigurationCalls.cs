using System.Text;
using DeviceCluster.Sdk.Interop;
using DeviceCluster.Sdk.Sessions;

namespace DeviceCluster.Sdk.Configuration;

/// <summary>Reads and writes a device's configuration tables. Each call blocks for its wait at most.</summary>
public static unsafe class ConfigurationCalls
{
    private const int AllChannels = -1;

    /// <exception cref="SdkException">The device refused, has no such table, did not answer in time, or the login is over.</exception>
    public static ConfigTable ReadTable(this LoginHandle login, string name, int? channel0, TimeSpan wait)
    {
        var what = $"reading the table {name}";
        var nameText = Name(what, name);
        using var use = new LoginUse(login, what);
        var raw = use.Raw;
        var answer = GrowingBuffer.Read(
            what, login.MaxAnswerBytes, wait, login.Time,
            (buffer, size, milliseconds) =>
            {
                fixed (byte* text = nameText)
                    return NativeMethods.GetTable(raw, text, channel0 ?? AllChannels, buffer, size, null, milliseconds);
            },
            text => NativeAnswer.Parse(what, text));
        return new ConfigTable(name, channel0, NativeAnswer.Member(answer, "table"));
    }

    /// <summary>Writes a table. What the device really keeps of it, <see cref="ReadTable"/> tells.</summary>
    /// <exception cref="SdkException">The device refused, did not answer in time, or the login is over.</exception>
    public static TableWritten WriteTable(this LoginHandle login, ConfigTable table, TimeSpan wait)
    {
        var what = $"writing the table {table.Name}";
        var name = Name(what, table.Name);
        var text = Encoding.UTF8.GetBytes(table.Table.GetRawText());
        var restart = 0;
        using var use = new LoginUse(login, what);
        fixed (byte* nameAt = name, textAt = text)
        {
            var written = NativeMethods.SetTable(
                use.Raw, nameAt, table.Channel0 ?? AllChannels, textAt, (uint)text.Length, null, &restart, NativeWait.Milliseconds(wait));
            return written != 0 ? new TableWritten(restart != 0) : throw new SdkException(what, NativeMethods.GetLastError());
        }
    }

    private static byte[] Name(string what, string name) => name.Length > 0 && !name.Contains('\0')
        ? NativeText.Bytes(name)
        : throw new SdkException(what, SdkErrors.IllegalParameter, "a table has a name without zeros in it");
}
