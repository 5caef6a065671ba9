# From an empty folder to a watched camera: 16 virtual recorders, one node, discovery, enrolment, a live view.

readonly DEMO_DEVICES=16 DEMO_SECONDS=5
demo_folder='' demo_pids=()

demo() {
    local once=false
    case ${1:-} in
        '') ;;
        --once) once=true ;;
        *) say "demo knows only --once"; exit 64 ;;
    esac
    say "building (a first time takes some minutes)"
    build_programs
    reserve_ports
    demo_folder=$(mktemp -d "${TMPDIR:-/tmp}/devicecluster-demo.XXXXXX")
    trap demo_stop EXIT
    trap 'exit 130' INT TERM

    demo_start_simulator
    demo_start_node
    demo_enrol
    demo_wait_online
    demo_watch "$once"
}

demo_start_simulator() {
    SIMULATOR_PASSWORD=$(demo_password)
    export SIMULATOR_PASSWORD
    demo_start simulator "$(program DeviceCluster.Simulator)" --devices $DEMO_DEVICES --first 127.10.0.1 --channels 4 --user admin \
        --control 127.0.0.1:37070
    demo_wait_line simulator 'simulator: [0-9]* devices ready' 60
}

# Not a secret worth one: the recorders live as long as the demo.
demo_password() { echo "demo-$$-pass"; }

demo_start_node() {
    export DeviceCluster__Node__DataFolder=$demo_folder/data
    export DeviceCluster__Sdk__LibraryPath=${DeviceCluster__Sdk__LibraryPath:-$(native_library)}
    demo_start node "$(program DeviceCluster.Node)"
    demo_wait_line node 'node: ready .*' 60
    link_secret "$demo_folder/data"
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

demo_online() { demo_pbm device list --output json | grep -o '"Online"' | wc -l; }

demo_wait_online() {
    local deadline=$((SECONDS + 30)) online=0
    while online=$(demo_online) && [[ $online -lt $DEMO_DEVICES && $SECONDS -lt $deadline ]]; do sleep 0.3; done
    demo_pbm device list
}

demo_watch() {
    local once=$1 errors=0 online frames
    demo_pbm live open nvr-01 -channel 1
    if ! $once; then
        echo
        echo "demo: running. Other terminal: ./run pbm device list · ./run pbm device why nvr-01 · ./run pbm live record nvr-01 -channel 1 -seconds 5 -file nvr-01.dav"
        echo "demo: faults of a recorder: curl -X POST http://127.0.0.1:37070/devices/1/faults/unplug (heal: .../heal)"
        echo "demo: Ctrl-C ends it."
        wait "${demo_pids[@]}"
        return
    fi
    demo_pbm live record nvr-01 -channel 1 -seconds $DEMO_SECONDS -container dav -file "$demo_folder/nvr-01.dav" >/dev/null || errors=$((errors + 1))
    frames=$(LC_ALL=C grep -aoP 'DHAV[\xfc\xfd]' "$demo_folder/nvr-01.dav" | wc -l)
    # 25 frames a second; a second less for the start.
    [[ $frames -ge $((25 * (DEMO_SECONDS - 1))) ]] || { errors=$((errors + 1)); say "only $frames frames in $DEMO_SECONDS s"; }
    online=$(demo_online)
    [[ $online -eq $DEMO_DEVICES ]] || { errors=$((errors + 1)); say "$online of $DEMO_DEVICES devices are online"; }
    local lives
    lives=$(demo_pbm live list --output json | grep -c 'nvr-01' || true)
    [[ $lives -ge 1 ]] || errors=$((errors + 1))
    demo_end node || errors=$((errors + 1))
    demo_end simulator || errors=$((errors + 1))
    [[ $errors -eq 0 ]] || { echo "--- node ---"; tail -n 40 "$demo_folder/node.log"; echo "--- simulator ---"; tail -n 20 "$demo_folder/simulator.log"; } >&2
    echo "demo: $online devices online, 1 live stream, $frames frames, $errors errors"
    [[ $errors -eq 0 ]]
}

# --- processes of the demo -------------------------------------------------------------------------------------------

demo_pbm() { "$(program pbm)" "$@"; }

demo_start() { # name program arguments…
    local name=$1
    shift
    "$@" >"$demo_folder/$name.log" 2>&1 &
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
    rm -rf "$demo_folder"
}
