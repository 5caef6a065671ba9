using System.Globalization;
using System.Net;
using DeviceCluster.Pbm;

namespace DeviceCluster.Node.Configuration;

/// <summary>
/// Reads the settings under one root and keeps book: what is wrong (key, value, what is allowed, where it was read) and which keys exist,
/// so that a mistyped one is found. A value that may be secret is not repeated.
/// </summary>
internal sealed class SettingsReader(IConfigurationRoot configuration)
{
    public const string Root = "DeviceCluster";

    private readonly List<string> _problems = [];
    private readonly List<SettingHelp> _known = [];

    public IReadOnlyList<SettingHelp> Known => _known;

    public string Text(string key, string fallback, string allowed, Func<string, bool> isAllowed) =>
        Read(key, fallback, fallback, allowed, text => isAllowed(text) ? text : null);

    public int Number(string key, int fallback, int min, int max) =>
        Read(key, fallback, $"{fallback}", $"a whole number from {min} to {max}", text =>
            int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) && n >= min && n <= max ? n : (int?)null);

    public double Rate(string key, double fallback, double min, double max) =>
        Read(key, fallback, Invariant(fallback), $"a number from {Invariant(min)} to {Invariant(max)}", text =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) && n >= min && n <= max ? n : (double?)null);

    public TimeSpan Duration(string key, TimeSpan fallback, TimeSpan min, TimeSpan max) =>
        Read(key, fallback, Durations.Show(fallback), $"a time from {Durations.Show(min)} to {Durations.Show(max)}, as 500ms, 5s or 2m", text =>
            Durations.TryParse(text, out var time) && time >= min && time <= max ? time : (TimeSpan?)null);

    public T Choice<T>(string key, T fallback) where T : struct, Enum =>
        Read(key, fallback, $"{fallback}", string.Join(" or ", Enum.GetNames<T>()), text =>
            Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) && !char.IsAsciiDigit(text[0]) ? value : (T?)null);

    public bool Flag(string key, bool fallback) =>
        Read(key, fallback, fallback ? "true" : "false", "true or false", text => bool.TryParse(text, out var value) ? value : (bool?)null);

    public IPEndPoint EndPoint(string key, IPEndPoint fallback) =>
        Read(key, fallback, $"{fallback}", "an IP address and a port, as 127.0.0.1:9180 or [::1]:9180; port 0 takes any free one", text =>
            text.Contains(':', StringComparison.Ordinal) && HasPort(text) && IPEndPoint.TryParse(text, out var point) ? point : null);

    /// <summary>An optional value: absent is null.</summary>
    public T? Optional<T>(string key, string allowed, Func<string, T?> parse, bool secret = false) where T : class =>
        Read(key, null, "", allowed, parse, secret);

    public void Refuse(string key, string value, string allowed) => _problems.Add(Problem(key, value, allowed));

    /// <summary>All that is wrong, unknown keys included; nothing is used of settings with a fault.</summary>
    public void ThrowIfWrong()
    {
        var known = _known.Select(k => k.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var present = configuration.GetSection(Root).AsEnumerable().Where(pair => pair.Value is not null).Select(pair => pair.Key);
        foreach (var key in present.Where(key => !known.Contains(key)).Order(StringComparer.Ordinal))
            _problems.Add($"there is no setting {key} (from {SettingSource.Of(configuration, key)}): {Nearest.Hint(key, known)}--help lists all");
        if (_problems.Count > 0)
            throw new NodeFault(ExitCode.WrongOptions, _problems);
    }

    private T Read<T>(string key, T fallback, string shown, string allowed, Func<string, T?> parse, bool secret = false) where T : class? =>
        Take(key, shown, allowed, secret, out var text) ? parse(text) ?? Refused(key, text, allowed, secret, fallback) : fallback;

    private T Read<T>(string key, T fallback, string shown, string allowed, Func<string, T?> parse) where T : struct =>
        Take(key, shown, allowed, secret: false, out var text) ? parse(text) ?? Refused(key, text, allowed, secret: false, fallback) : fallback;

    private bool Take(string key, string shown, string allowed, bool secret, out string text)
    {
        var full = $"{Root}:{key}";
        _known.Add(new SettingHelp(full, secret ? "" : shown, allowed) { IsSecret = secret });
        text = configuration[full]?.Trim() ?? "";
        return text.Length > 0;
    }

    private T Refused<T>(string key, string text, string allowed, bool secret, T fallback)
    {
        Refuse(key, secret ? "(not shown)" : $"'{text}'", allowed);
        return fallback;
    }

    private string Problem(string key, string value, string allowed) =>
        $"{Root}:{key} is {value} (from {SettingSource.Of(configuration, $"{Root}:{key}")}): allowed is {allowed}";

    private static bool HasPort(string text)
    {
        var colon = text.LastIndexOf(':');
        return colon > text.LastIndexOf(']') && text[(colon + 1)..].All(char.IsAsciiDigit) && colon + 1 < text.Length
            && (text[0] == '[' || text.IndexOf(':', StringComparison.Ordinal) == colon);
    }

    private static string Invariant(double number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>One setting as <c>--help</c> shows it.</summary>
internal sealed record SettingHelp(string Key, string Fallback, string Allowed)
{
    /// <summary>Belongs into a file of its own, never into a manifest.</summary>
    public bool IsSecret { get; init; }
}
