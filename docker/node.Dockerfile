# The node, with pbm beside it. From the root of the tree:
#   docker build -f docker/node.Dockerfile -t devicecluster-node:0.1.0 .
# Each base can be given from outside, with its digest: --build-arg DEBIAN_IMAGE=docker.io/library/debian:12.12-slim@sha256:…

ARG DEBIAN_IMAGE=docker.io/library/debian:12.12-slim
# There are no images of .NET 10 on Debian, so the SDK's own is used and the runtime is taken out of it.
ARG SDK_IMAGE=mcr.microsoft.com/dotnet/sdk:10.0.401-noble

# The native library is built on the system it will run on: it is linked with that libstdc++, libcrypto and libcurl.
FROM ${DEBIAN_IMAGE} AS native
RUN apt-get update \
    && apt-get install -y --no-install-recommends g++ cmake ninja-build libasio-dev libboost1.81-dev libssl-dev libcurl4-openssl-dev \
    && rm -rf /var/lib/apt/lists/*
COPY native /source/native
WORKDIR /source/native/netsdk
RUN cmake --preset release \
    && cmake --build --preset release \
    && strip --strip-debug /source/artifacts/native/release/libnetsdk_open.so

FROM ${SDK_IMAGE} AS managed
ENV DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
WORKDIR /source
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY src src
# Compiled ahead: a node that is started anew is ready sooner, and asks for less of the processor while its devices wait.
RUN dotnet publish src/DeviceCluster.Node/DeviceCluster.Node.csproj -c Release -o /out/node -p:PublishReadyToRun=true -p:PublishDocumentationFiles=false \
    && dotnet publish src/DeviceCluster.Pbm/DeviceCluster.Pbm.csproj -c Release -o /out/pbm -p:PublishReadyToRun=true -p:PublishDocumentationFiles=false

FROM ${DEBIAN_IMAGE}
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates libcurl4 libssl3 libstdc++6 \
    && rm -rf /var/lib/apt/lists/* \
    # Nothing in the image raises its rights.
    && find / -xdev -type f -perm /6000 -exec chmod a-s {} + \
    && groupadd --gid 10001 devicecluster \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /var/lib/devicecluster --shell /usr/sbin/nologin devicecluster \
    && install -d -o 10001 -g 10001 -m 0700 /var/lib/devicecluster
COPY --from=managed /usr/share/dotnet/host /usr/share/dotnet/host
COPY --from=managed /usr/share/dotnet/shared /usr/share/dotnet/shared
COPY --from=managed /out/node /opt/devicecluster/node
COPY --from=managed /out/pbm /opt/devicecluster/pbm
COPY --from=native /source/artifacts/native/release/libnetsdk_open.so /opt/devicecluster/node/libnetsdk_open.so
RUN ln -s /opt/devicecluster/pbm/pbm /usr/local/bin/pbm

# The root may be read-only: the node writes its data folder and nothing else. The runtime's diagnostics would put a socket into /tmp.
# The folder is one below the mounted volume, which belongs to root where a kubelet made it. Without a home .NET checks no certificate,
# whatever the user's number is; and there is no Kerberos here for a database to be asked by.
ENV HOME=/var/lib/devicecluster \
    DOTNET_EnableDiagnostics=0 \
    PGGSSENCMODE=disable \
    DeviceCluster__Node__DataFolder=/var/lib/devicecluster/node \
    PBM_SECRET_FILE=/var/lib/devicecluster/node/pbm.secret
USER 10001:10001
WORKDIR /var/lib/devicecluster
# Nodes, HTTP, pbm. All on loopback until settings say otherwise.
EXPOSE 4053 9180 9110
STOPSIGNAL SIGTERM
ENTRYPOINT ["/opt/devicecluster/node/DeviceCluster.Node"]
