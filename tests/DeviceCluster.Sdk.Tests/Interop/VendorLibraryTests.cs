using DeviceCluster.Sdk.Interop;
using DeviceCluster.Sdk.Tests.Support;

namespace DeviceCluster.Sdk.Tests.Interop;

/// <summary>A library with the vendor's functions and none of ours, chosen by its path. Each test is a process of its own.</summary>
public sealed class VendorLibraryTests : IDisposable
{
    /// <summary>The port of a login is what comes of it: 1 = accepted with a negative handle, 100 + n = login error n.</summary>
    private static readonly string[] Login =
    [
        "#include <string.h>",
        "#include \"netsdk_open.h\"",
        "static DWORD last;",
        "DWORD CLIENT_GetLastError(void) { return last; }",
        "DWORD CLIENT_GetSDKVersion(void) { return 35700100u; }",
        "BOOL CLIENT_InitEx(fDisConnect f, LDWORD u, NETSDK_INIT_PARAM* p) { return 1; }",
        "BOOL CLIENT_Logout(LLONG l) { return l == -7; }",
        "BOOL CLIENT_QueryDevState(LLONG l, int32_t t, char* b, int32_t n, int32_t* r, int32_t w) {",
        "  *(int32_t*)b = l == -7 && n == 4; return 1; }",
        "LLONG CLIENT_LoginWithHighLevelSecurity(NET_IN_LOGIN_WITH_HIGHLEVEL_SECURITY* i, NET_OUT_LOGIN_WITH_HIGHLEVEL_SECURITY* o) {",
        "  if (i->dwSize != sizeof *i || o->dwSize != sizeof *o || strcmp(i->szPassword, \"password\")) return 0;",
        "  memcpy(o->stuDeviceInfo.sSerialNumber, \"VENDOR-1\", 8); o->stuDeviceInfo.nChanNum = 16;",
        "  if (i->nPort == 1) return -7;",
        "  o->nError = i->nPort - 100; last = 0x80000000u | (i->nPort == 101 ? 100 : i->nPort == 105 ? 104 : i->nPort == 109 ? 107 : 2);",
        "  o->stuDeviceInfo.byLeftLogTimes = i->nPort == 101 ? 3 : 0; o->stuDeviceInfo.nLockLeftTime = i->nPort == 105 ? 60 : -1;",
        "  return 0; }",
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_vendors_library_is_refused_in_words_when_its_search_path_was_not_set_before_start()
    {
        var (exit, said) = await ChildProcess.RunAsync(searchPath: "/somewhere/else", Library());

        Assert.Equal(78, exit);
        Assert.Contains($"LD_LIBRARY_PATH={_folder.Path}", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_vendors_library_works_without_our_own_functions()
    {
        var (exit, said) = await ChildProcess.RunAsync(searchPath: _folder.Path, Library(), "1");

        Assert.Equal(
            """
            open=none version=3.57.100 layouts=0 figures=none
            in: id=-7 serial=VENDOR-1 channels=16 online=True abort=NET_NOT_SUPPORTED

            """,
            said);
        Assert.Equal(0, exit);
    }

    [Fact]
    public async Task What_the_vendors_library_leaves_open_counts_as_a_password_that_was_tried()
    {
        var (_, said) = await ChildProcess.RunAsync(searchPath: _folder.Path, Library(), "101", "105", "103", "109", "120");

        Assert.Equal(
            [
                "refused: error=1 name=NET_LOGIN_ERROR_PASSWORD stage=Answered left=3 locked=",
                "refused: error=5 name=NET_LOGIN_ERROR_LOCKED stage=Answered left= locked=60",
                "refused: error=3 name=NET_NETWORK_ERROR stage=Sent left= locked=",
                "refused: error=9 name=NET_LOGIN_ERROR_CONNECT stage=NotConnected left= locked=",
                "refused: error=20 name=NET_NETWORK_ERROR stage=Sent left= locked=",
            ],
            said.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..]);
    }

    [Fact]
    public async Task A_library_that_is_missing_ends_with_its_path_and_what_to_do()
    {
        var path = _folder.File("none.so");

        var (exit, said) = await ChildProcess.RunAsync(searchPath: "", path);

        Assert.Equal(78, exit);
        Assert.Contains(path, said, StringComparison.Ordinal);
        Assert.Contains("./run build", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Our_library_works_in_a_process_of_its_own()
    {
        var (exit, said) = await ChildProcess.RunAsync(searchPath: "", TestFiles.Library);

        Assert.Equal(0, exit);
        Assert.StartsWith("open=0.", said, StringComparison.Ordinal);
    }

    private string Library()
    {
        var path = _folder.File("libdhnetsdk.so");
        var others = LoadedLibrary.Imports(typeof(NativeMethods))
            .Where(name => !Login.Any(line => line.Contains($" {name}(", StringComparison.Ordinal)))
            .Select(name => $"asm(\".globl {name}\\n{name}: xor %eax, %eax\\n ret\");");
        CCompiler.BuildLibrary(path, [.. Login, .. others], $"-I{TestFiles.HeaderFolder}");
        return path;
    }
}
