using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DeviceCluster.Sdk.Interop;
using DeviceCluster.Sdk.Tests.Support;

namespace DeviceCluster.Sdk.Tests.Interop;

/// <summary>The header is the truth; the C compiler is the judge. To be run first and alone when anything here changes.</summary>
public class LayoutTests
{
    public static TheoryData<string> Structs => [.. NativeLayout.All.Select(layout => layout.Name)];

    [Theory]
    [MemberData(nameof(Structs))]
    public void A_struct_is_laid_out_as_in_the_header(string name)
    {
        var layout = NativeLayout.All.Single(l => l.Name == name);
        var offsets = layout.Offsets.Select(field => Assertion($"offsetof({name}, {field.Key}) == {field.Value}", field.Key));
        var size = Assertion($"sizeof({name}) == {layout.Size}", "size");

        Assert.Equal("", CCompiler.Check(["#include <stddef.h>", $"#include <{layout.Header}>", .. offsets, size]));
    }

    [Fact]
    public void The_numbers_of_the_C_library_are_those_of_its_headers()
    {
        Assert.Equal("", CCompiler.Check(
        [
            "#include <signal.h>",
            "#include <time.h>",
            Assertion($"CLOCK_BOOTTIME == {SystemMethods.ClockBootTime}", "clock"),
            Assertion($"SIGEV_SIGNAL == {SystemMethods.Signal}", "event"),
            Assertion($"SIGKILL == {SystemMethods.SignalKill}", "signal"),
            Assertion($"TIMER_ABSTIME == {SystemMethods.AbsoluteTime}", "flag"),
            Assertion("sizeof(timer_t) == sizeof(void*)", "timer"),
        ]));
    }

    [Fact]
    public void The_compiler_finds_a_layout_that_is_wrong()
    {
        var said = CCompiler.Check(["#include <stddef.h>", "#include \"netsdk_open.h\"", Assertion("sizeof(NET_PARAM) == 52", "widened")]);

        Assert.Contains("widened", said, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Structs))]
    public void A_struct_has_the_same_size_with_and_without_marshalling(string name)
    {
        var type = typeof(NativeLayout).Assembly.GetTypes()
            .Single(t => t.GetCustomAttributes(typeof(NativeNameAttribute), inherit: false) is [NativeNameAttribute n] && n.Name == name);

        Assert.Equal(Marshal.SizeOf(type), RuntimeHelpers.SizeOf(type.TypeHandle));
    }

    [Theory]
    [InlineData("NET_IN_LOGIN_WITH_HIGHLEVEL_SECURITY", 288)]
    [InlineData("NET_OUT_LOGIN_WITH_HIGHLEVEL_SECURITY", 240)]
    [InlineData("NET_DEVICEINFO_Ex", 100)]
    [InlineData("NET_IN_STARTSERACH_DEVICE", 112)]
    [InlineData("DEVICE_NET_INFO_EX", 1120)]
    [InlineData("DEVICE_NET_INFO_EX2", 7328)]
    [InlineData("NET_PARAM", 48)]
    [InlineData("NETSDK_INIT_PARAM", 1028)]
    [InlineData("NET_TIME", 24)]
    [InlineData("DEVICE_IP_SEARCH_INFO", 16400)]
    [InlineData("PTZ_CONTROL_ABSOLUTELY", 152)]
    [InlineData("PTZ_CONTROL_CONTINUOUSLY", 112)]
    [InlineData("CFG_PTZ_PROTOCOL_CAPS_INFO", 7456)]
    public void A_struct_of_the_vendors_has_the_size_of_its_generation(string name, int size) =>
        Assert.Equal(size, NativeLayout.All.Single(l => l.Name == name).Size);

    [Theory]
    [InlineData("NET_IN_LOGIN_WITH_HIGHLEVEL_SECURITY", "szLocalIP", 220)]
    [InlineData("NET_IN_LOGIN_WITH_HIGHLEVEL_SECURITY", "emTLSCap", 216)]
    [InlineData("DEVICE_NET_INFO_EX2", "szLocalIP", 1120)]
    public void A_field_that_moved_between_generations_is_where_this_one_has_it(string name, string field, int offset) =>
        Assert.Equal(offset, NativeLayout.All.Single(l => l.Name == name).Offsets[field]);

    private static string Assertion(string condition, string message) =>
        string.Create(CultureInfo.InvariantCulture, $"_Static_assert({condition}, \"{message}\");");
}
