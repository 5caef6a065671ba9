# From an empty folder to a watched camera: 16 virtual recorders, one node, discovery, enrolment, a live view.

readonly DEMO_DEVICES=16 DEMO_SECONDS=5 DEMO_CONTROL=127.0.0.1:37070
# Seconds: the recorders' clocks begin wrong, so that one which is right afterwards was set.
readonly DEMO_AHEAD=-95
demo_folder='' demo_pids=() demo_errors=0

demo() {
    local once=false cluster=false word
    for word in "$@"; do
        case $word in
            --once) once=true ;;
            --cluster) cluster=true ;;
            *) say "demo knows only --once and --cluster"; exit 64 ;;
        esac
    done
    if $cluster; then demo_cluster $once; fi
    say "building (a first time takes some minutes)"
    build_programs
    reserve_ports
    demo_folder=$(mktemp -d "${TMPDIR:-/tmp}/devicecluster-demo.XXXXXX")
    trap demo_stop EXIT
    trap 'exit 130' INT TERM

    demo_start_simulator
    demo_start_node
    demo_enrol
    if $once; then demo_check; else demo_wait_online && demo_watch; fi
}

# Three nodes on PostgreSQL, one killed, one rolled; the program that does it ends the process.
demo_cluster() { # once
    local words=(demo)
    $1 && words+=(--once)
    need_packages ffmpeg
    need_postgres
    say "building (a first time takes some minutes)"
    build_drills
    exec "$(program DeviceCluster.Drills)" "${words[@]}" --logs "$ROOT/artifacts/log/drill"
}

demo_start_simulator() {
    SIMULATOR_PASSWORD=$(demo_password)
    export SIMULATOR_PASSWORD
    demo_start simulator "$(program DeviceCluster.Simulator)" --devices $DEMO_DEVICES --first 127.10.0.1 --channels 4 --user admin \
        --control $DEMO_CONTROL --clock-ahead $DEMO_AHEAD
    demo_wait_line simulator 'simulator: [0-9]* devices ready' 60
}

# Not a secret worth one: the recorders live as long as the demo.
demo_password() { echo "demo-$$-pass"; }

demo_start_node() {
    export DeviceCluster__Node__DataFolder=$demo_folder/data
    export DeviceCluster__Sdk__LibraryPath=${DeviceCluster__Sdk__LibraryPath:-$(native_library)}
    demo_start node "$(program DeviceCluster.Node)"
    demo_wait_line node 'node: ready .*' 60
    export PBM_SECRET_FILE=$demo_folder/data/pbm.secret
}

demo_enrol() {
    demo_pbm discovery search -seconds 2 --output json >"$demo_folder/found.json"
    local address count=0
    # One JSON object a device; the addresses are ours (127.10.0.n), so a pattern is enough to read them.
    for address in $(grep -o '127\.10\.0\.[0-9]*' "$demo_folder/found.json" | sort -u -t. -k4n); do
        count=$((count + 1))
        PBM_PASSWORD=$SIMULATOR_PASSWORD demo_pbm device add "$(printf 'nvr-%02d' "${address##*.}")" -host "$address" -user admin >/dev/null
    done
    say "$count of $DEMO_DEVICES recorders discovered and enrolled"
}

demo_online() { demo_pbm device list --output json | { grep -o '"Online"' || true; } | wc -l; }

demo_wait_online() {
    local deadline=$((SECONDS + 45)) online=0
    while true; do
        online=$(demo_online)
        [[ $online -ge $DEMO_DEVICES || $SECONDS -ge $deadline ]] && break
        sleep 0.3
    done
}

demo_watch() {
    link_secret "$demo_folder/data"
    demo_pbm device list
    demo_pbm live open nvr-01 -channel 1
    echo
    echo "demo: running. Other terminal: ./run pbm device list · ./run pbm device why nvr-01 · ./run pbm live record nvr-01 -channel 1 -seconds 5 -file nvr-01.dav"
    echo "demo: pull the cable of recorder 2 (with curl from Debian): curl -X POST http://$DEMO_CONTROL/devices/2/faults/unplug (and back: .../plug)"
    echo "demo: Ctrl-C ends it."
    wait "${demo_pids[@]}"
}

# Everything the README promises, as a player and an operator see it. Each miss is told and counted.
demo_check() {
    local online lives frames=0
    demo_wait_online
    demo_pbm device list
    demo_pbm live open nvr-01 -channel 1 | tee "$demo_folder/links"
    demo_read_links &&
        frames=$(LC_ALL=C grep -aoP 'DHAV[\xfc\xfd]' "$demo_folder/nvr-01.dav" | wc -l)
    # 25 frames a second; a second less for the start.
    demo_expect "$([[ $frames -ge $((25 * (DEMO_SECONDS - 1))) ]] && echo yes)" "at least $((25 * (DEMO_SECONDS - 1))) frames in $DEMO_SECONDS s; there were $frames"
    lives=$(demo_pbm live list --output json | { grep -c '"nvr-01"' || true; })
    demo_expect "$([[ $lives -eq 1 ]] && echo yes)" "one live view in the list; there are $lives"

    demo_steer
    demo_end node || demo_expect '' "exit code 0 of the node after SIGTERM"
    demo_start_node
    demo_wait_online
    online=$(demo_online)
    demo_expect "$([[ $online -eq $DEMO_DEVICES ]] && echo yes)" "$DEMO_DEVICES devices online again after a restart; there are $online"
    demo_end node || demo_expect '' "exit code 0 of the restarted node after SIGTERM"
    demo_end simulator || demo_expect '' "exit code 0 of the simulator after SIGTERM"

    [[ $demo_errors -eq 0 ]] || tail -n 40 "$demo_folder/node.log" "$demo_folder/simulator.log" >&2
    echo "demo: $online devices online, $lives live stream, $frames frames, $demo_errors errors"
    [[ $demo_errors -eq 0 ]]
}

# A picture, a camera that moves, a clock that is set.
demo_steer() {
    local picture=$demo_folder/nvr-01.jpg before after wrong offset
    demo_pbm snapshot take nvr-01 -channel 1 -file "$picture" || true
    demo_expect "$([[ $(head -c 2 "$picture" 2>/dev/null | od -An -tx1 | tr -d ' ') == ffd8 ]] && echo yes)" "a JPEG picture of nvr-01"
    before=$(demo_property pan ptz status nvr-01)
    demo_pbm ptz move nvr-01 right -speed 0.5 -seconds 1 || true
    sleep 1
    after=$(demo_property pan ptz status nvr-01)
    demo_expect "$([[ -n $after && $after != "$before" ]] && echo yes)" "the camera of nvr-01 to move; it looked at $before degrees and looks at $after"
    wrong=$(demo_property offsetSeconds clock show nvr-01)
    demo_expect "$([[ $wrong =~ ^-9[0-9]\.[0-9]+$ ]] && echo yes)" "the clock of nvr-01 to begin $DEMO_AHEAD s wrong; it is off by '$wrong'"
    offset=$(demo_property offsetSeconds clock set nvr-01)
    # To the second, and a second for the way.
    demo_expect "$([[ $offset =~ ^-?[01]\.[0-9]+$ ]] && echo yes)" "the clock of nvr-01 to be right within two seconds; it is off by '$offset'"
    say "a picture of $(stat -c %s "$picture" 2>/dev/null || echo 0) bytes; the camera went from $before to $after degrees; the clock was $wrong s off and is $offset s off"
}

# One value of a table of properties.
demo_property() { # property pbm's words…
    local property=$1
    shift
    demo_pbm "$@" | awk -v property="$property" '$1 == property { print $2 }' || true
}

# Both links as a player reads them, and without the token: refused.
demo_read_links() {
    local kind url status
    for kind in h264 dav; do
        url=$(awk -v kind=$kind '$1 == kind { print $2 }' "$demo_folder/links")
        status=$(demo_get "$url" "$demo_folder/nvr-01.$kind")
        demo_expect "$([[ $status == 200 && -s $demo_folder/nvr-01.$kind ]] && echo yes)" "the .$kind link to answer 200 with a body; it answered '$status'"
        status=$(demo_get "${url%%\?*}" "$demo_folder/refused")
        demo_expect "$([[ $status == 401 ]] && echo yes)" "401 for the .$kind link without its token; it answered '$status'"
    done
}

# A few seconds of a URL over HTTP/1.0, which has no chunks, into a file; prints the status.
demo_get() { # url file
    local rest=${1#http://} status line
    exec 3<>"/dev/tcp/${rest%%:*}/$(cut -d/ -f1 <<<"${rest#*:}")" || return 0
    printf 'GET /%s HTTP/1.0\r\n\r\n' "${rest#*/}" >&3
    { timeout "$DEMO_SECONDS" cat <&3 || true; } >"$2.answer"
    exec 3>&-
    status=$(head -n 1 "$2.answer" | cut -d' ' -f2)
    # The body begins behind the first empty line.
    LC_ALL=C sed '1,/^\r$/d' "$2.answer" >"$2"
    echo "$status"
}

demo_expect() { # yes-or-nothing words
    [[ $1 == yes ]] && return
    demo_errors=$((demo_errors + 1))
    say "expected $2"
}

# --- processes of the demo -------------------------------------------------------------------------------------------

demo_pbm() { "$(program pbm)" "$@"; }

demo_start() { # name program arguments…
    local name=$1
    shift
    : >"$demo_folder/$name.log"
    "$@" >>"$demo_folder/$name.log" 2>&1 &
    demo_pids+=($!)
    echo $! >"$demo_folder/$name.pid"
}

demo_wait_line() { # name pattern seconds
    local deadline=$((SECONDS + $3)) line
    until line=$(grep -oE -m1 "$2" "$demo_folder/$1.log"); do
        if ! kill -0 "$(<"$demo_folder/$1.pid")" 2>/dev/null || [[ $SECONDS -ge $deadline ]]; then
            cat "$demo_folder/$1.log" >&2
            say "the $1 did not start; its output stands above"
            exit 1
        fi
        sleep 0.1
    done
    say "$line"
}

# SIGTERM, and the exit code must be 0.
demo_end() {
    local pid
    pid=$(<"$demo_folder/$1.pid")
    rm -f "$demo_folder/$1.pid"
    kill -TERM "$pid" && wait "$pid"
}

demo_stop() {
    local file
    for file in "$demo_folder"/*.pid; do
        [[ -e $file ]] || continue
        kill -TERM "$(<"$file")" 2>/dev/null || true
    done
    wait 2>/dev/null || true
    unlink_secret "$demo_folder/data"
    rm -rf "$demo_folder"
}
