using System.Runtime.Versioning;
using DeviceCluster.Pbm.Interactive;
using DeviceCluster.Pbm.V1;

namespace DeviceCluster.Pbm.Tests.Interactive;

public class LineEditingTests
{
    private static readonly PalettesReply WithChoices = new()
    {
        Palettes =
        {
            new Palette
            {
                Name = "ptz",
                Commands =
                {
                    new Command
                    {
                        Name = "zoom",
                        Switches =
                        {
                            new Switch { Name = "id", ValueName = "ID", Positional = true },
                            new Switch { Name = "way", ValueName = "in|out", Positional = true, Choices = { "out", "in" } },
                            new Switch { Name = "speed", ValueName = "N" },
                        },
                    },
                },
            },
        },
    };

    [Theory]
    [InlineData("abc", 3, ConsoleKey.Backspace, false, "ab", 2)]
    [InlineData("abc", 0, ConsoleKey.Backspace, false, "abc", 0)]
    [InlineData("abc", 1, ConsoleKey.Delete, false, "ac", 1)]
    [InlineData("abc", 0, ConsoleKey.LeftArrow, false, "abc", 0)]
    [InlineData("abc", 3, ConsoleKey.RightArrow, false, "abc", 3)]
    [InlineData("abc", 2, ConsoleKey.A, true, "abc", 0)]
    [InlineData("abc", 1, ConsoleKey.E, true, "abc", 3)]
    [InlineData("abc", 1, ConsoleKey.U, true, "bc", 0)]
    [InlineData("abc", 1, ConsoleKey.K, true, "a", 1)]
    [InlineData("device add gate", 15, ConsoleKey.W, true, "device add ", 11)]
    [InlineData("device add  ", 12, ConsoleKey.W, true, "device ", 7)]
    public void A_key_edits_the_line(string text, int cursor, ConsoleKey key, bool control, string after, int cursorAfter)
    {
        var line = new LineBuffer(text, cursor).Press(new ConsoleKeyInfo('\0', key, shift: false, alt: false, control));

        Assert.Equal(new LineBuffer(after, cursorAfter), line);
    }

    [Fact]
    public void A_letter_goes_in_at_the_cursor_and_a_control_character_does_not()
    {
        var line = new LineBuffer("ac", 1).Press(new ConsoleKeyInfo('b', ConsoleKey.B, false, false, false)).Press(new ConsoleKeyInfo('\e', ConsoleKey.Escape, false, false, false));

        Assert.Equal(new LineBuffer("abc", 2), line);
    }

    [Fact]
    public void History_goes_back_and_forth_and_keeps_the_draft()
    {
        var history = new LineHistory();
        history.Add("one");
        history.Add("two");
        history.Add("two");

        Assert.Equal("two", history.Older("dra"));
        Assert.Equal("one", history.Older("two"));
        Assert.Equal("one", history.Older("one"));
        Assert.Equal("two", history.Newer("one"));
        Assert.Equal("dra", history.Newer("two"));
        Assert.Equal("dra", history.Newer("dra"));
    }

    [Theory]
    [InlineData("", "device", "exit", "help", "live")]
    [InlineData("de", "device")]
    [InlineData("device ", "add", "list")]
    [InlineData("DEVICE A", "add")]
    [InlineData("help li", "live")]
    [InlineData("help device l", "list")]
    [InlineData("device add -p", "-password-stdin", "-port")]
    [InlineData("device add -port 1 -p", "-password-stdin")]
    [InlineData("nothing ", new string[0])]
    public void Tab_offers_what_can_stand_there(string before, params string[] candidates)
    {
        Assert.Equal(candidates, Completion.Of(Samples.Node, before).Known);
    }

    [Theory]
    [InlineData("device add ", "device", "")]
    [InlineData("device add ga", "device", "ga")]
    [InlineData("device add -id ga", "device", "ga")]
    [InlineData("device add -host 10.0.0.7 ", "device", "")]
    [InlineData("device add -force ", "device", "")]
    [InlineData("device add gate ", "", "")]
    [InlineData("device add -id gate ", "", "")]
    [InlineData("device add -host ", "", "")]
    [InlineData("device add -", "", "-")]
    [InlineData("help device add ", "", "")]
    [InlineData("device ", "", "")]
    public void Tab_asks_the_node_where_it_knows_the_words(string before, string kind, string begun)
    {
        var completion = Completion.Of(Samples.Node, before);

        Assert.Equal((kind, begun), (completion.Kind, completion.Begun));
    }

    [Theory]
    [InlineData("ptz zoom gate ", "in", "out", "-speed", "-way")]
    [InlineData("ptz zoom gate o", "out")]
    [InlineData("ptz zoom gate -way ", "in", "out")]
    [InlineData("ptz zoom gate -way I", "in")]
    [InlineData("ptz zoom gate in ", "-speed", "-way")]
    [InlineData("ptz zoom gate -speed ", new string[0])]
    public void Tab_offers_the_choices_of_a_switch_where_its_value_can_stand(string before, params string[] candidates) =>
        Assert.Equal(candidates, Completion.Of(WithChoices, before).Known.Where(known => known != "-id"));

    [Fact]
    public void A_value_comes_next_and_no_switch() => Assert.Empty(Completion.Of(Samples.Node, "device add -id ").Known);

    [Fact]
    [SupportedOSPlatform("linux")]
    public void Earlier_conversations_are_remembered_for_the_operator_alone()
    {
        var folder = Directory.CreateTempSubdirectory("pbm-tests-");
        try
        {
            var file = new HistoryFile(Path.Combine(folder.FullName, "devicecluster", "pbm_history"));
            var first = new LineHistory(file);
            for (var line = 0; line < 510; line++)
                first.Add($"device show gate-{line}");

            var second = new LineHistory(file);

            Assert.Equal("device show gate-509", second.Older(""));
            Assert.Equal(500, file.Read().Count);
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder.FullName, "devicecluster", "pbm_history")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    [SupportedOSPlatform("linux")]
    public void A_history_that_others_could_read_is_for_the_operator_alone_from_the_next_line()
    {
        var folder = Directory.CreateTempSubdirectory("pbm-tests-");
        try
        {
            var path = Path.Combine(folder.FullName, "pbm_history");
            File.WriteAllText(path, "device list\n");
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

            new LineHistory(new HistoryFile(path)).Add("device show gate");

            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
            Assert.Equal(["device list", "device show gate"], File.ReadAllLines(path));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_history_that_cannot_be_kept_spoils_no_conversation()
    {
        var history = new LineHistory(new HistoryFile("/proc/no/such/folder/pbm_history"));

        history.Add("device list");

        Assert.Equal("device list", history.Older(""));
    }

    [Fact]
    public void Tab_goes_as_far_as_all_candidates_agree()
    {
        Assert.Equal("-p", Completion.CommonStart(["-password-stdin", "-port"]));
    }
}
