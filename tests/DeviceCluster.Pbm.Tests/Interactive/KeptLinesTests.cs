using DeviceCluster.Pbm.Interactive;
using DeviceCluster.Pbm.V1;

namespace DeviceCluster.Pbm.Tests.Interactive;

/// <summary>No secret outlives the conversation in which it was typed.</summary>
public class KeptLinesTests
{
    private static readonly PalettesReply Node = new()
    {
        Palettes =
        {
            Samples.Node.Palettes,
            new Palette
            {
                Name = "config",
                Commands =
                {
                    new Command
                    {
                        Name = "set",
                        Switches =
                        {
                            new Switch { Name = "id", ValueName = "ID", Positional = true },
                            new Switch { Name = "json", ShortName = "j", ValueName = "JSON", Private = true },
                        },
                    },
                },
            },
        },
    };

    [Theory]
    [InlineData("device list", true)]
    [InlineData("device add gate -host 10.0.0.7 -password-stdin", true)]
    [InlineData("device add gate -passw canary", true)]
    [InlineData("device add gate -password canary", false)]
    [InlineData("DEVICE ADD gate --Password=canary", false)]
    [InlineData("config set gate -json canary", false)]
    [InlineData("config set gate -j '[\"canary\"]'", false)]
    [InlineData("config set gate '-json' canary", false)]
    [InlineData("confg set gate -jsn '{\"Password\":\"canary\"}'", false)]
    public void A_line_is_kept_unless_it_names_a_switch_with_a_secret_or_has_an_object_in_it(string line, bool kept) =>
        Assert.Equal(kept, new KeptLines(Node).May(line));

    [Fact]
    public void What_is_not_kept_is_there_for_this_conversation_and_not_in_the_file()
    {
        var folder = Directory.CreateTempSubdirectory("pbm-tests-");
        try
        {
            var file = new HistoryFile(Path.Combine(folder.FullName, "pbm_history"));
            var history = new LineHistory(file, new KeptLines(Node).May);
            history.Add("device list");
            history.Add("""config set gate -json '{"Password":"canary"}'""");
            history.Add("device show gate");

            Assert.Equal(["device list", "device show gate"], file.Read());
            history.Older("");
            Assert.Contains("canary", history.Older(""), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
