# Everything that must hold, and one line of counts at the end.

run_tests() {
    need_dotnet
    need_packages g++ cmake ninja-build libasio-dev nlohmann-json3-dev libssl-dev libcurl4-openssl-dev doctest-dev clang-19 libclang-rt-19-dev llvm-19 ffmpeg fonts-dejavu-core iproute2 nftables openssl
    need_postgres
    reserve_ports
    mkdir -p artifacts/log
    local log=artifacts/log/test.log failed=0
    : >"$log"

    build_native
    say "native tests under address and undefined-behaviour sanitizers"
    native_preset asan
    native_tests asan "$log" || failed=1
    say "native tests under the thread sanitizer"
    native_preset tsan
    native_tests tsan "$log" || failed=1

    say "the fuzzers, a second each"
    if ./run fuzz --seconds 1 2>&1 | tee -a "$log"; then
        echo "Failed: 0, Passed: 1, Skipped: 0 (./run fuzz)" >>"$log"
    else
        echo "Failed: 1, Passed: 0, Skipped: 0 (./run fuzz)" >>"$log"
        failed=1
    fi

    say ".NET: build"
    dotnet_build DeviceCluster.sln Debug
    say ".NET: style"
    dotnet format DeviceCluster.sln --verify-no-changes --no-restore >>"$log" 2>&1 || { say "dotnet format finds changes to make: dotnet format"; failed=1; grep -m20 -E "error|warning" "$log" >&2 || true; }
    say ".NET: tests"
    export DEVICECLUSTER_NETSDK
    DEVICECLUSTER_NETSDK=$(native_library)
    # One project after the other: each has real servers, and two cores are soon busy.
    dotnet test DeviceCluster.sln --no-build -m:1 --blame-hang-timeout 5m --blame-hang-dump-type none --nologo 2>&1 | tee -a "$log" | grep -vE '^\s*$' || failed=1

    say "the demo, as the README has it"
    demo_test "$log" || failed=1

    count_tests "$log" $failed
}

# In a process of its own: the demo ends by exit.
demo_test() { # log
    local line
    ./run demo --once 2>&1 | tee -a "$1" | tail -n 30
    line=$(tail -n 1 "$1")
    if [[ $line =~ ^demo:\ 16\ devices\ online,\ 1\ live\ stream,\ [0-9]+\ frames,\ 0\ errors$ ]]; then
        echo "Failed: 0, Passed: 1, Skipped: 0 (./run demo --once)" >>"$1"
    else
        echo "Failed: 1, Passed: 0, Skipped: 0 (./run demo --once)" >>"$1"
        return 1
    fi
}

native_tests() { # preset log
    (cd native/netsdk && ctest --preset "$1" --output-on-failure) 2>&1 | tee -a "$2" | tail -n 30
}

# ctest: "97% tests passed, 1 tests failed out of 33"; dotnet: "Failed: 0, Passed: 9, Skipped: 0, ...".
count_tests() { # log, 1 when something else failed
    awk -v broken="$2" '
        /tests passed, [0-9]+ tests? failed out of [0-9]+/ { f += $4; p += $NF - $4 }
        /Failed: +[0-9]+, Passed: +[0-9]+/ {
            gsub(",", "")
            for (i = 1; i < NF; i++) { if ($i == "Failed:") f += $(i+1); if ($i == "Passed:") p += $(i+1); if ($i == "Skipped:") s += $(i+1) }
        }
        END { printf "%d passed, %d failed, %d skipped\n", p, f, s; exit (f > 0 || broken || p == 0) }' "$1"
}

run_fuzz() {
    local seconds=60
    case ${1:-} in
        '') ;;
        --seconds) seconds=${2:?run fuzz --seconds N} ;;
        *) say "fuzz knows only --seconds N"; exit 64 ;;
    esac
    need_packages g++ cmake ninja-build libasio-dev nlohmann-json3-dev libssl-dev libcurl4-openssl-dev doctest-dev clang-19 libclang-rt-19-dev llvm-19
    native_preset fuzz
    local target name log found=0
    for target in artifacts/native/fuzz/fuzz_*; do
        [[ -f $target && -x $target ]] || continue
        found=1
        name=$(basename "$target")
        log=artifacts/log/$name.log
        say "$name for $seconds s"
        mkdir -p "artifacts/fuzz/$name"
        # What is found new stays under artifacts/; the seeds of the corpus are only read.
        "$target" -max_total_time="$seconds" -print_final_stats=1 -dict=native/netsdk/fuzz/dvrip.dict -artifact_prefix="artifacts/fuzz/$name-" \
            "artifacts/fuzz/$name" "native/netsdk/corpus/${name#fuzz_}" >"$log" 2>&1 || {
            tail -n 40 "$log" >&2
            say "$name found something: artifacts/fuzz/$name-*; the whole log is $log"
            exit 1
        }
        grep -E "^stat::(number_of_executed_units|average_exec_per_sec)" "$log"
    done
    [[ $found -eq 1 ]] || { say "no fuzz target was built"; exit 1; }
}

run_bench() {
    # Some of the cluster's recover from a database.
    [[ $# -gt 0 && " $* " != *" cluster"* ]] || need_postgres
    exec dotnet "$ROOT/artifacts/bin/DeviceCluster.Benchmarks/release/DeviceCluster.Benchmarks.dll" "$@"
}
