using System.Buffers.Binary;
using System.Globalization;
using DeviceCluster.Simulator.Dvrip;

namespace DeviceCluster.Simulator.Login;

/// <summary>Answers login messages. One log line and one fact for each that carried a credential.</summary>
internal static class LoginHandler
{
    private const int TriesLeftAt = 28;
    private const byte H264Encoder = 9;
    private const byte NvrType = 31; // [?] the ABI's number of an NVR; the wire's is not public

    /// <summary>Some clients know a login's answer only by these bytes.</summary>
    private static ReadOnlySpan<byte> Mark => [0x06, 0x00, 0xF9, 0x00];

    public static void Handle(DvripConnection connection, in DvripMessage message, ILogger log)
    {
        var request = LoginRequest.Read(message);
        if (request.Dialect == LoginDialect.Realm)
            Challenge(connection);
        else
            Login(connection, request, log);
    }

    private static void Challenge(DvripConnection connection)
    {
        var device = connection.Device;
        if (connection.Silent)
            return;

        if (device.Faults.Babbling)
        {
            connection.Reply(device.Noise());
            return;
        }

        if (!device.Firmware.SpeaksChallenge)
        {
            // [?] for the bytes: to an old device a login without a name is a wrong one.
            connection.Reply(Refused(new LoginVerdict(LoginError.NoSuchUser, ProvedCredential.Wrong), LoginDialect.Plain));
            return;
        }

        connection.Challenge = device.NextRandom().ToString(CultureInfo.InvariantCulture);
        device.Facts.Challenged();
        connection.Reply(DvripReply.Create(Commands.LoginReply, $"Realm:{device.Realm}\r\nRandom:{connection.Challenge}\r\n\r\n"));
    }

    private static void Login(DvripConnection connection, LoginRequest request, ILogger log)
    {
        var device = connection.Device;
        var proves = Proof(connection, request);
        connection.Challenge = null;
        if (connection.Silent || device.Faults.Babbling)
        {
            Record(connection, request, new LoginVerdict(null, device.Logins.Prove(proves)), LoginOutcome.Unanswered, log);
            if (!connection.Silent)
                connection.Reply(device.Noise());

            return;
        }

        var verdict = Decide(connection, request, proves, out var session);
        if (verdict.Error is not null)
            device.Judge.Refused();

        Record(connection, request, verdict, verdict.Error is null ? LoginOutcome.Accepted : LoginOutcome.Refused, log);
        var reply = verdict.Error is null ? Accepted(device, request.Dialect, session!.Id) : Refused(verdict, request.Dialect);
        var delay = device.Faults.LoginAnswerDelay;
        if (delay == TimeSpan.Zero)
            connection.Reply(reply);
        else
            _ = AnswerLaterAsync(connection, reply, delay);
    }

    private static LoginVerdict Decide(DvripConnection connection, LoginRequest request, Predicate<string> proves, out Session? session)
    {
        var device = connection.Device;
        session = null;
        var ordered = device.Faults.TakeRefusal();
        if (ordered != 0)
            return new LoginVerdict(LoginError.Of(ordered), device.Logins.Prove(proves));

        if (request.Dialect == LoginDialect.Encrypted || request.Dialect == LoginDialect.Challenge && !device.Firmware.SpeaksChallenge)
            return new LoginVerdict(LoginError.NotImplemented, ProvedCredential.Wrong);

        if (connection.Session is not null)
            return new LoginVerdict(LoginError.AlreadyLoggedIn, device.Logins.Prove(proves));

        var verdict = device.Logins.Judge(request.User, proves);
        if (verdict.Error is not null)
            return verdict;

        session = device.OpenSession(connection, Printable.Of(request.User));
        return session is null ? verdict with { Error = LoginError.SessionLimit } : verdict;
    }

    /// <summary>A device checks the first half of the proof alone: some clients send something else in the second.</summary>
    private static Predicate<string> Proof(DvripConnection connection, LoginRequest request)
    {
        if (request.Dialect == LoginDialect.Plain)
            return password => password == request.Secret;

        var random = connection.Challenge;
        if (request.Dialect != LoginDialect.Challenge || random is null || request.Secret.Length < LoginHash.Length)
            return static _ => false;

        var proof = request.Secret[..LoginHash.Length];
        return password => proof.Equals(
            LoginHash.Proof(request.User, connection.Device.Realm, random, password), StringComparison.OrdinalIgnoreCase);
    }

    private static byte[] Accepted(VirtualDevice device, LoginDialect dialect, uint session)
    {
        var plain = dialect == LoginDialect.Plain;
        var about = plain ? "" : $"DeviceClass:{device.Firmware.DeviceClass}\r\nDeviceType:{device.Model}\r\n\r\n";
        return Create(about, dialect)
            .WithByte(9, plain ? (byte)0 : (byte)8)
            .WithByte(10, (byte)Math.Min(device.Channels, byte.MaxValue))
            .WithByte(11, H264Encoder)
            .WithByte(12, NvrType)
            .WithNumber(16, session);
    }

    private static byte[] Refused(LoginVerdict verdict, LoginDialect dialect)
    {
        var error = verdict.Error!.Value;
        var text = verdict.LockLeft is { } left ? $"LockLeftTime:{Math.Ceiling(left.TotalSeconds)}\r\n\r\n" : "";
        var reply = Create(text, dialect).WithByte(8, error.Byte8).WithByte(9, error.Byte9);
        if (verdict.TriesLeft is { } tries)
            BinaryPrimitives.WriteUInt16LittleEndian(reply.AsSpan(TriesLeftAt), (ushort)tries);

        return reply;
    }

    private static byte[] Create(string text, LoginDialect dialect)
    {
        var reply = DvripReply.Create(Commands.LoginReply, text, dialect == LoginDialect.Plain ? DvripReply.Old : DvripReply.New);
        Mark.CopyTo(reply.AsSpan(24));
        return reply;
    }

    private static async Task AnswerLaterAsync(DvripConnection connection, byte[] reply, TimeSpan delay)
    {
        await Task.Delay(delay, connection.Device.Time, CancellationToken.None).ConfigureAwait(false);
        connection.Reply(reply);
    }

    private static void Record(DvripConnection connection, LoginRequest request, LoginVerdict verdict, LoginOutcome outcome, ILogger log)
    {
        var device = connection.Device;
        var words = verdict.Error?.Words ?? "";
        device.Facts.Record(new LoginAttempt(device.Time.GetUtcNow(), connection.From, Printable.Of(request.User), request.Dialect.ToString(),
            verdict.Credential, outcome, verdict.Error?.Code ?? 0, words));
        log.LogInformation("login at {Serial} {Address} by {User} from {From}: {Outcome} {Reason} (credential {Credential}, {Dialect})",
            device.Serial, device.Address, Printable.Of(request.User), connection.From, outcome, words, verdict.Credential, request.Dialect);
    }
}
