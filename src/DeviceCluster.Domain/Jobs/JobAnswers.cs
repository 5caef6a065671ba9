using System.Collections.Immutable;
using System.Text;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Jobs;

namespace DeviceCluster.Domain.Jobs;

/// <summary>What the book answers, cut into pages that are small enough to cross nodes without delaying what else goes there.</summary>
public static class JobAnswers
{
    /// <summary>Below the 64 KB that an answer may have, with room for what the fields cost beside their text, and for the job itself.</summary>
    public const int MaxBytes = 48 * 1024;

    private const int FixedBytes = 24;
    private const int ErrorBytes = 12;

    public static JobReply Answer(this JobBook book, JobQuery query) => query switch
    {
        JobQuery.List list => List(book, list),
        JobQuery.GetJob get => book.Find(get.Job) is { } job ? Page(job, get.From) : JobRules.Unknown(get.Job).Reply,
        _ => throw new InvalidOperationException($"{query.GetType().Name} is not a question of this version"),
    };

    private static JobReply.Jobs List(JobBook book, JobQuery.List list)
    {
        var behind = book.Jobs.Values.Reverse().Where(job => list.Before is not { } before || job.Id.Number < before.Number);
        ImmutableArray<JobSummary> page = [.. behind.Take(list.Limit + 1).Select(job => job.Summary)];
        return page.Length > list.Limit ? new(page[..list.Limit], page[list.Limit - 1].Job) : new(page, null);
    }

    private static JobReply.Page Page(JobState job, int from)
    {
        var items = ImmutableArray.CreateBuilder<JobItem>();
        var bytes = 0;
        for (var n = from; n < job.Items.Count; n++)
        {
            bytes += Bytes(job.Items[n]);
            if (bytes > MaxBytes)
                break;
            items.Add(job.Items[n]);
        }

        return new(job.Summary, items.ToImmutable(), from + items.Count);
    }

    private static int Bytes(JobItem item) =>
        FixedBytes + item.Device.Value.Length + Encoding.UTF8.GetByteCount(item.Reason) + (item.SdkError is { } error ? Bytes(error) : 0);

    private static int Bytes(DeviceError error) => ErrorBytes + Encoding.UTF8.GetByteCount(error.Name);
}
