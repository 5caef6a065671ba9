#!/usr/bin/env bash
# Prints the Secret that the nodes read, with keys made now. Once, and kept: the passwords of the devices are sealed with the envelope key.
#   DEVICECLUSTER_DATABASE='Host=…;Username=…;Password=…;Database=…' k8s/secrets.sh | kubectl apply -n NAMESPACE -f -
set -euo pipefail

if [[ -z ${DEVICECLUSTER_DATABASE:-} ]]; then
    echo "secrets.sh: DEVICECLUSTER_DATABASE is not set: it holds the connection string of PostgreSQL, as Host=db;Username=devicecluster;Password=…;Database=devicecluster" >&2
    exit 64
fi
if [[ -t 1 ]]; then
    echo "secrets.sh: this would show the keys on a terminal; pipe it into kubectl apply -f -" >&2
    exit 64
fi

# Base64 of base64: what a Secret's data holds is encoded once more.
key() { openssl rand -base64 32 | tr -d '\n' | base64 -w 0; }

cat <<EOF
apiVersion: v1
kind: Secret
metadata:
  name: devicecluster-secrets
type: Opaque
data:
  Keys__Envelope: $(key)
  Keys__Media: $(key)
  Pbm__Secret: $(key)
  Storage__ConnectionString: $(printf %s "$DEVICECLUSTER_DATABASE" | base64 -w 0)
EOF
