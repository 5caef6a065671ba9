using DeviceCluster.Pbm;
using DeviceCluster.Pbm.Running;

using var interrupts = Interrupts.OfProcess();

return await new PbmApp(Streams.OfProcess(), interrupts, TimeProvider.System).RunAsync(args);
