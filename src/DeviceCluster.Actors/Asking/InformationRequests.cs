using System.Collections.Immutable;
using System.Text.Json;
using DeviceCluster.Actors.Devices;
using DeviceCluster.Actors.Sessions;
using DeviceCluster.Contracts.Information;
using DeviceCluster.Domain.Information;
using DeviceCluster.Sdk.Information;
using DeviceCluster.Sdk.Sessions;

namespace DeviceCluster.Actors.Asking;

/// <summary>What a device says of itself. What it said at its login is known already.</summary>
internal static class InformationRequests
{
    /// <summary>Where devices speak it.</summary>
    private const int UsualRtspPort = 554;

    public static async Task<DeviceInformation> ReadAsync(InformationQuery.GetInformation query, SessionCaller caller)
    {
        var facts = caller.Entry.Login!.Facts;
        string? type = null, version = null, built = null, name = null;
        (int? Port, PortSource Source) http = default, rtsp = default;
        ImmutableArray<bool> recording = [], inputs = [];
        ImmutableArray<DiskPart> disks = [];
        var titles = InformationParts.Titles(default, facts.Channels);

        var parts = new PartsOfAnswer(caller);
        await parts.AskAsync("type", Ask("magicBox.getDeviceType"), answer => (type = InformationParts.Type(answer)) is not null);
        await parts.AskAsync("version", Ask("magicBox.getSoftwareVersion"), answer =>
        {
            (version, built) = (InformationParts.Version(answer), InformationParts.BuildDate(answer));
            return version is not null;
        });
        await parts.AskAsync("machine name", Ask("magicBox.getMachineName"), answer => (name = InformationParts.MachineName(answer)) is not null);
        await AskRtspAsync(caller, parts, told => rtsp = told);
        await parts.AskAsync("channel titles", Table("ChannelTitle"), table =>
            (titles = InformationParts.Titles(table, facts.Channels)).Any(title => title is not null));
        await parts.AskAsync("recording", (login, wait) => login.ReadRecording(wait), told => (recording = told).Length >= facts.Channels);
        await parts.AskAsync("alarm inputs", (login, wait) => login.ReadAlarmInputs(wait), told => (inputs = told).Length >= facts.AlarmInputs);
        await parts.AskAsync("disks", (login, wait) => login.ReadDisks(wait), told => (disks = told).Length >= facts.Disks);
        await parts.AskAsync("HTTP port", (login, _) => login.ReadHttpPort(), known => (http = (known.Port, Source(known.Source))) is { Port: > 0 });

        return new DeviceInformation(
            query.Device, type, version, built, facts.Serial, name, http.Port, rtsp.Port, inputs, facts.AlarmOutputs, Channels(titles, recording), Disks(disks),
            parts.NotTold, http.Source, rtsp.Source);
    }

    public static async Task<DeviceCheck> CheckAsync(InformationQuery.Check query, SessionCaller caller)
    {
        var target = caller.Entry.Target;
        var tables = ImmutableDictionary.CreateBuilder<string, JsonElement>();
        string? software = null;
        int? http = null;

        var parts = new PartsOfAnswer(caller);
        foreach (var name in CheckRules.Tables)
        {
            await parts.AskAsync(name, Table(name), table =>
            {
                tables[name] = table;
                return true;
            });
        }

        await parts.AskAsync("version", Ask("magicBox.getSoftwareVersion"), answer =>
            (software = InformationParts.Version(answer) is { } version ? $"software {version} of {InformationParts.BuildDate(answer) ?? "an unknown day"}" : null) is not null);
        // Where nobody told it, it is not known whether it was changed.
        await parts.AskAsync("HTTP port", (login, _) => login.ReadHttpPort(), known =>
            (http = known.Source == HttpPortSource.Usual ? null : known.Port) is not null);
        return new DeviceCheck(query.Device, CheckRules.Judge(new CheckFacts
        {
            User = target.User,
            PasswordFlaws = caller.Entry.PasswordFlaws,
            // Only a challenge shows a serial number: a device that gave none knows the plain login alone.
            IsPlainLogin = target.PlainLogin && caller.Entry.Login!.Facts.Serial.Length == 0,
            Port = target.Address.Port,
            HttpPort = http,
            Software = software,
            Tables = tables.ToImmutable(),
        }));
    }

    private static Func<INativeLogin, TimeSpan, JsonElement> Ask(string question) => (login, wait) => login.Ask(question, channel0: 0, wait);

    private static Func<INativeLogin, TimeSpan, JsonElement> Table(string name) => (login, wait) => login.ReadTable(name, channel0: null, wait).Table;

    /// <summary>What people set needs no question; and a device that does not answer is where devices are.</summary>
    private static async Task AskRtspAsync(SessionCaller caller, PartsOfAnswer parts, Action<(int? Port, PortSource Source)> take)
    {
        if (caller.Entry.Access.RtspPort is { } set)
        {
            take((set, PortSource.Set));
            return;
        }

        take((UsualRtspPort, PortSource.Usual));
        await parts.AskAsync("RTSP port", Table("RTSP"), table =>
        {
            if (InformationParts.Port(table) is not { } told)
                return false;
            take((told, PortSource.Table));
            return true;
        });
    }

    private static PortSource Source(HttpPortSource source) => source switch
    {
        HttpPortSource.Set => PortSource.Set,
        HttpPortSource.Told => PortSource.Search,
        HttpPortSource.Usual => PortSource.Usual,
        _ => PortSource.Unknown,
    };

    private static ImmutableArray<ChannelInformation> Channels(ImmutableArray<string?> titles, ImmutableArray<bool> recording) =>
        [.. titles.Select((title, channel0) => new ChannelInformation(channel0 + 1, title, channel0 < recording.Length ? recording[channel0] : null))];

    private static ImmutableArray<DiskInformation> Disks(ImmutableArray<DiskPart> parts) =>
        [.. parts.Select(part => new DiskInformation(part.Disk + 1, part.Part + 1, part.SizeMebibytes, part.FreeMebibytes, part.Failed, $"{part.Use}"))];
}
