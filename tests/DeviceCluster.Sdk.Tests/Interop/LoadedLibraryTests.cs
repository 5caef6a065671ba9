using System.Globalization;
using DeviceCluster.Sdk.Interop;
using DeviceCluster.Sdk.Tests.Support;

namespace DeviceCluster.Sdk.Tests.Interop;

/// <summary>A library that is missing or wrong, and what the operator is told of it.</summary>
public sealed class LoadedLibraryTests : IDisposable
{
    private const string Setting = "DeviceCluster:Sdk:LibraryPath";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_missing_library_is_named_with_how_to_build_it_and_the_setting()
    {
        var path = _folder.File("libnetsdk_open.so");

        Says(path, path, "is not there", "./run build", Setting);
    }

    [Fact]
    public void A_file_that_is_no_library_is_named()
    {
        var path = _folder.File("library.so");
        File.WriteAllText(path, "#!/bin/sh\nexit 0\n# long enough for a header");

        Says(path, path, "no shared library", Setting);
    }

    [Fact]
    public void A_file_shorter_than_a_header_is_named()
    {
        var path = _folder.File("library.so");
        File.WriteAllBytes(path, [0x7F, (byte)'E', (byte)'L', (byte)'F']);

        Says(path, path, "no shared library", Setting);
    }

    [Fact]
    public void A_library_for_another_machine_is_told_by_both_names()
    {
        const int MachineAt = 18;
        const byte Arm64 = 183;
        var path = Library(Functions());
        var bytes = File.ReadAllBytes(path);
        bytes[MachineAt] = Arm64;
        File.WriteAllBytes(path, bytes);

        Says(path, path, "built for Arm64", "this process is X64", Setting);
    }

    [Fact]
    public void A_function_that_is_missing_is_named()
    {
        var path = Library(Functions().Where(line => !line.Contains("CLIENT_Logout", StringComparison.Ordinal)));

        Says(path, path, "lacks CLIENT_Logout:", "./run build");
    }

    [Fact]
    public void A_function_of_our_own_that_is_missing_is_named()
    {
        var path = Library(OpenLibrary().Where(line => !line.Contains("NETSDK_OPEN_Abort", StringComparison.Ordinal)));

        Says(path, path, "lacks NETSDK_OPEN_Abort:", "./run build");
    }

    [Fact]
    public void A_version_of_ours_from_before_the_watchdog_is_taken_and_told_to_have_none()
    {
        var library = LoadedLibrary.Open(Library(OpenLibrary()));

        Assert.False(library.HasWatchdog || library.ExpectsSerial);
    }

    [Fact]
    public void A_library_of_another_major_version_is_told_by_its_version()
    {
        var path = Library(OpenLibrary(version: "2.0.0"));

        Says(path, path, "version '2.0.0'", "needs 0.x", "./run build");
    }

    [Fact]
    public void A_struct_of_another_size_is_named_with_both_sizes()
    {
        var path = Library(OpenLibrary(sizes: "if (!strcmp(name, \"NET_PARAM\")) return 52;"));

        Says(path, path, "NET_PARAM has 52 bytes there and 48 here", "./run build");
    }

    [Fact]
    public void A_field_at_another_place_is_named_with_both_places()
    {
        var path = Library(OpenLibrary(
            sizes: "if (!strcmp(name, \"NET_PARAM\")) return 48;",
            offsets: "if (!strcmp(field, \"nConnectTime\")) return 8;"));

        Says(path, path, "NET_PARAM.nConnectTime is at byte 8 there and 4 here");
    }

    [Fact]
    public void A_library_whose_companion_is_missing_is_told_with_the_search_path()
    {
        var companion = _folder.File("libcompanion.so");
        CCompiler.BuildLibrary(companion, ["int companion(void) { return 1; }"]);
        var path = _folder.File("library.so");
        CCompiler.BuildLibrary(
            path,
            [.. Functions(), "int companion(void); int user(void) { return companion(); }"],
            "-Wl,--no-as-needed",
            "-L" + _folder.Path,
            "-lcompanion");
        File.Delete(companion);

        Says(path, path, "libcompanion.so", "LD_LIBRARY_PATH", Setting);
    }

    [Fact]
    public void A_vendors_library_without_its_search_path_is_told_with_what_to_set_before_start()
    {
        var path = Library(Functions());

        Says(path, path, $"LD_LIBRARY_PATH={_folder.Path}", "has no effect");
    }

    [Fact]
    public void A_vendors_library_whose_folder_was_in_the_search_path_at_start_is_taken()
    {
        var path = Library(Functions());

        VendorLibrary.CheckSearchPath(path, ["/usr/lib", _folder.Path]);
    }

    [Fact]
    public void The_search_path_at_start_is_read_from_the_environment_the_process_was_given()
    {
        var environment = "HOME=/root\0LD_LIBRARY_PATH=/opt/vendor/:/usr/local/lib\0XLD_LIBRARY_PATH=/no\0"u8.ToArray();

        Assert.Equal(["/opt/vendor", "/usr/local/lib"], VendorLibrary.Folders(environment));
    }

    [Fact]
    public void The_release_library_fits_and_knows_every_struct()
    {
        var library = LoadedLibrary.Open(TestFiles.Library);

        Assert.StartsWith("0.", library.OpenVersion, StringComparison.Ordinal);
        Assert.Equal(NativeLayout.OfLibrary.Count, library.LayoutsChecked);
        Assert.True(library.ExpectsSerial && library.HasWatchdog);
    }

    [Fact]
    public void Every_import_is_found_by_its_attribute()
    {
        Assert.Contains("CLIENT_QueryDevState", LoadedLibrary.Imports(typeof(NativeMethods)));
        Assert.Equal(27, LoadedLibrary.Imports(typeof(NativeMethods)).Count());
        Assert.Equal(16, LoadedLibrary.Imports(typeof(OpenMethods)).Count());
    }

    private static void Says(string path, params string[] words)
    {
        var refused = Assert.Throws<SdkUnavailableException>(() => LoadedLibrary.Open(path));

        Assert.All(
            words,
            word => Assert.True(refused.Message.Contains(word, StringComparison.Ordinal), $"no \"{word}\" in: {refused.Message}"));
    }

    private static IEnumerable<string> Functions() =>
        LoadedLibrary.Imports(typeof(NativeMethods)).Select(name => $"long {name}(void) {{ return 0; }}");

    private static IEnumerable<string> OpenLibrary(string version = "0.1.0", string sizes = "", string offsets = "") =>
    [
        "#include <string.h>",
        .. Functions(),
        .. LoadedLibrary.Imports(typeof(OpenMethods)).Concat(LoadedLibrary.Imports(typeof(ConfigMethods)))
            .Where(name => name is not ("NETSDK_OPEN_Version" or "NETSDK_OPEN_StructSize" or "NETSDK_OPEN_FieldOffset"))
            .Select(name => $"long {name}(void) {{ return 0; }}"),
        $"const char* NETSDK_OPEN_Version(void) {{ return \"{version}\"; }}",
        $"unsigned NETSDK_OPEN_StructSize(const char* name) {{ {sizes} return 0; }}",
        $"unsigned NETSDK_OPEN_FieldOffset(const char* name, const char* field) {{ {offsets} return 0xFFFFFFFFu; }}",
    ];

    private string Library(IEnumerable<string> lines)
    {
        // The loader knows a file that it has open by its name, so every test has a name of its own.
        var path = _folder.File(string.Create(CultureInfo.InvariantCulture, $"lib{Guid.NewGuid():N}.so"));
        CCompiler.BuildLibrary(path, lines);
        return path;
    }
}
