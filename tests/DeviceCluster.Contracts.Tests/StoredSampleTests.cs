using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Jobs;
using DeviceCluster.Contracts.Mapping;

namespace DeviceCluster.Contracts.Tests;

/// <summary>Bytes that an earlier version journaled are read by this one.</summary>
public class StoredSampleTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Samples");

    public static TheoryData<string> Names => [.. SampleMessages.Journaled.Select(FileName)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_stored_sample_is_read(string name)
    {
        var expected = SampleMessages.Journaled.Single(m => FileName(m) == name);
        var manifest = WireTypes.Find(expected.GetType())!.Manifest;

        var read = WireTypes.Find(manifest)!.Read(File.ReadAllBytes(Path.Combine(Folder, name)));

        Assert.Equal(Spelling.Of(expected), Spelling.Of(read));
    }

    [Fact]
    public void Every_stored_sample_is_of_a_known_message() =>
        Assert.Equal(
            SampleMessages.Journaled.Select(FileName).Order(),
            Directory.GetFiles(Folder, "*.bin").Select(file => Path.GetFileName(file)!).Order());

    // A message that has grown keeps the sample from before.
    private static string FileName(object message) =>
        $"{WireTypes.Find(message.GetType())!.Manifest}-{message.GetType().Name}{Grown(message)}.bin";

    private static string Grown(object message) => message switch
    {
        DeviceSnapshot { Access.PlainLogin: true } => "-access",
        DeviceSnapshot { Tags.IsEmpty: false } => "-tags",
        DeviceSnapshot { Orders.IsEmpty: false } => "-orders",
        JobEvent.Started { Moves: true } => "-moves",
        JobBookSnapshot s when s.Jobs.Any(job => job.Moves) => "-moves",
        JobEvent.ItemsEnded e when e.Items.Any(HasPicture) => "-pictures",
        JobBookSnapshot s when s.Jobs.Any(job => job.Items.Any(HasPicture)) => "-pictures",
        JobEvent.ItemsEnded e when e.Items.Any(item => item.SdkError is not null) => "-errors",
        _ => "",
    };

    private static bool HasPicture(JobItem item) => item.Picture is not null;
}
