using DeviceCluster.Sdk.Tests.Support;

namespace DeviceCluster.Sdk.Tests.Interop;

/// <summary>A library with the vendor's functions and none of ours, chosen by its path. Each test is a process of its own.</summary>
public sealed class VendorLibraryTests : IDisposable
{
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

    private string Library() => FakeVendorLibrary.Build(_folder);
}
