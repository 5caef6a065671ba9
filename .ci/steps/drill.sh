# Drills: whole clusters that are broken by a seeded schedule, judged by the simulator.

run_drill() {
    need_packages g++ iproute2 nftables
    need_postgres
    build_drills
    case ${1:-} in
        failover | fence) exec "$(program DeviceCluster.Drills)" "$@" --logs "$ROOT/artifacts/log/drill" ;;
        *) exec "$(program DeviceCluster.Drills)" "$@" ;;
    esac
}

build_drills() {
    build_programs
    dotnet_build tests/DeviceCluster.Drills/DeviceCluster.Drills.csproj Release
    export DEVICECLUSTER_NETSDK=${DEVICECLUSTER_NETSDK:-$(native_library)}
}
