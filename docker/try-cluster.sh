#!/usr/bin/env bash
# Three pods of the node's image with the settings of k8s/base: each with a network, a host name and a read-only root of its own, the
# secrets as a kubelet mounts them, TLS between them, PostgreSQL beside them. ./run image starts this as root in mount, network and process
# namespaces of its own; what Kubernetes would do (names, addresses, secrets) is done here by hand.
set -euo pipefail
readonly IMAGES=$1 BASE=$2 NETWORK=10.99.0
# shellcheck source=/dev/null
source "$(dirname "${BASH_SOURCE[0]}")/pod.sh"

readonly PODS=(devicecluster-0 devicecluster-1 devicecluster-2) SERVICE=devicecluster-nodes

main() {
    local number pod
    surroundings
    ip link add pods type bridge
    ip address add "$NETWORK.1/24" dev pods
    ip link set pods up
    database
    certificates
    names

    prepare migrate node "${SETTINGS[@]}"
    secrets migrate
    connect migrate "$NETWORK.20/24" "$work/hosts"
    for number in 0 1 2; do
        pod=${PODS[$number]}
        prepare "$pod" node "${SETTINGS[@]}" "${CLUSTER[@]}" PBM_SECRET_FILE=/run/secrets/devicecluster/Pbm__Secret \
            "DeviceCluster__Http__PublicUrl=http://$pod.$SERVICE:9180" "DeviceCluster__Http__NodeUrl=http://$pod.$SERVICE:9180"
        secrets "$pod"
        connect "$pod" "$NETWORK.1$number/24" "$work/hosts"
    done

    start devicecluster-0
    expect "a node that finds no schema ends with 74 and says what to do" ends_itself devicecluster-0 74 migrate
    start migrate migrate
    expect "the migration makes the schema and ends with 0" ends_itself migrate 0 'migrate: '
    for pod in "${PODS[@]}"; do start "$pod"; done
    for pod in "${PODS[@]}"; do wait_line "$pod" 'node: ready .*' 180; done
    for number in 0 1 2; do
        expect "${PODS[$number]} names three nodes that are Up" in_time 30 three_up "${PODS[$number]}"
        expect "${PODS[$number]} is ready for whom asks from another pod" in_time 30 answers "$NETWORK.1$number" 200 /health/ready
    done
    roll devicecluster-2 "$NETWORK.12" "$NETWORK.32"
    for pod in "${PODS[@]}"; do expect "the stop signal ends $pod with 0" ends "$pod"; done
    setpriv --reuid postgres --regid postgres --init-groups "$POSTGRES/pg_ctl" -D "$work/database/data" -m immediate stop >/dev/null
    exit $failed
}

# A pod made anew has its name, an empty folder and another address.
roll() { # pod address new-address
    local pod
    expect "the stop signal ends $1, which is rolled, with 0" ends "$1"
    umount "$work/$1$DATA"
    volume "$1"
    nsenter --target "$(<"$work/$1.holder")" --net ip address flush dev eth0
    nsenter --target "$(<"$work/$1.holder")" --net ip address add "$3/24" dev eth0
    # In place: the file is mounted into the pods.
    sed "s/^$2 /$3 /" "$work/hosts" >"$work/hosts.new" && cat "$work/hosts.new" >"$work/hosts"
    start "$1"
    wait_line "$1" 'node: ready .*' 180
    for pod in "${PODS[@]}"; do expect "$pod names three nodes that are Up after the roll" in_time 60 three_up "$pod"; done
}

three_up() { [[ $(inside "$1" pbm cluster show | tee /dev/stderr | grep -c "$SERVICE:4053 .*Up .*yes") -eq 3 ]]; }

ends_itself() { # pod code pattern
    local pid code=0
    pid=$(<"$work/$1.pid")
    in_time 90 gone "$pid" || { kill -KILL "$pid"; echo "it did not end"; return 1; }
    wait "$pid" || code=$?
    cat "$work/$1.log"
    echo "exit code $code"
    [[ $code -eq $2 ]] && grep -q "$3" "$work/$1.log"
}

# --- what Kubernetes and the operator bring --------------------------------------------------------------------------

readarray -t SETTINGS < <(grep -v '^#' "$BASE/settings.env")
readarray -t CLUSTER < <(grep -v '^#' "$BASE/cluster.env")
POSTGRES=$(dirname "$(ls -d /usr/lib/postgresql/*/bin/initdb | tail -n 1)")

database() {
    mkdir "$work/database"
    chown postgres "$work/database"
    openssl rand -hex 16 >"$work/database.password"
    chown postgres "$work/database.password"
    local as=(setpriv --reuid postgres --regid postgres --init-groups)
    "${as[@]}" "$POSTGRES/initdb" -D "$work/database/data" -A scram-sha-256 --pwfile="$work/database.password" -U devicecluster >"$work/database.log"
    echo "host all all $NETWORK.0/24 scram-sha-256" >>"$work/database/data/pg_hba.conf"
    "${as[@]}" "$POSTGRES/pg_ctl" -D "$work/database/data" -o "-k $work/database -c listen_addresses=$NETWORK.1" -l "$work/database/log" -w start >/dev/null
    PGPASSWORD=$(<"$work/database.password") "$POSTGRES/createdb" -h "$NETWORK.1" -U devicecluster devicecluster
}

certificates() {
    local pod alternatives=()
    for pod in "${PODS[@]}"; do alternatives+=("DNS:$pod.$SERVICE"); done
    mkdir "$work/tls"
    (
        cd "$work/tls"
        openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key -out ca.crt -subj /CN=try -days 2
        openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout tls.key -out tls.csr -subj /CN=try-node
        openssl x509 -req -in tls.csr -CA ca.crt -CAkey ca.key -CAcreateserial -out tls.crt -days 1 -extfile <(
            IFS=,
            echo "subjectAltName=${alternatives[*]}"
            echo "extendedKeyUsage=serverAuth,clientAuth"
        )
    ) 2>"$work/tls.log"
}

names() {
    local number
    echo "127.0.0.1 localhost" >"$work/hosts"
    for number in 0 1 2; do echo "$NETWORK.1$number ${PODS[$number]}.$SERVICE ${PODS[$number]}" >>"$work/hosts"; done
    DEVICECLUSTER_DATABASE="Host=$NETWORK.1;Username=devicecluster;Password=$(<"$work/database.password");Database=devicecluster" \
        bash "$BASE/../secrets.sh" >"$work/secret"
}

secrets() { # pod
    local name value folder=$work/$1/run/secrets/devicecluster
    mkdir -p "$folder/..made" "$folder-tls/..made"
    while read -r name value; do
        base64 -d <<<"$value" >"$folder/..made/$name"
    done < <(sed -n 's/^  \(\w*__\w*\): /\1 /p' "$work/secret")
    cp "$work/tls"/{ca.crt,tls.crt,tls.key} "$folder-tls/..made"
    as_kubelet "$folder"
    as_kubelet "$folder-tls"
}

# The files in a folder of their own that one link names, so that all change at once; root's, for the pod's group to read.
as_kubelet() { # folder
    local file
    ln -s ..made "$1/..data"
    for file in "$1"/..made/*; do
        ln -s "..data/$(basename "$file")" "$1/$(basename "$file")"
    done
    chown -R "root:$OWNER" "$1"
    chmod 0440 "$1"/..made/*
    chmod 2755 "$1" "$1/..made"
}

main
