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
    [InlineData("DEVICE ADD gate --Host 10.0.0.7 -port -1 -FORCE", true)]
    [InlineData("config set gate", true)]
    [InlineData("help device add", true)]
    [InlineData("device add gate -host 10.0.0.7 -password canary", false)]
    [InlineData("device add gate -host 10.0.0.7 -passw canary", false)]
    [InlineData("device add gate -host 10.0.0.7 -pasword canary", false)]
    [InlineData("device add gate -host 10.0.0.7 -pass canary", false)]
    [InlineData("device add gate -host 10.0.0.7 canary", false)]
    [InlineData("device add -host -pasword canary", false)]
    [InlineData("DEVICE ADD gate -h 10.0.0.7 --Password=canary", false)]
    [InlineData("device lst -password canary", false)]
    [InlineData("device add gate -host 10.0.0.7 'canary", false)]
    [InlineData("help device -password canary", false)]
    [InlineData("canary", false)]
    [InlineData("config set gate -json canary", false)]
    [InlineData("config set gate -j '[\"canary\"]'", false)]
    [InlineData("config set gate '-json' canary", false)]
    [InlineData("config set gate -jsn canary", false)]
    [InlineData("config set gate -jsn '{\"Password\":\"canary\"}'", false)]
    [InlineData("config set '{\"Password\":\"canary\"}'", false)]
    public void A_line_is_kept_where_all_of_it_is_known_and_no_secret_or_object_can_be_in_it(string line, bool kept) =>
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
            history.Add("device add gate -host 10.0.0.7");

            Assert.Equal(["device list", "device add gate -host 10.0.0.7"], file.Read());
            history.Older("");
            Assert.Contains("canary", history.Older(""), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
