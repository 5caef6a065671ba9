using DeviceCluster.Pbm.Grammar;

namespace DeviceCluster.Pbm.Tests.Grammar;

public class CommandLineReaderTests
{
    [Fact]
    public void Switches_are_read_in_any_case_and_order_with_the_positional_word_among_them()
    {
        var line = Read("DEVICE", "Add", "-Port", "4000", "gate", "-HOST", "10.0.0.7", "-force");

        Assert.Equal(("device", "add"), (line.Palette.Name, line.Command.Name));
        Assert.Equal(
            [("force", "true"), ("host", "10.0.0.7"), ("id", "gate"), ("port", "4000")],
            line.Values.OrderBy(v => v.Key).Select(v => (v.Key, v.Value)));
    }

    [Theory]
    [InlineData("-h")]
    [InlineData("--host")]
    public void A_short_name_and_two_dashes_are_understood_too(string written)
    {
        Assert.Equal("a", Read("device", "add", "gate", written, "a").Values["host"]);
    }

    [Fact]
    public void A_positional_switch_may_be_named()
    {
        Assert.Equal("gate", Read("device", "add", "-id", "gate", "-host", "a").Values["id"]);
    }

    [Theory]
    [InlineData("-5")]
    [InlineData("-not-a-switch")]
    [InlineData("")]
    public void A_value_may_look_odd_as_long_as_it_is_no_switch(string value)
    {
        Assert.Equal(value, Read("device", "add", "gate", "-host", value).Values["host"]);
    }

    [Theory]
    [InlineData("there is no palette 'devise'", "did you mean 'device'?", "devise", "list")]
    [InlineData("palette device needs a command", "one of: add, list", "device")]
    [InlineData("there is no command of device 'lst'", "did you mean 'list'?", "device", "lst")]
    [InlineData("device add has no switch '-hots'", "did you mean 'host'?", "device", "add", "-hots", "a")]
    [InlineData("-host needs a value HOST", "pbm help device add", "device", "add", "-host", "-port", "1")]
    [InlineData("-host needs a value HOST", "pbm help device add", "device", "add", "-host")]
    [InlineData("-host is given twice", "pbm help device add", "device", "add", "-host", "a", "-h", "b")]
    [InlineData("device list cannot place the word 'all'", "pbm help device list", "device", "list", "all")]
    [InlineData("device add needs ID", "pbm help device add", "device", "add", "-host", "a")]
    [InlineData("device add needs -host HOST", "pbm help device add", "device", "add", "gate")]
    public void What_cannot_be_read_is_named_with_what_would_be_right(string error, string remedy, params string[] words)
    {
        var e = Assert.Throws<PbmException>(() => Read(words));

        Assert.Equal((ExitCode.Usage, error), (e.Exit, e.Message));
        Assert.Contains(remedy, e.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_password_as_an_argument_is_refused_without_repeating_it()
    {
        var e = Assert.Throws<PbmException>(() => Read("device", "add", "gate", "-password", "hunter2", "-host", "a"));

        Assert.Contains("takes no value on the command line", e.Message, StringComparison.Ordinal);
        Assert.Contains("PBM_PASSWORD", e.Remedy, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", e.ToString() + e.Remedy, StringComparison.Ordinal);
    }

    private static CommandLine Read(params string[] words) => CommandLineReader.Read(Samples.Node.Palettes, words);
}
