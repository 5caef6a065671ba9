using System.Diagnostics;
using DeviceCluster.Sdk.Sessions;

namespace DeviceCluster.Sdk.Tests.Support;

/// <summary>A process of its own for one library: loads it, tries a login at each port that is named, tells what came of it.</summary>
internal static class ChildProcess
{
    public static int Main(string[] arguments)
    {
        if (arguments is [WatchdogChild.Name, .. var rest])
            return WatchdogChild.Run(rest);
        try
        {
            using var sdk = NetSdk.Load(new SdkOptions { LibraryPath = arguments[0] }, TimeProvider.System);
            Console.WriteLine($"open={sdk.Info.OpenVersion ?? "none"} version={sdk.Info.VersionText} layouts={sdk.Info.LayoutsChecked} "
                + $"figures={(sdk.Figures() is null ? "none" : "some")}");
            foreach (var port in arguments[1..])
                Console.WriteLine(Login(sdk, int.Parse(port, System.Globalization.CultureInfo.InvariantCulture)));
            return 0;
        }
        catch (SdkUnavailableException e)
        {
            Console.WriteLine(e.Message);
            return 78;
        }
    }

    /// <summary>Runs this program with an environment that is set before it starts.</summary>
    public static async Task<(int Exit, string Said)> RunAsync(string searchPath, params string[] arguments)
    {
        string[] all = [typeof(ChildProcess).Assembly.Location, .. arguments];
        var start = new ProcessStartInfo("dotnet", all) { RedirectStandardOutput = true };
        start.Environment["LD_LIBRARY_PATH"] = searchPath;
        using var child = Process.Start(start)!;
        var said = child.StandardOutput.ReadToEndAsync();
        try
        {
            await child.WaitForExitAsync().WaitAsync(Until.Limit);
            return (child.ExitCode, await said);
        }
        finally
        {
            child.Kill();
        }
    }

    private static string Login(NetSdk sdk, int port)
    {
        try
        {
            using var login = sdk.Login(new LoginRequest("127.0.0.1", port, "admin", "password"));
            try
            {
                login.Abort();
                return "aborted";
            }
            catch (SdkException e)
            {
                return $"in: id={login.Id} serial={login.Facts.Serial} channels={login.Facts.Channels} online={login.IsOnline()} "
                    + $"abort={e.Name}";
            }
        }
        catch (LoginException e)
        {
            return $"refused: error={e.LoginError} name={e.Name} stage={e.Stage} left={e.AttemptsLeft} locked={e.LockedFor?.TotalSeconds}";
        }
    }
}
