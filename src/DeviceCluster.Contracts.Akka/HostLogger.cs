using Akka.Actor;
using Akka.Event;
using Akka.Hosting.Logging;

namespace DeviceCluster.Contracts.Akka;

/// <summary>
/// Hands what actors log to the host's logging with its properties by name. Akka's own lines number their places ("{0}"), which structured loggers fill
/// in another order than Akka does: those are handed on as finished text.
/// </summary>
public sealed class HostLogger : LoggerFactoryLogger
{
    protected override void Log(LogEvent log, ActorPath path) =>
        base.Log(log.Message is LogMessage message && message.PropertyNames.Any(IsNumber) ? Finished(log) : log, path);

    private static bool IsNumber(string name) => name.Length > 0 && char.IsAsciiDigit(name[0]);

    private static LogEvent Finished(LogEvent log)
    {
        var text = log.Message.ToString() ?? "";
        return log switch
        {
            Error => new Error(log.Cause, log.LogSource, log.LogClass, text),
            Warning => new Warning(log.Cause, log.LogSource, log.LogClass, text),
            Info => new Info(log.Cause, log.LogSource, log.LogClass, text),
            _ => new Debug(log.Cause, log.LogSource, log.LogClass, text),
        };
    }
}
