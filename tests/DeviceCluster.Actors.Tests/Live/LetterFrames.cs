using DeviceCluster.Media.Dhav;

namespace DeviceCluster.Actors.Tests.Live;

/// <summary>DHAV frames by letter: K key picture, d delta picture, a audio. Each bears its number.</summary>
internal static class LetterFrames
{
    /// <summary>An H.264 SPS: 1920x1080, 25 frames a second.</summary>
    private static readonly byte[] ParameterSet = Convert.FromHexString("67640028ACD940780227E5C044000003000400000300C83C60C658");

    public static byte[] Of(char letter, uint number, int size = 0)
    {
        byte[] body = letter switch
        {
            'K' => [0, 0, 0, 1, .. ParameterSet, 0, 0, 1, 0x68, 0xCE, 0, 0, 1, 0x65, 0x88],
            'd' => [0, 0, 0, 1, 0x41, 0x9A],
            _ => [0x55],
        };
        body = [.. body, .. Enumerable.Repeat((byte)0x77, size)];
        var room = new byte[DhavWriter.MaxSize(body.Length)];
        return room[..DhavWriter.Write(new DhavFrameHeader { Type = TypeOf(letter), Sequence = number }, body, room)];
    }

    /// <summary>One after the other, numbered from <paramref name="first"/>.</summary>
    public static byte[] Stream(string letters, uint first = 0) => [.. letters.SelectMany((letter, i) => Of(letter, first + (uint)i))];

    private static DhavFrameType TypeOf(char letter) => letter switch
    {
        'K' => DhavFrameType.KeyVideo,
        'd' => DhavFrameType.DeltaVideo,
        'a' => DhavFrameType.Audio,
        _ => throw new ArgumentOutOfRangeException(nameof(letter), letter, "is no kind of frame"),
    };
}
