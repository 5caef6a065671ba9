using System.Collections.Frozen;

namespace DeviceCluster.Simulator.Http.Cgi;

/// <summary>The scripts by their names.</summary>
internal static class CgiScripts
{
    public const string Folder = "/cgi-bin/";

    private static readonly FrozenDictionary<string, Func<CgiCall, HttpReply>> Scripts = new Dictionary<string, Func<CgiCall, HttpReply>>
    {
        ["magicBox.cgi"] = MagicBoxScript.Answer,
        ["global.cgi"] = GlobalScript.Answer,
        ["configManager.cgi"] = ConfigScript.Answer,
        ["snapshot.cgi"] = SnapshotScript.Answer,
        ["ptz.cgi"] = PtzScript.Answer,
        ["ptzBase.cgi"] = PtzScript.AnswerBase,
        ["rainBrush.cgi"] = AuxScripts.RainBrush,
        ["coaxialControlIO.cgi"] = AuxScripts.Coaxial,
        ["storageDevice.cgi"] = DeviceScripts.Storage,
        ["alarm.cgi"] = DeviceScripts.Alarm,
        ["encode.cgi"] = DeviceScripts.Encode,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static HttpReply Answer(CgiCall call)
    {
        if (!Scripts.TryGetValue(call.Script, out var script))
            return HttpReply.NotFound;

        call.Device.Facts.Called(call.Script);
        return script(call);
    }
}
