using DeviceCluster.Sdk.Interop;

namespace DeviceCluster.Sdk.Tests.Support;

/// <summary>A library with the vendor's functions and none of ours. A process loads it when the folder is in its LD_LIBRARY_PATH at start.</summary>
internal static class FakeVendorLibrary
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

    public static string Build(TemporaryFolder folder)
    {
        var path = folder.File("libdhnetsdk.so");
        var others = LoadedLibrary.Imports(typeof(NativeMethods))
            .Where(name => !Login.Any(line => line.Contains($" {name}(", StringComparison.Ordinal)))
            .Select(name => $"asm(\".globl {name}\\n{name}: xor %eax, %eax\\n ret\");");
        CCompiler.BuildLibrary(path, [.. Login, .. others], $"-I{TestFiles.HeaderFolder}");
        return path;
    }
}
