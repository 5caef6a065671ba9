using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Client.Asking;

/// <summary>
/// Sends one question until it is answered or its deadline passes. "Ask again" and silence are not passed on but waited out, as far as it may
/// be sent again; what was left unknown on the way stays unknown, whatever is refused later.
/// </summary>
internal sealed class AskLoop(InFlight inFlight, TimeProvider time)
{
    // What is left when a wait ends a little early: nobody would answer in it.
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(25);

    /// <param name="once">Sends the question, and waits for its answer as long as it is told.</param>
    /// <param name="patience">For one answer. Shorter than the deadline, for who was sent to may be dead, and nobody says so.</param>
    /// <param name="deadline">For all together.</param>
    /// <param name="resending">When it may be sent again.</param>
    /// <param name="stop">The caller's.</param>
    public async Task<Outcome> RunAsync(
        Func<TimeSpan, CancellationToken, Task<Attempt>> once, TimeSpan patience, TimeSpan deadline, Resending resending, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        if (!inFlight.TryEnter())
            return new Outcome.TooMany(inFlight.Limit);

        try
        {
            return await AskAsync(once, patience, deadline, resending, stop).ConfigureAwait(false);
        }
        finally
        {
            inFlight.Leave();
        }
    }

    private async Task<Outcome> AskAsync(
        Func<TimeSpan, CancellationToken, Task<Attempt>> once, TimeSpan patience, TimeSpan deadline, Resending resending, CancellationToken stop)
    {
        var began = time.GetTimestamp();
        var (sent, unknown, last, why) = (0, false, default(IRefusal), "");
        for (var turn = 1; ; turn++)
        {
            var left = deadline - time.GetElapsedTime(began);
            if (left <= TimeSpan.Zero || (turn > 1 && (left < Shortest || left <= resending.Needs)))
                break;

            var attempt = await once(left < patience ? left : patience, stop).ConfigureAwait(false);
            sent += attempt is Attempt.NotSent ? 0 : 1;
            switch (attempt)
            {
                case Attempt.NotSent nobody:
                    why = nobody.Why;
                    break;
                case Attempt.Silent when !resending.AfterSilence:
                    return new Outcome.Unknown(last, sent);
                case Attempt.Silent:
                    unknown = true;
                    break;
                case Attempt.Answered { Reply: IRefusal refusal } when resending.IsDue(refusal.Code, unknown):
                    unknown |= refusal.Code == RefusalCode.NoAnswer;
                    last = refusal;
                    break;
                case Attempt.Answered answered:
                    return new Outcome.Answered(answered.Reply, sent);
            }

            await PauseAsync(Backoff.Of(turn, Random.Shared.NextDouble()), deadline - time.GetElapsedTime(began), stop).ConfigureAwait(false);
        }

        return unknown ? new Outcome.Unknown(last, sent)
            : last is not null ? new Outcome.StillRefused(last, sent)
            : new Outcome.NeverSent(why);
    }

    private Task PauseAsync(TimeSpan pause, TimeSpan left, CancellationToken stop) =>
        left <= TimeSpan.Zero ? Task.CompletedTask : Task.Delay(pause < left ? pause : left, time, stop);
}
