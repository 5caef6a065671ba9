using System.Globalization;
using System.Text;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Live;
using DeviceCluster.Pbm;
using DeviceCluster.Pbm.V1;
using Google.Protobuf;
using Grpc.Core;

namespace DeviceCluster.Node.Pbm;

/// <summary>One run of a command: its values, checked as they are taken, and the way back to pbm.</summary>
internal sealed class CommandContext(
    Start start, string peer, Command definition, CommandInput input, IServerStreamWriter<RunReply> replies, CancellationToken stop)
{
    // gRPC clients refuse messages of more than 4 MiB.
    private const int MaxChunk = 1024 * 1024;

    private const int MaxChannel = 1024;

    private Task _write = Task.CompletedTask;

    /// <summary>Cancelled by pbm, by the end of the connection, by the deadline, or by the node's own end.</summary>
    public CancellationToken Stop => stop;

    /// <summary>Done when pbm has been told the end.</summary>
    public Action? AfterExit { get; set; }

    /// <summary>What is said of an order when its command is cut short.</summary>
    public string? WhenCut { get; set; }

    public bool Has(string flag) => Text(flag) is not null;

    public bool Json => start.Output == "json";

    /// <summary>Of the line that was typed; a pbm that knows no keys never sends a line twice.</summary>
    public OrderKey KeyOfLine() =>
        start.OrderKey.Length == 0 ? OrderKey.New()
        : OrderKey.IsValid(start.OrderKey) ? new OrderKey(start.OrderKey)
        : throw CommandFailure.Usage("the key of the order cannot be one", OrderKey.Rule);

    /// <summary>Who gives the order: what pbm says of its user, which proves nothing, and from where it came.</summary>
    public Origin Origin() => new(Fit(start.Who.Length > 0 ? $"pbm {start.Who}" : "pbm"), Fit(peer));

    public string? Text(string name) =>
        start.Values.TryGetValue(name, out var value) && value.Length > 0 ? value
        : definition.Switches.FirstOrDefault(s => s.Name == name) is { DefaultValue.Length: > 0 } known ? known.DefaultValue
        : null;

    public string Needed(string name) =>
        Text(name) ?? throw CommandFailure.Usage($"-{name} is missing", $"pbm help {start.Palette} {start.Command}");

    public Secret Secret(string name) =>
        start.Secrets.TryGetValue(name, out var text) && text.Length > 0
            ? new Secret(text)
            : throw CommandFailure.Usage($"the {name} is missing", $"pbm asks for it, or -{name}-stdin, or PBM_{name.ToUpperInvariant()}");

    /// <summary>Null: none was given.</summary>
    public Secret? OptionalSecret(string name) => start.Secrets.TryGetValue(name, out var text) && text.Length > 0 ? new Secret(text) : null;

    public bool Flag(string name) => Text(name) == "true";

    public int Number(string name, int min, int max) =>
        int.TryParse(Needed(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number
            : throw Wrong(name, $"a whole number from {min} to {max}");

    public double Decimal(string name, double min, double max) =>
        double.TryParse(Needed(name), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && number >= min && number <= max
            ? number
            : throw Wrong(name, string.Create(CultureInfo.InvariantCulture, $"a number from {min} to {max}"));

    /// <summary>One of these words, whatever their case.</summary>
    public T Choice<T>(string name, IReadOnlyDictionary<string, T> words) =>
        words.TryGetValue(Needed(name).ToLowerInvariant(), out var chosen)
            ? chosen
            : throw Wrong(name, Nearest.Hint(Needed(name), words.Keys) + $"one of: {string.Join(", ", words.Keys.Order())}");

    public int Channel() => Number("channel", 1, MaxChannel);

    public TimeSpan Seconds(string name, double min, double max) =>
        double.TryParse(Needed(name), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
        && seconds >= min && seconds <= max
            ? TimeSpan.FromSeconds(seconds)
            : throw Wrong(name, string.Create(CultureInfo.InvariantCulture, $"seconds, from {min} to {max}"));

    public DeviceId Device() =>
        DeviceId.TryParse(Needed("id"), out var id) ? id : throw CommandFailure.Usage($"'{Needed("id")}' is no device id", DeviceId.Rule);

    // By its name alone: Enum.TryParse takes numbers, too.
    public StreamKind Stream() =>
        Enum.GetValues<StreamKind>().Where(s => $"{s}".Equals(Needed("stream"), StringComparison.OrdinalIgnoreCase)) is var named && named.Any()
            ? named.First()
            : throw Wrong("stream", "main, extra1, extra2 or extra3");

    // As it was typed: a word that stands without its name, or a switch.
    private CommandFailure Wrong(string name, string right) => CommandFailure.Usage(
        definition.Switches.Any(s => s.Name == name && s.Positional) ? $"{name} '{Needed(name)}'" : $"-{name} {Needed(name)}", right);

    /// <summary>The text of the file that pbm reads for the command.</summary>
    public async Task<string> FileTextAsync(int maxBytes)
    {
        var bytes = await input.ReadAsync(maxBytes, stop)
            ?? throw CommandFailure.Usage("the file is too large", string.Create(CultureInfo.InvariantCulture, $"at most {maxBytes} bytes"));
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            throw CommandFailure.Usage("the file is no text", "text in UTF-8");
        }
    }

    private static string Fit(string text) => text.Length <= Contracts.Devices.Origin.MaxLength ? text : text[..Contracts.Devices.Origin.MaxLength];

    public Task ColumnsAsync(params IEnumerable<string> names) => SendAsync(new RunReply { Columns = new Columns { Names = { names } } });

    public Task RowAsync(params IEnumerable<string?> cells) => SendAsync(new RunReply { Row = new Row { Cells = { cells.Select(c => c ?? "") } } });

    public Task TextAsync(string line) => SendAsync(new RunReply { Text = line });

    public Task ProgressAsync(double done, string label) => SendAsync(new RunReply { Progress = new Progress { Done = done, Label = label } });

    /// <summary>A part of the file. The bytes are copied: a write outlives a cancelled command, their owner does not.</summary>
    public async Task ChunkAsync(ReadOnlyMemory<byte> bytes)
    {
        for (; bytes.Length > MaxChunk; bytes = bytes[MaxChunk..])
            await SendAsync(new RunReply { FileChunk = ByteString.CopyFrom(bytes[..MaxChunk].Span) });
        await SendAsync(new RunReply { FileChunk = ByteString.CopyFrom(bytes.Span) });
    }

    /// <summary>The file of one of many devices, whole.</summary>
    public async Task FileAsync(string device, ReadOnlyMemory<byte> bytes)
    {
        for (; bytes.Length > MaxChunk; bytes = bytes[MaxChunk..])
            await SendAsync(new RunReply { FilePart = new FilePart { Device = device, Chunk = ByteString.CopyFrom(bytes[..MaxChunk].Span) } });
        await SendAsync(new RunReply { FilePart = new FilePart { Device = device, Chunk = ByteString.CopyFrom(bytes.Span), Last = true } });
    }

    /// <summary>Waits until pbm can be told more; false when it takes nothing.</summary>
    public async Task<bool> DrainAsync(TimeSpan patience, TimeProvider time)
    {
        await _write.WaitAsync(patience, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return _write.IsCompletedSuccessfully;
    }

    // A token given to the write itself would abort the whole call, and pbm would not learn how the command ended.
    private Task SendAsync(RunReply reply)
    {
        stop.ThrowIfCancellationRequested();
        _write = replies.WriteAsync(reply);
        return _write.WaitAsync(stop);
    }
}
