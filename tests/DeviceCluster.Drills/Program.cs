using DeviceCluster.Drills;

#pragma warning disable RS0030 // The one place where the process's own streams are taken.
var output = Console.Out;
var errors = Console.Error;
#pragma warning restore RS0030

return await new DrillCommand(output, errors).Root.Parse(args).InvokeAsync(new() { Output = output, Error = errors });
