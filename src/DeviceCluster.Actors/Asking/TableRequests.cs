using System.Text.Json;
using System.Text.Json.Nodes;
using DeviceCluster.Actors.Devices;
using DeviceCluster.Actors.Sessions;
using DeviceCluster.Contracts.Configuration;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Domain.Configuration;
using DeviceCluster.Sdk;
using DeviceCluster.Sdk.Configuration;

namespace DeviceCluster.Actors.Asking;

/// <summary>Reads and writes configuration tables. The device has the last word; what it kept is read back.</summary>
internal static class TableRequests
{
    public static async Task<ConfigurationTable> ReadAsync(ConfigurationQuery.Read query, SessionCaller caller)
    {
        CheckName(query.Table);
        var table = await ReadAsync(caller, query.Table, query.Channel);
        return new ConfigurationTable(query.Device, query.Table, query.Channel, TableSecrets.Hide(table)!.ToJsonString());
    }

    public static async Task<ConfigurationWritten> WriteAsync(ConfigurationOrder.Write order, SessionCaller caller)
    {
        CheckName(order.Table);
        var wanted = TableText.Parse(order.Json, out var unreadable)
            ?? throw Refused($"what is to be written into {order.Table} cannot be: {unreadable}", "give the members that shall change, as a JSON object");
        var before = await ReadAsync(caller, order.Table, order.Channel);
        var whole = TableMerge.Merge(before, wanted, out var unfit)
            ?? throw Refused($"what is to be written does not fit the table {order.Table}: {unfit}", "read the table, and give what has its shape");
        var written = await WriteAsync(caller, order, whole);
        var after = await ReadBackAsync(caller, order);
        return new ConfigurationWritten(
            order.Device, order.Table, order.Channel, written.NeedsRestart, TableDifferences.NotKept(wanted, after), TableDifferences.Between(before, after));
    }

    /// <exception cref="RefusedException">The device has no such table, or one that is too long.</exception>
    private static async Task<JsonNode> ReadAsync(SessionCaller caller, string table, int? channel)
    {
        try
        {
            var read = await caller.RunAsync((login, wait) => login.ReadTable(table, channel - 1, wait));
            return Node(table, read.Table);
        }
        catch (SdkException e) when (e.Code is SdkErrors.IllegalParameter or SdkErrors.Unsupported)
        {
            throw new RefusedException(new DeviceReply.Refused(
                RefusalCode.DeviceRefused, $"the device has no table {table}{OfChannel(channel)} ({e.Name})", TableNames.Instead(table), DeviceErrors.Of(e)));
        }
    }

    private static async Task<TableWritten> WriteAsync(SessionCaller caller, ConfigurationOrder.Write order, JsonNode whole)
    {
        var element = JsonSerializer.SerializeToElement(whole);
        CheckLength(order.Table, element.GetRawText());
        try
        {
            return await caller.ChangeAsync((login, wait) => login.WriteTable(new ConfigTable(order.Table, order.Channel - 1, element), wait));
        }
        catch (SdkException e) when (e.Code is SdkErrors.IllegalParameter)
        {
            throw new RefusedException(new DeviceReply.Refused(
                RefusalCode.DeviceRefused,
                $"the device did not take the table {order.Table}{OfChannel(order.Channel)} ({e.Name}); nothing was changed",
                "read the table, and give only members that it has, with values that they can have",
                DeviceErrors.Of(e)));
        }
    }

    /// <summary>The order is carried out already: a failure here is not a refusal of it.</summary>
    private static async Task<JsonNode> ReadBackAsync(SessionCaller caller, ConfigurationOrder.Write order)
    {
        try
        {
            return await ReadAsync(caller, order.Table, order.Channel);
        }
        catch (Exception e)
        {
            var unread = SessionRefusals.Of(e, new ConfigurationQuery.Read(order.Device, order.Table, order.Channel));
            throw new RefusedException(SessionRefusals.HalfDone(
                $"the device took the table {order.Table}, which then could not be read back: {unread.Reason}", unread.SdkError));
        }
    }

    private static JsonNode Node(string table, JsonElement told)
    {
        CheckLength(table, told.GetRawText());
        return TableText.Parse(told.GetRawText(), out var why) ?? throw new RefusedException(new DeviceReply.Refused(
            RefusalCode.DeviceRefused, $"what the device has as table {table} is none: {why}", "ask for another table"));
    }

    private static void CheckName(string table)
    {
        if (!TableText.IsName(table))
        {
            throw Refused(
                "that is no name of a table", $"use 1 to {TableText.MaxNameLength} printable ASCII characters without space, as in General");
        }
    }

    private static void CheckLength(string table, string json)
    {
        if (TableText.Bytes(json) is > TableText.MaxBytes and var bytes)
        {
            throw new RefusedException(new DeviceReply.Refused(
                RefusalCode.DeviceRefused,
                $"the table {table} has {bytes:N0} bytes; {TableText.MaxBytes:N0} can be told or written",
                "ask for it channel by channel"));
        }
    }

    private static RefusedException Refused(string reason, string remedy) => new(new DeviceReply.Refused(RefusalCode.Invalid, reason, remedy));

    private static string OfChannel(int? channel) => channel is null ? "" : $" for channel {channel}";
}
