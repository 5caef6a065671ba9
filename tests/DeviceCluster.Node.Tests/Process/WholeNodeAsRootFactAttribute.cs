namespace DeviceCluster.Node.Tests.Process;

/// <summary>A test of the whole node that lends it another user, which root alone can.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class WholeNodeAsRootFactAttribute : FactAttribute
{
    public WholeNodeAsRootFactAttribute()
    {
        if (!Environment.IsPrivilegedProcess)
            Skip = "another user is lent by root alone";
        else if (!File.Exists(Programs.Library))
            Skip = $"{Programs.Library} is not there: ./run build makes it";
    }
}
