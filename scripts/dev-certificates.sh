#!/usr/bin/env bash
# Makes a private authority and certificates of nodes, for development and drills, and prints the settings that name them.
#   scripts/dev-certificates.sh FOLDER [NAME…]      a NAME is what the other nodes call a node: a host name or an IPv4 address
# Run again with the same FOLDER, it keeps the authority and makes the certificates anew. For production an authority of your own gives them.
set -euo pipefail
umask 077

if (($# < 1)); then
    echo "dev-certificates.sh: say where: scripts/dev-certificates.sh FOLDER [NAME…]" >&2
    exit 64
fi
command -v openssl > /dev/null || { echo "dev-certificates.sh: openssl is missing: apt-get install openssl" >&2; exit 69; }

mkdir -p "$1"
folder=$(cd "$1" && pwd)
shift
names=("$@")
((${#names[@]})) || names=(localhost)

# All names are looked at before the first file is made.
for name in "${names[@]}"; do
    [[ $name != authority && $name =~ ^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$ ]] || { echo "dev-certificates.sh: '$name' is no host name and no IPv4 address" >&2; exit 64; }
done

# Quiet, but for what goes wrong.
ssl() {
    local said
    said=$(openssl "$@" 2>&1) || { echo "dev-certificates.sh: openssl $1 failed:" >&2; echo "$said" >&2; exit 1; }
}

key=(-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes)
if [[ ! -e $folder/authority.key ]]; then
    ssl req -x509 "${key[@]}" -days 365 -subj "/CN=DeviceCluster development authority" \
        -addext "basicConstraints=critical,CA:TRUE" -addext "keyUsage=critical,keyCertSign,cRLSign" \
        -keyout "$folder/authority.key" -out "$folder/authority.pem"
fi

for name in "${names[@]}"; do
    [[ $name =~ ^[0-9]+\.[0-9]+\.[0-9]+\.[0-9]+$ ]] && kind=IP || kind=DNS
    ssl req -new "${key[@]}" -subj "/CN=DeviceCluster node" -keyout "$folder/$name.key" -out "$folder/$name.request"
    cat > "$folder/$name.extensions" << END
basicConstraints=critical,CA:FALSE
keyUsage=critical,digitalSignature
extendedKeyUsage=serverAuth,clientAuth
subjectAltName=$kind:$name,DNS:localhost,IP:127.0.0.1
END
    ssl x509 -req -in "$folder/$name.request" -CA "$folder/authority.pem" -CAkey "$folder/authority.key" -CAcreateserial \
        -days 90 -extfile "$folder/$name.extensions" -out "$folder/$name.pem"
    rm "$folder/$name.request" "$folder/$name.extensions"
    echo "# $name"
    echo "DeviceCluster__Cluster__Certificate=$folder/$name.pem"
    echo "DeviceCluster__Cluster__CertificateKey=$folder/$name.key"
    echo "DeviceCluster__Cluster__Authority=$folder/authority.pem"
done
