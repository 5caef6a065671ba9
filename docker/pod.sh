# What the trials of the images share: a pod's surroundings, and how what happens in it is judged. Sourced as root in mount, network and
# process namespaces of its own; IMAGES is the folder with the unpacked images and their configurations.

readonly OWNER=10001 DATA=/var/lib/devicecluster
failed=0 work=$IMAGES/try

# --- surroundings ----------------------------------------------------------------------------------------------------

surroundings() {
    mkdir -p "$work"
    mount -t tmpfs tmpfs "$work"
    mount -t proc proc /proc
    ip link set lo up
}

# The image's root read-only, with the mounts that a runtime adds; KEY=VALUE are variables beside those of the image.
prepare() { # pod image KEY=VALUE…
    local root=$work/$1 image=$2 file
    mkdir "$root"
    echo "$image" >"$work/$1.image"
    sed -n 's/^env //p' "$IMAGES/$image.config" >"$work/$1.env"
    mount --bind "$IMAGES/$image" "$root"
    mount -o remount,bind,ro "$root"
    mount -t proc proc "$root/proc"
    mount -t tmpfs -o size=64m,mode=1777 tmpfs "$root/tmp"
    mount -t tmpfs -o size=1m,mode=755 tmpfs "$root/run"
    mount -t tmpfs -o size=1m,mode=755 tmpfs "$root/dev"
    for file in null zero full random urandom; do
        : >"$root/dev/$file"
        mount --bind "/dev/$file" "$root/dev/$file"
    done
    # A shell is not to be had.
    for file in sh bash dash; do
        mount --bind /dev/null "$(realpath "$root/bin/$file")"
    done
    [[ $image != node ]] || volume "$1"
    shift 2
    [[ $# -eq 0 ]] || printf '%s\n' "$@" >>"${root}.env"
}

# As a volume with an fsGroup comes: root's, with the group's bit.
volume() { mount -t tmpfs -o "size=64m,mode=2775,gid=$OWNER" tmpfs "$work/$1$DATA"; }

# A network and a host name of the pod's own, on the bridge; all pods know each other's names from one file.
connect() { # pod address-with-length hosts-file
    unshare --net --uts bash -c 'hostname "$0" && echo && exec sleep infinity' "$1" >"$work/$1.held" &
    local holder=$!
    in_time 10 test -s "$work/$1.held"
    echo "$holder" >"$work/$1.holder"
    ip link add "pod-$holder" type veth peer name eth0 netns "$holder"
    ip link set "pod-$holder" master pods up
    nsenter --target "$holder" --net ip link set lo up
    nsenter --target "$holder" --net ip address add "$2" dev eth0
    nsenter --target "$holder" --net ip link set eth0 up
    mount --bind "$3" "$work/$1/etc/hosts"
}

# In the pod, as its user, with the environment of its configuration and no other.
inside() { (exec_inside "$@"); }

exec_inside() { # pod command…
    local pod=$1 name environment=() namespaces=()
    readarray -t environment <"$work/$1.env"
    for name in SIMULATOR_PASSWORD PBM_PASSWORD; do
        [[ -z ${!name:-} ]] || environment+=("$name=${!name}")
    done
    [[ ! -f $work/$1.holder ]] || namespaces=(nsenter --target "$(<"$work/$1.holder")" --net --uts)
    shift
    exec "${namespaces[@]}" setpriv --no-new-privs env -i "${environment[@]}" "$(command -v chroot)" --userspec="$OWNER:$OWNER" --groups= "$work/$pod" "$@"
}

start() { # pod arguments…
    local pod=$1 entrypoint=()
    shift
    readarray -t entrypoint < <(sed -n 's/^entrypoint //p' "$IMAGES/$(<"$work/$pod.image").config")
    # Before it starts: what an earlier start said is not taken for what this one says.
    : >"$work/$pod.log"
    # The process in the background becomes the program: its number is the program's.
    exec_inside "$pod" "${entrypoint[@]}" "$@" >>"$work/$pod.log" 2>&1 &
    echo $! >"$work/$pod.pid"
}

# --- judging ---------------------------------------------------------------------------------------------------------

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

in_time() { # seconds command…
    local deadline=$((SECONDS + $1))
    shift
    until "$@"; do
        [[ $SECONDS -lt $deadline ]] || return 1
        sleep 0.3
    done
}

# What cannot go on without it ends here.
wait_line() { # pod pattern seconds
    in_time "$3" grep -qE "$2" "$work/$1.log" || { cat "$work/$1.log"; echo "image: FAILED: $1 did not say '$2' within $3 s"; exit 1; }
    echo "image: ok: $1: $(grep -oE -m1 "$2" "$work/$1.log")"
}

says() { # pod pattern pbm-arguments…
    local pod=$1 pattern=$2
    shift 2
    inside "$pod" pbm "$@" | tee /dev/stderr | grep -q "$pattern"
}

answers() { # address status path
    local line
    exec 3<>"/dev/tcp/$1/9180"
    printf 'GET %s HTTP/1.0\r\n\r\n' "$3" >&3
    line=$(timeout 10 head -n 1 <&3)
    exec 3>&-
    echo "$line"
    [[ $line == "HTTP/1."[01]" $2 "* ]]
}

ends() { # pod: by the image's stop signal, within the pod's grace
    local pid code=0
    pid=$(<"$work/$1.pid")
    kill -s "$(sed -n 's/^stopsignal SIG//p' "$IMAGES/$(<"$work/$1.image").config")" "$pid"
    in_time 75 gone "$pid" || { kill -KILL "$pid"; echo "it did not end"; return 1; }
    wait "$pid" || code=$?
    echo "exit code $code"
    [[ $code -eq 0 ]]
}

gone() { [[ ! -e /proc/$1/exe ]] || [[ $(awk '$1 == "State:" { print $2 }' "/proc/$1/status") == Z ]]; }
