namespace DeviceCluster.Sdk.Discovery;

/// <summary>A device that answered a search. All texts are as the device sent them, control characters included.</summary>
public sealed record FoundDevice
{
    public required string Address { get; init; }
    public required int Port { get; init; }
    public required int HttpPort { get; init; }
    public required string Serial { get; init; }
    public required string Mac { get; init; }

    /// <summary>Class of the device: NVR, IPC, …</summary>
    public required string Kind { get; init; }

    public required string Model { get; init; }
    public required string Vendor { get; init; }
    public required string Name { get; init; }
    public required string SoftwareVersion { get; init; }
    public required string SubnetMask { get; init; }
    public required string Gateway { get; init; }

    /// <summary>Video inputs. A recorder tells the same channels as inputs and as remote inputs, so it is the greater of both.</summary>
    public required int Channels { get; init; }

    public required bool Dhcp { get; init; }

    /// <summary>Null = the device did not tell.</summary>
    public required bool? Initialised { get; init; }

    /// <summary>The local address that the answer came to; empty in a search by addresses, which does not tell it.</summary>
    public required string LocalAddress { get; init; }

    /// <summary>
    /// What the answers of one device have in common, wherever they come from: its MAC, however written; where it tells none, serial number,
    /// address and port.
    /// </summary>
    public string Identity
    {
        get
        {
            var digits = string.Concat(Mac.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
            return digits.Trim('0').Length > 0 ? digits : $"{Serial} {Address}:{Port}";
        }
    }
}
