# Native library and programs. One release preset; sanitizers belong to the tests.

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1

# What stands before a build's commands: nothing, or what makes it yield to the tests that run meanwhile.
beneath=()

native_library() { echo "$ROOT/artifacts/native/release/libnetsdk_open.so"; }

# The path of a program as built for Release.
program() {
    case $1 in
        pbm) echo "$ROOT/artifacts/bin/DeviceCluster.Pbm/release/pbm" ;;
        *) echo "$ROOT/artifacts/bin/$1/release/$1" ;;
    esac
}

# In the caller's folder: file names on the command line are his.
exec_program() {
    local name=$1
    shift
    cd "$CALLER"
    exec "$(program "$name")" "$@"
}

native_preset() { # preset [cmake arguments]
    local preset=$1 log
    shift
    log=artifacts/log/native-$preset.log
    mkdir -p artifacts/log
    (cd native/netsdk && cmake --preset "$preset" "$@" && "${beneath[@]}" cmake --build --preset "$preset") >"$log" 2>&1 || {
        tail -n 40 "$log" >&2
        say "the native preset '$preset' did not build; the whole log is $log"
        exit 1
    }
}

build_native() {
    need_packages g++ cmake ninja-build libasio-dev libboost1.81-dev libssl-dev libcurl4-openssl-dev
    native_preset release
}

dotnet_build() { # project or solution, configuration [arguments]
    local log=artifacts/log/dotnet-$(basename "$1")-$2.log
    mkdir -p artifacts/log
    "${beneath[@]}" dotnet build "$1" -c "$2" -m:2 -v quiet --nologo "${@:3}" >"$log" 2>&1 || {
        { grep -E "error|warning" "$log" || tail -n 40 "$log"; } | sort -u | head -n 40 >&2
        say "$1 did not build; the whole log is $log"
        exit 1
    }
}

build_programs() {
    need_dotnet
    build_native
    local project stamp
    for project in DeviceCluster.Simulator DeviceCluster.Node DeviceCluster.Pbm; do
        stamp=artifacts/log/$project.built
        [[ -x $(program "${project/DeviceCluster.Pbm/pbm}") ]] && unchanged_since "$stamp" && continue
        # Touched before the build: what is edited meanwhile is newer.
        mkdir -p artifacts/log && touch "$stamp.new"
        # Whoever runs the programs need not wait for our rules of style; the tests' build holds them.
        dotnet_build "src/$project/$project.csproj" Release -p:RunAnalyzers=false
        mv "$stamp.new" "$stamp"
    done
}

# Nothing under src/, folders included (a file may be gone), and no build file is newer than the stamp: then MSBuild need not be asked.
unchanged_since() {
    [[ -e $1 && -z $(find src Directory.Build.props Directory.Packages.props global.json -newer "$1" -print -quit) ]]
}

build_bench() {
    need_dotnet
    build_programs
    native_preset bench
    dotnet_build tests/DeviceCluster.Benchmarks/DeviceCluster.Benchmarks.csproj Release
}
