using DeviceCluster.Domain.Sessions;

namespace DeviceCluster.Domain.Tests.Sessions;

/// <summary>The table of login errors.</summary>
public class LoginErrorTests
{
    [Theory]
    [InlineData(LoginConsequence.CredentialError, 1, 2, 12)]
    [InlineData(LoginConsequence.Locked, 5)]
    [InlineData(LoginConsequence.SessionLimit, 4, 7, 10)]
    [InlineData(LoginConsequence.Refused, 6, 11, 13, 18, 19, 20)]
    public void What_the_device_answered_has_the_consequence_of_its_row(LoginConsequence consequence, params int[] numbers) =>
        Assert.All(numbers, n => Assert.Equal(consequence, Judge(n, LoginStage.Answered)));

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(9)]
    public void What_failed_before_the_proof_left_is_only_waited_for(int number) =>
        Assert.All(
            [LoginStage.NotConnected, LoginStage.Connected, LoginStage.Challenged],
            stage => Assert.Equal(LoginConsequence.Backoff, Judge(number, stage)));

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(17)]
    public void What_failed_after_the_proof_left_has_an_unknown_outcome(int number) =>
        Assert.Equal(LoginConsequence.Unknown, Judge(number, LoginStage.Sent));

    [Fact]
    public void Only_what_is_known_to_concern_the_credential_is_an_error_of_it() =>
        Assert.Equal(
            [1, 2, 12],
            Enumerable.Range(0, 256).Where(n => Judge(n, LoginStage.Answered) == LoginConsequence.CredentialError));

    [Fact]
    public void A_refusal_that_nobody_knows_says_nothing_of_the_credential() =>
        Assert.All([14, 21, 77, 255], n => Assert.Equal(LoginConsequence.Unexplained, Judge(n, LoginStage.Answered)));

    [Fact]
    public void A_refusal_that_nobody_knows_before_the_proof_left_is_not_tried_in_a_hurry_either() =>
        Assert.All([14, 21, 77, 255], n => Assert.Equal(LoginConsequence.Refused, Judge(n, LoginStage.Connected)));

    [Fact]
    public void Every_row_says_something_of_its_own()
    {
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 18, 19, 20, 255], LoginErrors.All.Select(row => row.Number));
        Assert.Equal(LoginErrors.All.Count(), LoginErrors.All.Select(row => row.Words).Distinct().Count());
    }

    private static LoginConsequence Judge(int number, LoginStage stage) =>
        LoginErrors.Judge(new LoginFailure(number, 0, "words", stage));
}
