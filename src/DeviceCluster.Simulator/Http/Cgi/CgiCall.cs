using System.Globalization;

namespace DeviceCluster.Simulator.Http.Cgi;

/// <summary>One request to a script: its device, the script's name, and what stands behind the question mark.</summary>
internal sealed record CgiCall(VirtualDevice Device, string Script, IQueryCollection Query)
{
    public string Action => Query["action"].ToString();

    public string? Text(string name) => Query.TryGetValue(name, out var value) ? value.ToString() : null;

    public double Number(string name) =>
        double.TryParse(Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : 0;

    /// <summary>Null when it is no channel of this device. Channels count from 1 here; 0 means the first too, as some clients ask.</summary>
    public int? Channel0
    {
        get
        {
            var text = Text("channel");
            if (text is null)
                return 0;

            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var channel) && channel <= Device.Channels
                ? Math.Max(channel - 1, 0)
                : null;
        }
    }
}
