#!/usr/bin/env bash
# Runs the unpacked images as pods would: uid 10001, no rights to gain, a read-only root, no shell to be had, a data volume as a kubelet
# makes it. ./run image starts this as root in mount, network and process namespaces of its own.
set -euo pipefail
readonly IMAGES=$1
# shellcheck source=/dev/null
source "$(dirname "${BASH_SOURCE[0]}")/pod.sh"

main() {
    surroundings
    inspect node
    inspect simulator
    prepare simulator simulator
    prepare node node

    local password="try-$$"
    SIMULATOR_PASSWORD=$password start simulator --devices 2 --first 127.10.0.1 --user admin
    wait_line simulator 'simulator: 2 devices ready' 60
    start node
    wait_line node 'node: ready .*' 60
    expect "the node has no rights and none to gain" no_rights "$(<"$work/node.pid")"
    expect "/health/live answers 200" answers 127.0.0.1 200 /health/live
    expect "/health/ready answers 200" answers 127.0.0.1 200 /health/ready
    expect "/metrics answers 200" answers 127.0.0.1 200 /metrics
    expect "pbm cluster show names the node as Up" says node Up cluster show
    expect "pbm sdk info runs" says node . sdk info
    PBM_PASSWORD=$password expect "pbm device add enrols a recorder" says node . device add nvr-1 -host 127.10.0.1 -user admin
    expect "the recorder is online" in_time 30 says node Online device list
    expect "no shell can be started" no_shell
    expect "nothing of the root can be written, by root neither" read_only
    expect "the node wrote nothing but its data folder" only_data
    expect "the stop signal ends the node with 0" ends node
    start node
    wait_line node 'node: ready .*' 60
    expect "started again on its folder, it has its recorder online" in_time 30 says node Online device list
    expect "the stop signal ends it with 0 again" ends node
    expect "the stop signal ends the simulator with 0" ends simulator
    exit $failed
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
nothing_with() { # text folder…
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
    [[ ! -s $1/etc/resolv.conf ]] || { cat "$1/etc/resolv.conf"; return 1; }
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

no_shell() {
    local shell
    for shell in sh bash dash; do
        ! inside node "/bin/$shell" -c true || return 1
    done
}

read_only() {
    local folder
    for folder in / /etc /usr/bin /opt/devicecluster/node /var /home /root; do
        ! inside node touch "$folder/written" || return 1
        ! chroot "$work/node" touch "$folder/written" || return 1
    done
    # And where it may be written, it can.
    inside node touch "$DATA/node/written" && rm "$work/node$DATA/node/written"
}

only_data() {
    find "$work/node/tmp" "$work/node$DATA" -mindepth 1 -printf '%M %u:%g %P\n'
    [[ -z $(find "$work/node/tmp" -mindepth 1) && $(ls -A "$work/node$DATA") == node && $(stat -c %a "$work/node$DATA/node") == 700 ]]
}

main
