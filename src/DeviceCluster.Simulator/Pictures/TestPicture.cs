using System.Globalization;
using DeviceCluster.Media.Video;
using SkiaSharp;

namespace DeviceCluster.Simulator.Pictures;

/// <summary>Draws what a channel shows at a moment: bars in the channel's own colours, its name, the device and the device's time. A JPEG.</summary>
internal static class TestPicture
{
    /// <summary>Of the Debian package fonts-dejavu-core.</summary>
    public const string FontFile = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf";

    private const int Bars = 8;
    private const int JpegQuality = 75;
    private const float HueStep = 360f / Bars, HuePerChannel = 17;
    private const string TimeFormat = "yyyy-MM-dd HH:mm:ss";

    private static readonly Lazy<SKTypeface?> Font = new(() => File.Exists(FontFile) ? SKTypeface.FromFile(FontFile) : null);

    /// <summary>Without it pictures carry no words and no time.</summary>
    public static bool HasFont => Font.Value is not null;

    public static byte[] Draw(VirtualDevice device, int channel0)
    {
        var format = device.Programme[channel0, 0].Format;
        using var bitmap = new SKBitmap(format.Width, format.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var canvas = new SKCanvas(bitmap);
        DrawBars(canvas, channel0, format);
        if (Font.Value is { } face)
            DrawWords(canvas, face, device, channel0, format);

        using var image = bitmap.Encode(SKEncodedImageFormat.Jpeg, JpegQuality);
        return image.ToArray();
    }

    private static void DrawBars(SKCanvas canvas, int channel0, VideoFormat format)
    {
        using var paint = new SKPaint();
        var width = (float)format.Width / Bars;
        for (var bar = 0; bar < Bars; bar++)
        {
            paint.Color = SKColor.FromHsv((bar * HueStep + channel0 * HuePerChannel) % 360, 80, 80);
            canvas.DrawRect(bar * width, 0, width + 1, format.Height, paint);
        }
    }

    private static void DrawWords(SKCanvas canvas, SKTypeface face, VirtualDevice device, int channel0, VideoFormat format)
    {
        var size = format.Height / 16f;
        using var font = new SKFont(face, size);
        using var back = new SKPaint { Color = SKColors.Black };
        using var words = new SKPaint { Color = SKColors.White, IsAntialias = true };
        canvas.DrawRect(0, 0, format.Width, 2 * size, back);
        canvas.DrawRect(0, format.Height - 2 * size, format.Width, 2 * size, back);
        canvas.DrawText(device.Clock.LocalNow.ToString(TimeFormat, CultureInfo.InvariantCulture), size, 1.4f * size, SKTextAlign.Left, font, words);
        canvas.DrawText(string.Create(CultureInfo.InvariantCulture, $"CAM {channel0 + 1}   {device.Serial}"),
            size, format.Height - 0.6f * size, SKTextAlign.Left, font, words);
    }
}
