using DeviceCluster.Node.Pbm;
using DeviceCluster.Node.Pbm.Palettes;

namespace DeviceCluster.Node.Tests.Pbm;

/// <summary>What can be completed is what the commands take.</summary>
public class PbmWordsTests
{
    [Theory]
    [InlineData(PbmWords.Tables, "General")]
    [InlineData(PbmWords.Errors, "NET_LOGIN_ERROR_LOCKED")]
    [InlineData(PbmWords.PtzCommands, "EXACTGOTO")]
    public void A_kind_has_its_words_each_of_them_once(string kind, string word)
    {
        var words = PbmWords.Fixed(kind).ToArray();

        Assert.Contains(word, words);
        Assert.Equal(words.Distinct(), words);
    }

    [Fact]
    public void A_PTZ_command_that_would_be_refused_by_its_name_is_not_offered() =>
        Assert.All(["LEFT_CONTROL", "DELETEMODE", "GOTOPRESETSNAP"], name => Assert.DoesNotContain(name, PbmWords.Fixed(PbmWords.PtzCommands)));

    [Fact]
    public void An_error_that_is_offered_is_found() =>
        Assert.All(PbmWords.Fixed(PbmWords.Errors), name => Assert.NotEmpty(SdkErrorRows.Find(name)));

    [Theory]
    [InlineData("take|release|hold", "take", "release", "hold")]
    [InlineData("NAME", new string[0])]
    public void The_values_that_a_switch_names_are_its_choices(string valueName, params string[] choices) =>
        Assert.Equal(choices, Switches.Word("what", valueName, "help").Choices);
}
