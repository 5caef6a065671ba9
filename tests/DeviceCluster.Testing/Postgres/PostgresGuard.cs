using DeviceCluster.Testing.Processes;

namespace DeviceCluster.Testing.Postgres;

/// <summary>
/// Ends a server and removes its folder when the process that started it is gone without having done so: killed, or a test run cut off. Its input
/// is a pipe of that process, and closes with it.
/// </summary>
internal static class PostgresGuard
{
    // A server that stands still is woken first; signals of the terminal are for the others.
    private const string Script =
        """
        trap '' INT TERM HUP
        cat >/dev/null
        pid=$(head -n 1 "$1/data/postmaster.pid" 2>/dev/null)
        if [ -n "$pid" ]; then
            children=$(cat "/proc/$pid/task/$pid/children" 2>/dev/null)
            kill -CONT $children $pid 2>/dev/null
            kill -QUIT "$pid" 2>/dev/null
            sleep 2
            kill -KILL $children "$pid" 2>/dev/null
        fi
        rm -rf "$1"
        """;

    public static RunningProgram Start(string folder) => RunningProgram.Start("sh", ["-c", Script, "postgres-guard", folder]);
}
