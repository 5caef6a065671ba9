using DeviceCluster.Contracts.Jobs;

namespace DeviceCluster.Node.Pbm;

/// <summary>What who watches a job fetches for each device that did what was ordered.</summary>
/// <param name="Columns">What stands in a device's row behind its result.</param>
/// <param name="Fetch">By the result of the device; a refusal is an exception, as the gateway throws it.</param>
internal sealed record JobFetch(string[] Columns, Func<JobItem, Task<FleetAnswer>> Fetch);
