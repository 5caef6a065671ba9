using System.Text.Json;
using DeviceCluster.Actors.Ptz;
using DeviceCluster.Contracts.Ptz;

namespace DeviceCluster.Actors.Tests.Ptz;

/// <summary>What cameras answer when they are asked where they look.</summary>
public class PtzViewTests
{
    public static TheoryData<string> Nonsense =>
    [
        "{}", """{"Position":"left","MoveStatus":5}""", """{"Position":[],"MoveStatus":null}""", """{"Position":["a",{},null]}""", "[]",
    ];

    [Theory]
    [InlineData("Position")]
    [InlineData("Postion")]
    public void A_position_is_read_in_both_spellings_that_devices_have(string key)
    {
        var view = PtzView.Of(Status($$"""{"MoveStatus":"Moving","ZoomStatus":"Idle","{{key}}":[12.5,-3,1]}"""), null);

        Assert.Equal((12.5, -3d, 1d, true), (view.Pan, view.Tilt, view.Zoom, view.Moving));
        Assert.Empty(view.Presets);
    }

    [Theory]
    [MemberData(nameof(Nonsense))]
    public void What_is_not_told_in_a_known_form_is_not_known(string status)
    {
        var view = PtzView.Of(Status(status), Json("""{"params":{"presets":{"Index":1}}}"""));

        Assert.Equal((null, null, null, null), (view.Pan, view.Tilt, view.Zoom, view.Moving));
        Assert.Empty(view.Presets);
    }

    [Fact]
    public void A_camera_that_tells_nothing_is_one_of_which_nothing_is_known() =>
        Assert.True(PtzView.Of(null, null) is { Pan: null, Tilt: null, Zoom: null, Moving: null, Presets.Length: 0 });

    [Theory]
    [InlineData("Idle", "Idle", false)]
    [InlineData("Idle", "Moving", true)]
    [InlineData("Moving", "Idle", true)]
    public void It_moves_when_it_turns_or_zooms(string move, string zoom, bool moves) =>
        Assert.Equal(moves, PtzView.Of(Status($$"""{"MoveStatus":"{{move}}","ZoomStatus":"{{zoom}}"}"""), null).Moving);

    [Fact]
    public void Presets_come_with_their_names_and_nonsense_among_them_is_left_out()
    {
        var presets = Json("""{"params":{"presets":[{"Index":1,"Name":"gate"},{"Name":"x"},{"Index":"2"},7,{"Index":3},{"Index":1e99,"Name":"far"}]}}""");

        Assert.Equal(new[] { new PtzPreset(1, "gate"), new PtzPreset(3, "") }, PtzView.Of(null, presets).Presets.AsEnumerable());
    }

    [Fact]
    public void A_name_that_is_too_long_is_cut_between_letters_and_there_is_an_end_to_presets()
    {
        var many = string.Join(',', Enumerable.Range(1, 600).Select(i => $$"""{"Index":{{i}},"Name":"{{new string('é', 40)}}"}"""));

        var view = PtzView.Of(null, Json($$$"""{"params":{"presets":[{{{many}}}]}}"""));

        Assert.Equal(512, view.Presets.Length);
        Assert.Equal(new string('é', 31), view.Presets[0].Name);
    }

    private static JsonElement Status(string status) => Json($$$"""{"params":{"status":{{{status}}}}}""");

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;
}
