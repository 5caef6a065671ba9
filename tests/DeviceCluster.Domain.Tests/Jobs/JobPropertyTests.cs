using CsCheck;
using DeviceCluster.Contracts.Jobs;

namespace DeviceCluster.Domain.Tests.Jobs;

/// <summary>What holds whatever operators, devices and nodes do, in any order.</summary>
public class JobPropertyTests
{
    private static readonly Gen<(int Kind, int Value)[]> Schedules =
        Gen.Select(Gen.Int[0, JobSchedule.Kinds - 1], Gen.Int[0, 4095]).Array[1, 120];

    [Fact]
    public void A_device_is_told_one_thing_at_a_time_no_job_tells_too_many_and_none_is_lost() => Hold(run => Assert.Empty(run.Errors));

    [Fact]
    public void Every_job_ends_with_one_result_for_each_device() => Hold(run =>
    {
        run.Finish();

        Assert.Empty(run.Errors);
        Assert.All(run.Book.Jobs.Values, job => Assert.Equal(
            (JobPhase.Ended, job.Devices, job.Devices), (job.Summary.Phase, job.Tally.All, job.Items.Count)));
    });

    [Fact]
    public void What_is_sent_again_is_sent_under_the_same_key() => Hold(run => Assert.All(run.Keys.Values, keys => Assert.Single(keys)));

    [Fact]
    public void The_schedules_reach_what_they_are_for()
    {
        var (ended, cancelled, recoveries, unknown, again, late) = (0, 0, 0, 0, 0, 0);
        Schedules.Sample(
            schedule =>
            {
                var run = JobSchedule.Run(schedule);
                ended += run.Book.Jobs.Values.Count(job => job.IsEnded);
                cancelled += run.Book.Jobs.Values.Count(job => job.Tally.Cancelled > 0);
                recoveries += run.Recoveries;
                unknown += run.Unknown;
                late += run.Late;
                again += run.Sent.Values.Count(times => times > 1);
            },
            iter: 500,
            // One thread: the counts are not shared.
            threads: 1,
            seed: "0000KOIPe503");

        Assert.All([ended, cancelled, recoveries, unknown, again, late], times => Assert.InRange(times, 100, int.MaxValue));
    }

    private static void Hold(Action<JobSchedule> property) =>
        Schedules.Sample(schedule => property(JobSchedule.Run(schedule)), iter: 400);
}
