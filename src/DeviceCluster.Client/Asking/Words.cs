using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Client.Asking;

/// <summary>What people are told when a question did not end with its answer.</summary>
internal static class Words
{
    public const string UseOurOrders = "use the commands of DeviceCommand, and a key made by OrderKey.New";

    public static Refusal Invalid(SessionRequest request, string fault) =>
        new(RefusalCode.Invalid, $"{(request.IsOrder ? "the order" : "the question")} cannot be sent: {fault}", "correct the value that is named");

    public static Refusal NoNode(string node) =>
        new(RefusalCode.Invalid, $"'{node}' is no host and port", "name a node as a search does: node-1.example:4053");

    public static IRefusal Of(Outcome outcome, Question asked) => outcome switch
    {
        Outcome.Answered { Reply: IRefusal refusal } => refusal,
        Outcome.Answered { Reply: var other } => new Refusal(
            RefusalCode.NotSupported,
            $"{Who(asked)} answered {asked.Name} with {other.GetType().Name}, which this version does not expect",
            "use versions of service and nodes that go together"),
        Outcome.StillRefused still => still.Last,
        Outcome.TooMany many => new Refusal(
            RefusalCode.Busy,
            $"this service has {many.Limit} questions to the cluster without an answer already; {asked.Name} was not sent",
            "ask fewer at a time, or raise MaxInFlight"),
        Outcome.NeverSent never => new Refusal(
            RefusalCode.NoAnswer,
            $"nobody was there to ask within {Seconds(asked)} ({never.Why}); {asked.Name} was not sent",
            $"look whether the nodes run and can be reached by {string.Join(", ", asked.Options.Seeds)}"),
        _ => NoAnswer(asked, (outcome as Outcome.Unknown)?.Last),
    };

    private static Refusal NoAnswer(Question asked, IRefusal? last)
    {
        var reason = $"{Who(asked)} gave no answer within {Seconds(asked)}{(last is null ? "" : $" (at last: {last.Reason})")}";
        return asked.IsOrder
            ? new(RefusalCode.NoAnswer, $"{reason}; whether {asked.Name} was carried out is not known", $"look what holds at the device; {Again(asked)}")
            : new(RefusalCode.NoAnswer, reason, "ask again; if it lasts, look whether the node of the device runs and its journal can be read");
    }

    private static string Again(Question order) => order.Resending.AfterSilence
        ? "the same order under the same key can be sent again and is not carried out twice"
        : "nothing remembers this order: sent again it may be carried out twice";

    private static string Who(Question asked) => asked.Device is { } device ? $"device {device}" : "the cluster";

    private static string Seconds(Question asked) => $"{asked.Deadline.TotalSeconds:0.#} s";
}
