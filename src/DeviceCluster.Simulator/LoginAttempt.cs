namespace DeviceCluster.Simulator;

/// <summary>Which password a login packet proved: the one that holds, one that held before, or none that ever did.</summary>
public enum ProvedCredential
{
    Wrong,
    Current,
    Former,
}

/// <summary>What the device did with a login packet.</summary>
public enum LoginOutcome
{
    Accepted,
    Refused,
    Unanswered,
}

/// <summary>One login packet as the device saw it. <paramref name="Code"/> is the login error as the ABI counts it, 0 when accepted.</summary>
public sealed record LoginAttempt(
    DateTimeOffset At, string From, string User, string Dialect, ProvedCredential Credential, LoginOutcome Outcome, int Code, string Reason);
