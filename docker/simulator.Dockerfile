# Virtual recorders, for trying out. From the root of the tree:
#   docker build -f docker/simulator.Dockerfile -t devicecluster-simulator:0.1.0 .

ARG DEBIAN_IMAGE=docker.io/library/debian:12.12-slim
ARG SDK_IMAGE=mcr.microsoft.com/dotnet/sdk:10.0.401-noble

FROM ${SDK_IMAGE} AS managed
ENV DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
WORKDIR /source
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY src src
RUN dotnet publish src/DeviceCluster.Simulator/DeviceCluster.Simulator.csproj -c Release -o /out/simulator -p:PublishDocumentationFiles=false

FROM ${DEBIAN_IMAGE}
RUN apt-get update \
    && apt-get install -y --no-install-recommends fonts-dejavu-core libssl3 libstdc++6 \
    && rm -rf /var/lib/apt/lists/* \
    && find / -xdev -type f -perm /6000 -exec chmod a-s {} +
COPY --from=managed /usr/share/dotnet/host /usr/share/dotnet/host
COPY --from=managed /usr/share/dotnet/shared /usr/share/dotnet/shared
COPY --from=managed /out/simulator /opt/devicecluster/simulator

ENV DOTNET_EnableDiagnostics=0
USER 10001:10001
EXPOSE 37777 8080 5000 37810/udp 5050/udp
STOPSIGNAL SIGTERM
ENTRYPOINT ["/opt/devicecluster/simulator/DeviceCluster.Simulator"]
