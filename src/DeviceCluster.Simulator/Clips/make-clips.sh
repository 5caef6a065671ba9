#!/usr/bin/env bash
# Makes the clips that the simulator plays when it is given none. Run it to make them anew; they are checked in beside it.
#   main.h264  extra.h264  main.h265  extra.h265   one closed loop each: it begins with parameter sets and a key frame
#   audio.alaw                                     a tone, G.711 A-law, 8,000 Hz, mono, without any header
# Every picture shows its clip and its frame number, so a hole or a repetition can be seen. Video and audio last ten seconds.
set -euo pipefail
cd "$(dirname "$0")"

font=/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf
seconds=10

# video NAME CODEC WIDTHxHEIGHT RATE BITRATE: key frames every two seconds, closed groups, no B-frames, as devices send it.
video() {
    local name=$1 codec=$2 size=$3 rate=$4 bitrate=$5 group=$((2 * $4)) height=${3#*x}
    local label="drawtext=fontfile=$font:fontsize=$((height / 8)):fontcolor=white:box=1:boxcolor=black:boxborderw=8"
    local text="$label:x=(w-tw)/2:y=h-th-24:text='$name  %{n}'"
    local output=(-an -pix_fmt yuv420p -b:v "$bitrate" -maxrate "$bitrate" -bufsize "$bitrate" -g "$group" -bf 0 -map_metadata -1 -flags +bitexact)
    case $codec in
        h264) output+=(-c:v libx264 -preset slow -profile:v main
                       -x264-params "keyint=$group:min-keyint=$group:scenecut=0:open-gop=0:repeat-headers=1:threads=1:info=0" -bsf:v 'filter_units=remove_types=6') ;;
        h265) output+=(-c:v libx265 -preset slow
                       -x265-params "keyint=$group:min-keyint=$group:scenecut=0:open-gop=0:repeat-headers=1:bframes=0:info=0:pools=none:frame-threads=1:log-level=error") ;;
    esac
    ffmpeg -hide_banner -loglevel error -y -f lavfi -i "testsrc2=size=$size:rate=$rate:duration=$seconds" -vf "$text" \
        "${output[@]}" -f "${codec/h265/hevc}" "$name"
}

video main.h264 h264 1280x720 25 700k
video extra.h264 h264 352x288 12 130k
video main.h265 h265 1280x720 25 450k
video extra.h265 h265 352x288 12 90k

# 440 Hz, with a beep once a second.
ffmpeg -hide_banner -loglevel error -y -f lavfi -i "sine=frequency=440:beep_factor=2:sample_rate=8000:duration=$seconds" \
    -ac 1 -c:a pcm_alaw -f alaw audio.alaw
