using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Jobs;
using DeviceCluster.Node.Pbm;
using DeviceCluster.Pbm.V1;
using Grpc.Core;

namespace DeviceCluster.Node.Tests.Pbm;

/// <summary>How the watching of a job ends when not all of its results are kept.</summary>
public class JobWatchTests
{
    private static readonly JobFetch Fetch = new([], _ => Task.FromResult(new FleetAnswer()));
    private static readonly JobItem Item = new(new DeviceId("gate"), JobResult.Done, null, "");

    [Fact]
    public async Task Results_that_are_not_kept_any_more_were_not_fetched_and_do_not_count_as_done()
    {
        var told = new Told();

        var failure = await Assert.ThrowsAsync<CommandFailure>(() => ShowAsync(told, Fetch));

        Assert.Equal((CommandFailure.RefusedCode, "none of 2 devices did what was ordered"), (failure.ToExit().Code, failure.Message));
        Assert.Contains("2 of the results are not kept any more", told.Texts);
        Assert.Equal(CommandFailure.PartlyDoneCode, (await Assert.ThrowsAsync<CommandFailure>(() => ShowAsync(told, Fetch, Item))).ToExit().Code);
    }

    [Fact]
    public async Task Where_nothing_is_fetched_they_count_as_the_job_counted_them()
    {
        var told = new Told();

        await ShowAsync(told, fetch: null);

        Assert.Contains("job 7, snapshot: 2 done, 0 refused, 0 not known, 0 cancelled", told.Texts);
    }

    [Fact]
    public Task What_was_fetched_for_each_device_is_done() => ShowAsync(new Told(), Fetch, Item, Item with { Device = new DeviceId("yard") });

    [Fact]
    public async Task A_device_that_refused_has_the_error_of_the_sdk_in_its_row()
    {
        var told = new Told();
        var refused = new JobItem(
            new DeviceId("gate"), JobResult.Refused, RefusalCode.DeviceRefused, "no", SdkError: new DeviceError(0x80000007, "NET_ILLEGAL_PARAM"));

        await ShowAsync(told, fetch: null, Item with { Device = new DeviceId("yard") }, refused);

        Assert.Equal(["device", "result", "reason", "sdkError", "sdkErrorName"], told.Columns);
        Assert.Equal([["yard", "Done", "", "", ""], ["gate", "Refused", "no", "0x80000007", "NET_ILLEGAL_PARAM"]], told.Rows);
    }

    private static Task ShowAsync(Told told, JobFetch? fetch, params JobItem[] kept)
    {
        var ended = new JobSummary(
            new(7), "snapshot", new Origin("admin", ""), JobPhase.Ended, 2, 0, new JobTally(2, 0, 0, 0), DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, null);
        var context = new CommandContext(new Start(), "", new Command(), new CommandInput(), told, CancellationToken.None);
        return JobWatch.ShowAsync(PagesAsync(new JobReply.Page(ended, [.. kept], kept.Length)), new(7), context, fetch);
    }

    private static async IAsyncEnumerable<JobReply.Page> PagesAsync(JobReply.Page page)
    {
        await Task.Yield();
        yield return page;
    }

    private sealed class Told : IServerStreamWriter<RunReply>
    {
        private readonly List<string> _texts = [];

        public IReadOnlyList<string> Texts => _texts;

        public IReadOnlyList<string> Columns { get; private set; } = [];

        public List<string[]> Rows { get; } = [];

        public WriteOptions? WriteOptions { get; set; }

        public Task WriteAsync(RunReply message)
        {
            if (message.Text.Length > 0)
                _texts.Add(message.Text);
            if (message.Columns is { } columns)
                Columns = [.. columns.Names];
            if (message.Row is { } row)
                Rows.Add([.. row.Cells]);
            return Task.CompletedTask;
        }
    }
}
