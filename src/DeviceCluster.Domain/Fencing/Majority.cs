using System.Collections.Immutable;

namespace DeviceCluster.Domain.Fencing;

/// <summary>The majority of a cluster, counted as Akka's keep-majority does: exactly half is enough with the member of the lowest address.</summary>
internal static class Majority
{
    /// <param name="members">In the order of their addresses, the lowest first.</param>
    /// <param name="of">Which of them are asked about.</param>
    public static bool Holds(ImmutableArray<FenceMember> members, Func<string, bool> of)
    {
        int counted = 0, voices = 0;
        var lowest = false;
        foreach (var member in members)
        {
            if (!member.Counts)
                continue;
            var speaks = member.HasVoice && of(member.Node);
            lowest |= speaks && counted == 0;
            counted++;
            voices += speaks ? 1 : 0;
        }

        return voices * 2 > counted || (counted > 0 && voices * 2 == counted && lowest);
    }
}
