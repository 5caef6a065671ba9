using DeviceCluster.Node;
using DeviceCluster.Pbm;

HomeFolder.Ensure();

// The one place where the process's own streams are taken.
#pragma warning disable RS0030
return await new NodeProgram(Console.Out, Console.Error, TimeProvider.System).RunAsync(args);
#pragma warning restore RS0030
