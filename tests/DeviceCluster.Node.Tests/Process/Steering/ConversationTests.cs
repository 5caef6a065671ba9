namespace DeviceCluster.Node.Tests.Process.Steering;

/// <summary>An operator at a terminal: what Tab completes is the node's, what the arrow brings back is his own.</summary>
[Collection(SteeredFleet.Collection)]
public sealed class ConversationTests(SteeredFleet fleet) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [WholeNodeFact]
    public async Task Tab_completes_palettes_commands_switches_and_ids_and_lines_come_back_also_in_the_next_conversation()
    {
        await using (var terminal = PbmTerminal.Start(fleet.Node, _folder.Path))
        {
            await terminal.ShowsAsync("pbm> ");
            await CompleteAsync(terminal, "dev", "pbm> device ");
            await CompleteAsync(terminal, "sho", "pbm> device show ");
            await CompleteAsync(terminal, "ga", "pbm> device show gate ");
            await terminal.TypeAsync(PbmTerminal.Enter);
            await terminal.ShowsAsync("Online");
            await terminal.ShowsAsync("pbm> ");
            await CompleteAsync(terminal, "ptz sta", "pbm> ptz status ");
            await CompleteAsync(terminal, "gate -ch", "pbm> ptz status gate -channel ");
            await terminal.TypeAsync("1" + PbmTerminal.Enter);
            await terminal.ShowsAsync("presets");
            await terminal.ShowsAsync("pbm> ");
            await terminal.TypeAsync(PbmTerminal.Up + PbmTerminal.Up);
            await terminal.ShowsAsync("pbm> device show gate");
            await terminal.TypeAsync(PbmTerminal.ControlC + PbmTerminal.ControlD);
            Assert.Equal(0, await terminal.ExitAsync());
        }

        await using var next = PbmTerminal.Start(fleet.Node, _folder.Path);
        await next.ShowsAsync("pbm> ");
        await next.TypeAsync(PbmTerminal.Up);
        await next.ShowsAsync("pbm> ptz status gate -channel 1");
    }

    [WholeNodeFact]
    public async Task Ctrl_c_ends_the_command_in_hand_and_not_the_conversation()
    {
        await using var terminal = PbmTerminal.Start(fleet.Node, _folder.Path);
        await terminal.ShowsAsync("pbm> ");
        await terminal.TypeAsync("ptz lease gate hold -channel 3 -as ann" + PbmTerminal.Enter);
        await terminal.ShowsAsync("ann has it until");

        await terminal.TypeAsync(PbmTerminal.ControlC);
        await terminal.ShowsAsync("cancelled");
        await terminal.ShowsAsync("pbm> ");
        await terminal.TypeAsync("exit" + PbmTerminal.Enter);

        Assert.Equal(0, await terminal.ExitAsync());
        Assert.Equal("", (await fleet.DoneAsync("ptz status gate -channel 3"))["holder"]);
    }

    private static async Task CompleteAsync(PbmTerminal terminal, string begun, string shown)
    {
        await terminal.TypeAsync(begun + PbmTerminal.Tab);
        await terminal.ShowsAsync(shown);
    }
}
