# The images of docker/, built and tried on a machine without a container engine and without a registry of images.
# The Dockerfiles themselves are carried out; only their bases are ours: Debian by debootstrap, and this machine's .NET SDK on top of it.

readonly IMAGE_FOLDER=$ROOT/artifacts/image IMAGE_DEBIAN=localhost/devicecluster-debian:12

run_image() {
    [[ $# -eq 0 ]] || { say "image takes no arguments"; exit 64; }
    [[ $EUID -eq 0 ]] || { say "image needs root: debootstrap, mounts and network namespaces"; exit 69; }
    need_dotnet
    need_packages buildah debootstrap iproute2 openssl
    need_postgres
    mkdir -p "$IMAGE_FOLDER" artifacts/log
    local sdk name
    sdk=localhost/devicecluster-sdk:$(dotnet --version)
    image_known "$IMAGE_DEBIAN" || image_logged debian image_make_debian
    image_known "$sdk" || image_logged sdk image_make_sdk "$sdk"
    # What a run that was broken off left.
    image_buildah rm --all >/dev/null
    for name in node simulator; do
        ! image_known "$(image_name "$name")" || image_buildah rmi --force "$(image_name "$name")" >/dev/null
        image_logged "$name" image_build "$name" "$sdk"
        image_logged "$name-archive" image_archive "$name"
        image_logged "$name-unpack" image_unpack "$name"
    done
    image_try try.sh
    image_try try-cluster.sh "$ROOT/k8s/base"
    echo "image: run here: three nodes with the settings of k8s/base, in network namespaces, on PostgreSQL"
    for name in node simulator; do
        echo "image: $(image_name "$name"): $(du -sh "$IMAGE_FOLDER/root/$name" | cut -f1) unpacked, $(du -h "$IMAGE_FOLDER/$name.tar" | cut -f1) as an OCI archive, ${IMAGE_FOLDER#"$ROOT"/}/$name.tar"
    done
    rm -rf "$IMAGE_FOLDER/root"
    cat <<'EOF'
image: run here: every step of docker/node.Dockerfile and docker/simulator.Dockerfile by buildah; the node and the simulator as uid 10001 out of the archives, read-only root, no shell
image: not run here: the bases the Dockerfiles name (Debian came from debootstrap, the SDK from this machine), an image engine and its seccomp profile, a push to a registry, Kubernetes
EOF
}

image_name() { echo "localhost/devicecluster-$1:$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props)"; }

# A store of its own under artifacts/, so that nothing of the machine's is touched.
image_buildah() { STORAGE_DRIVER=vfs BUILDAH_ISOLATION=chroot buildah --root "$IMAGE_FOLDER/storage" --runroot "$IMAGE_FOLDER/runroot" "$@"; }

image_known() { image_buildah inspect --type image "$1" >/dev/null 2>&1; }

image_logged() { # name command…
    local name=$1 log=artifacts/log/image-$1.log
    shift
    say "image: $name"
    local code=0
    # In a shell of its own with -e: as a condition the steps would go on behind one that failed.
    set +e
    (set -e; "$@") >"$log" 2>&1
    code=$?
    set -e
    [[ $code -eq 0 ]] || {
        tail -n 40 "$log" >&2
        say "the image step '$name' failed; the whole log is $log"
        exit 1
    }
}

image_make_debian() {
    local container root=$IMAGE_FOLDER/debian
    rm -rf "$root"
    debootstrap --variant=minbase bookworm "$root" http://deb.debian.org/debian
    # As Debian's own images have them.
    cat >"$root/etc/apt/sources.list" <<'EOF'
deb http://deb.debian.org/debian bookworm main
deb http://deb.debian.org/debian bookworm-updates main
deb http://deb.debian.org/debian-security bookworm-security main
EOF
    # Of this machine, not of Debian.
    : >"$root/etc/resolv.conf"
    : >"$root/etc/hostname"
    rm -rf "$root"/var/cache/apt/archives/*.deb "$root"/var/lib/apt/lists/*
    container=$(image_buildah from scratch)
    image_buildah add "$container" "$root" /
    image_buildah config --env PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$container"
    image_buildah commit --rm "$container" "$IMAGE_DEBIAN"
    rm -rf "$root"
}

# Stands in for the SDK's image: the same places, this machine's files. How this machine reaches its package registries (whom it trusts,
# its NuGet.Config) goes into this base, and so into none of the images.
image_make_sdk() { # image
    local container dotnet
    dotnet=$(dirname "$(readlink -f "$(command -v dotnet)")")
    container=$(image_buildah from --pull-never "$IMAGE_DEBIAN")
    image_buildah run "$container" -- sh -c 'apt-get update && apt-get install -y --no-install-recommends ca-certificates libicu72 libssl3 libstdc++6 zlib1g'
    image_buildah copy "$container" "$dotnet" /usr/share/dotnet
    image_buildah run "$container" -- ln -s /usr/share/dotnet/dotnet /usr/bin/dotnet
    image_buildah copy "$container" /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
    [[ ! -f ${HOME:-/root}/.nuget/NuGet/NuGet.Config ]] || image_buildah copy "$container" "${HOME:-/root}/.nuget/NuGet/NuGet.Config" /root/.nuget/NuGet/NuGet.Config
    image_buildah commit --rm "$container" "$1"
}

image_build() { # node|simulator sdk
    image_buildah bud --pull-never --layers=false -f "docker/$1.Dockerfile" -t "$(image_name "$1")" \
        --build-arg "DEBIAN_IMAGE=$IMAGE_DEBIAN" --build-arg "SDK_IMAGE=$2" .
}

image_archive() { # node|simulator
    rm -f "$IMAGE_FOLDER/$1.tar"
    image_buildah push "$(image_name "$1")" "oci-archive:$IMAGE_FOLDER/$1.tar:$(image_name "$1")"
}

# What is tried is what the archive holds: its files, and of its configuration what starting it takes.
image_unpack() { # node|simulator
    local container mount
    container=$(image_buildah from "oci-archive:$IMAGE_FOLDER/$1.tar")
    mount=$(image_buildah mount "$container")
    mkdir -p "$IMAGE_FOLDER/root"
    rm -rf "${IMAGE_FOLDER:?}/root/$1"
    cp -a "$mount" "$IMAGE_FOLDER/root/$1"
    {
        image_buildah inspect --format '{{range .OCIv1.Config.Env}}{{println "env" .}}{{end}}' "$container"
        image_buildah inspect --format '{{range .OCIv1.Config.Entrypoint}}{{println "entrypoint" .}}{{end}}' "$container"
        image_buildah inspect --format '{{println "user" .OCIv1.Config.User}}' "$container"
        image_buildah inspect --format '{{println "stopsignal" .OCIv1.Config.StopSignal}}' "$container"
    } | grep . >"$IMAGE_FOLDER/root/$1.config"
    image_buildah umount "$container" >/dev/null
    image_buildah rm "$container" >/dev/null
}

# In namespaces of its own: mounts and ports are nobody else's, and when this ends nothing of it is left.
image_try() { # script arguments…
    local script=$1
    shift
    say "image: docker/$script"
    unshare --mount --net --uts --pid --fork --kill-child bash "$ROOT/docker/$script" "$IMAGE_FOLDER/root" "$@" \
        || { say "the image did not do what it must; see above"; exit 1; }
}
