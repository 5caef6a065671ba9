#!/usr/bin/env bash
# Runs the unpacked images as a pod would: uid 10001, no rights to gain, a read-only root, no shell to be had, a data volume as a kubelet
# makes it. ./run image starts this as root in mount, network and process namespaces of its own.
set -euo pipefail
readonly IMAGES=$1 OWNER=10001 DATA=/var/lib/devicecluster
work=$1/try
failed=0

main() {
    mkdir -p "$work"
    mount -t tmpfs tmpfs "$work"
    mount -t proc proc /proc
    ip link set lo up
    inspect node
    inspect simulator
    prepare simulator
    prepare node
    # As a volume with an fsGroup comes: root's, with the group's bit.
    mount -t tmpfs -o "size=64m,mode=2775,gid=$OWNER" tmpfs "$work/node$DATA"

    local password="try-$$"
    SIMULATOR_PASSWORD=$password start simulator --devices 2 --first 127.10.0.1 --user admin
    wait_line simulator 'simulator: 2 devices ready'
    start node
    wait_line node 'node: ready .*'
    expect "the node has no rights and none to gain" no_rights "$(<"$work/node.pid")"
    expect "/health/live answers 200" answers 200 /health/live
    expect "/health/ready answers 200" answers 200 /health/ready
    expect "/metrics answers 200" answers 200 /metrics
    expect "pbm cluster show names the node as Up" says Up cluster show
    expect "pbm sdk info runs" says . sdk info
    PBM_PASSWORD=$password expect "pbm device add enrols a recorder" says . device add nvr-1 -host 127.10.0.1 -user admin
    expect "the recorder is online" in_time 30 says Online device list
    expect "no shell can be started" no_shell
    expect "nothing of the root can be written, by root neither" read_only
    expect "the node wrote nothing but its data folder" only_data
    expect "the stop signal ends the node with 0" ends node
    start node
    wait_line node 'node: ready .*'
    expect "started again on its folder, it has its recorder online" in_time 30 says Online device list
    expect "the stop signal ends it with 0 again" ends node
    expect "the stop signal ends the simulator with 0" ends simulator
    exit $failed
}

# --- what is expected ------------------------------------------------------------------------------------------------

expect() { # words command…
    local words=$1
    shift
    if "$@" >"$work/said" 2>&1; then
        echo "image: ok: $words"
    else
        echo "image: FAILED: $words"
        sed 's/^/    /' "$work/said"
        tail -n 20 "$work"/*.log 2>/dev/null || true
        failed=1
    fi
}

inspect() { # image
    expect "$1: the user is $OWNER" grep -qx "user $OWNER:$OWNER" "$IMAGES/$1.config"
    expect "$1: nothing raises its rights" nothing_found "$IMAGES/$1" -type f -perm /6000
    expect "$1: of the files nothing belongs to, or may be written by, the user that runs it" \
        nothing_found "$IMAGES/$1/opt" "$IMAGES/$1/usr" "$IMAGES/$1/etc" ! -type l '(' -uid $OWNER -o -perm /022 ')'
    expect "$1: no SDK, no source, no way of this machine to its registries" no_leftovers "$IMAGES/$1"
    expect "$1: no private key" nothing_with 'PRIVATE KEY-----' "$IMAGES/$1"/{etc,opt,root,home,var}
}

nothing_found() { local found; found=$(find "$@" | head -n 20) && echo "$found" && [[ -z $found ]]; }

# What names the marker of a PEM file in its code is no key: such files are binaries, and -I passes them over.
nothing_with() {
    local text=$1 found
    shift
    found=$(grep -rIlF -- "$text" "$@" || [[ $? -eq 1 ]]) || { echo "not all could be read"; return 1; }
    echo "$found"
    [[ -z $found ]]
}

no_leftovers() { # root
    local path authority
    for path in usr/share/dotnet/sdk usr/share/dotnet/dotnet source out root/.nuget root/.dotnet; do
        [[ ! -e $1/$path ]] || { echo "/$path is in the image"; return 1; }
    done
    for authority in /usr/local/share/ca-certificates/*.crt; do
        [[ -f $authority && -f $1/etc/ssl/certs/ca-certificates.crt ]] || continue
        ! grep -qF "$(sed -n 5p "$authority")" "$1/etc/ssl/certs/ca-certificates.crt" || { echo "$authority is trusted by the image"; return 1; }
    done
}

no_rights() { # process
    local status=/proc/$1/status
    grep -E '^(Uid|Gid|Groups|NoNewPrivs|Cap)' "$status"
    grep -qP "^Uid:\t$OWNER\t$OWNER\t$OWNER\t$OWNER$" "$status" && grep -qP "^Gid:\t$OWNER\t$OWNER\t$OWNER\t$OWNER$" "$status" \
        && grep -qP '^NoNewPrivs:\t1$' "$status" && grep -qP '^CapEff:\t0+$' "$status" && grep -qP '^CapPrm:\t0+$' "$status"
}

answers() { # status path
    local line
    exec 3<>/dev/tcp/127.0.0.1/9180
    printf 'GET %s HTTP/1.0\r\n\r\n' "$2" >&3
    line=$(timeout 10 head -n 1 <&3)
    exec 3>&-
    echo "$line"
    [[ $line == "HTTP/1."[01]" $1 "* ]]
}

says() { # pattern pbm-arguments…
    local pattern=$1
    shift
    inside node pbm "$@" | tee /dev/stderr | grep -q "$pattern"
}

in_time() { # seconds command…
    local deadline=$((SECONDS + $1))
    shift
    until "$@"; do
        [[ $SECONDS -lt $deadline ]] || return 1
        sleep 0.3
    done
}

no_shell() {
    local shell
    for shell in sh bash dash; do
        ! inside node "/bin/$shell" -c true || return 1
    done
}

read_only() {
    local folder
    for folder in / /etc /usr/bin /opt/devicecluster/node /var /home /root /run; do
        ! inside node touch "$folder/written" || return 1
        ! chroot "$work/node" touch "$folder/written" || return 1
    done
    inside node touch "$DATA/node/written" && rm "$work/node$DATA/node/written"
}

only_data() {
    find "$work/node/tmp" "$work/node$DATA" -mindepth 1 -printf '%M %u:%g %P\n'
    [[ -z $(find "$work/node/tmp" -mindepth 1) && $(ls "$work/node$DATA") == node && $(stat -c %a "$work/node$DATA/node") == 700 ]]
}

ends() { # image: by its stop signal, within its pod's grace
    local pid code=0
    pid=$(<"$work/$1.pid")
    kill -s "$(sed -n 's/^stopsignal SIG//p' "$IMAGES/$1.config")" "$pid"
    in_time 75 gone "$pid" || { kill -KILL "$pid"; echo "it did not end"; return 1; }
    wait "$pid" || code=$?
    echo "exit code $code"
    [[ $code -eq 0 ]]
}

gone() { [[ ! -e /proc/$1/exe ]] || [[ $(awk '$1 == "State:" { print $2 }' "/proc/$1/status") == Z ]]; }

# --- a pod's surroundings --------------------------------------------------------------------------------------------

prepare() { # image: its root read-only, with the mounts that a runtime adds
    local root=$work/$1 file
    mkdir "$root"
    mount --bind "$IMAGES/$1" "$root"
    mount -o remount,bind,ro "$root"
    mount -t proc proc "$root/proc"
    mount -t tmpfs -o size=64m,mode=1777 tmpfs "$root/tmp"
    mount -t tmpfs -o size=1m,mode=755 tmpfs "$root/dev"
    for file in null zero full random urandom; do
        : >"$root/dev/$file"
        mount --bind "/dev/$file" "$root/dev/$file"
    done
    for file in sh bash dash; do
        mount --bind /dev/null "$(realpath "$root/bin/$file")"
    done
}

# In the image, as its user, with the environment of its configuration and no other.
inside() { (exec_inside "$@"); }

exec_inside() { # image command…
    local root=$work/$1 name environment=()
    readarray -t environment < <(sed -n 's/^env //p' "$IMAGES/$1.config")
    for name in SIMULATOR_PASSWORD PBM_PASSWORD; do
        [[ -z ${!name:-} ]] || environment+=("$name=${!name}")
    done
    shift
    exec setpriv --no-new-privs env -i "${environment[@]}" "$(command -v chroot)" --userspec="$OWNER:$OWNER" --groups= "$root" "$@"
}

start() { # image arguments…
    local name=$1 entrypoint=()
    shift
    readarray -t entrypoint < <(sed -n 's/^entrypoint //p' "$IMAGES/$name.config")
    # The process in the background becomes the program: its number is the program's.
    exec_inside "$name" "${entrypoint[@]}" "$@" >"$work/$name.log" 2>&1 &
    echo $! >"$work/$name.pid"
}

wait_line() { # image pattern
    in_time 60 grep -qE "$2" "$work/$1.log" || { cat "$work/$1.log"; echo "image: FAILED: the $1 did not say '$2'"; exit 1; }
    echo "image: ok: $(grep -oE -m1 "$2" "$work/$1.log")"
}

main
