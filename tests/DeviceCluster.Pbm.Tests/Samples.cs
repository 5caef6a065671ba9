using DeviceCluster.Pbm.V1;

namespace DeviceCluster.Pbm.Tests;

/// <summary>The palettes the tests speak to.</summary>
internal static class Samples
{
    public static PalettesReply Node { get; } = new()
    {
        Node = "test",
        Version = "1",
        Palettes =
        {
            new Palette
            {
                Name = "device", Help = "what is enrolled",
                Commands =
                {
                    new Command
                    {
                        Name = "add", Help = "enrols a device", Once = true, Examples = { "device add gate -host 10.0.0.7 -user admin" },
                        Switches =
                        {
                            new Switch { Name = "id", ValueName = "ID", Required = true, Positional = true, Words = "device" },
                            new Switch { Name = "host", ShortName = "h", ValueName = "HOST", Required = true },
                            new Switch { Name = "port", ValueName = "PORT", DefaultValue = "37777" },
                            new Switch { Name = "password", Required = true, Secret = true },
                            new Switch { Name = "force", Help = "even if" },
                        },
                    },
                    new Command { Name = "list", Help = "all devices" },
                },
            },
            new Palette
            {
                Name = "live", Help = "live views",
                Commands =
                {
                    new Command
                    {
                        Name = "record", Help = "writes a file",
                        Switches = { new Switch { Name = "file", ValueName = "FILE", Required = true, File = FileUse.FileWritten } },
                    },
                    new Command
                    {
                        Name = "load", Help = "reads a file",
                        Switches = { new Switch { Name = "file", ValueName = "FILE", Required = true, File = FileUse.FileRead } },
                    },
                },
            },
        },
    };
}
