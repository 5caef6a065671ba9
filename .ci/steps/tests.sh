# Everything that must hold, and one line of counts at the end.

# The longest first. These wait for most of their time: for clusters, for databases, for processes.
readonly LONG_TESTS="Actors EndToEnd Node Client" TESTS_AT_ONCE=2

run_tests() {
    need_dotnet
    need_packages g++ cmake ninja-build libasio-dev libboost1.81-dev libssl-dev libcurl4-openssl-dev doctest-dev clang-19 libclang-rt-19-dev llvm-19 ffmpeg fonts-dejavu-core iproute2 nftables openssl python3
    need_postgres
    reserve_ports
    own_temporary_folder
    # Programs that live for seconds do not live to see what is learnt of them.
    export DOTNET_TieredPGO=0
    mkdir -p artifacts/log
    rm -rf artifacts/log/test.log artifacts/log/test-*.log artifacts/log/clusters
    export DEVICECLUSTER_TEST_LOGS=$ROOT/artifacts/log/clusters
    local failed=0 native beneath

    say "the library, the programs and their tests: build"
    in_background build_native & native=$!
    dotnet_build DeviceCluster.sln Debug
    wait $native
    say "tests; beneath them, with what they leave of the processor: sanitizers, fuzzers, style"
    in_background beneath_the_tests & beneath=$!
    dotnet_tests || failed=1
    wait $beneath || failed=1
    say "the demo, as the README has it"
    demo_test artifacts/log/test-demo.log || failed=1

    cat artifacts/log/test-*.log >artifacts/log/test.log
    name_failures artifacts/log/test.log
    count_tests artifacts/log/test.log $failed
}

# What the SDK, killed processes and we ourselves leave in the folder for temporary files is gone with the run.
own_temporary_folder() {
    TMPDIR=$(mktemp -d "${TMPDIR:-/tmp}/devicecluster-run.XXXXXX")
    export TMPDIR
    trap 'rm -rf "$TMPDIR"' EXIT
    trap 'exit 130' INT TERM
}

# Ctrl-C is for all: a shell lets its background jobs ignore it, and their children would, too.
in_background() {
    trap - INT
    "$@"
}

# --- .NET ------------------------------------------------------------------------------------------------------------

# Each in a process of its own, so many at once. Every project of tests/, and each once.
dotnet_tests() {
    export DEVICECLUSTER_NETSDK
    DEVICECLUSTER_NETSDK=$(native_library)
    local folder names=() failed=0 running=()
    for folder in tests/DeviceCluster.*.Tests; do
        folder=${folder#tests/DeviceCluster.}
        [[ " $LONG_TESTS " == *" ${folder%.Tests} "* ]] || names+=("${folder%.Tests}")
    done
    for folder in $LONG_TESTS "${names[@]}"; do
        if [[ ${#running[@]} -ge $TESTS_AT_ONCE ]]; then one_ended || failed=1; fi
        in_background dotnet_test "$folder" &
        running+=($!)
    done
    while [[ ${#running[@]} -gt 0 ]]; do one_ended || failed=1; done
    return $failed
}

# Waits for any of running[], and takes it out.
one_ended() {
    local ended code=0 pid left=()
    wait -n -p ended "${running[@]}" || code=$?
    for pid in "${running[@]}"; do [[ $pid == "$ended" ]] || left+=("$pid"); done
    running=("${left[@]}")
    return $code
}

dotnet_test() { # name
    local log=artifacts/log/test-dotnet-$1.log code=0
    dotnet test "artifacts/bin/DeviceCluster.$1.Tests/debug/DeviceCluster.$1.Tests.dll" \
        --blame-hang-timeout 5m --blame-hang-dump-type none --nologo </dev/null >"$log" 2>&1 || code=$?
    # In one piece: others write meanwhile.
    echo "$(grep -vE '^\s*$|^Test run for|^A total of|^Data collector' "$log")"
    return $code
}

# --- beneath them ----------------------------------------------------------------------------------------------------

beneath_the_tests() {
    local failed=0
    beneath=(nice -n 19)
    native_tests asan || failed=1
    native_tests tsan || failed=1
    fuzz_test || failed=1
    style_test || failed=1
    # For the demo.
    build_programs || failed=1
    return $failed
}

native_tests() { # preset
    local log=artifacts/log/test-native-$1.log code=0
    native_preset "$1"
    (cd native/netsdk && ctest --preset "$1" --output-on-failure) >"$log" 2>&1 || code=$?
    say "native tests, $1:"$'\n'"$(tail -n 30 "$log")"
    return $code
}

# A second each.
fuzz_test() {
    local log=artifacts/log/test-fuzz.log code=0
    (run_fuzz --seconds 1) >"$log" 2>&1 || code=$?
    echo "$(<"$log")"
    one_test "$log" $code "./run fuzz"
}

style_test() {
    local log=artifacts/log/test-style.log code=0
    "${beneath[@]}" dotnet format DeviceCluster.sln --verify-no-changes --no-restore >"$log" 2>&1 || code=$?
    [[ $code -eq 0 ]] || say "dotnet format finds changes to make: dotnet format"$'\n'"$(grep -m20 -E "error|warning" "$log")"
    return $code
}

# A line that is counted, for what counts nothing itself.
one_test() { # log code name
    echo "Failed: $(($2 != 0)), Passed: $(($2 == 0)), Skipped: 0 ($3)" >>"$1"
    return "$2"
}

# --- the end ---------------------------------------------------------------------------------------------------------

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

# What failed is far above by now: once more, each with its first words.
name_failures() { # log
    grep -hE -A3 '^ +Failed .*\[[^]]*s\]$|^ *[0-9]+ - .*\((Failed|Timeout|SEGFAULT|Not Run)|\*\*\*Failed|^The active test run was aborted' "$1" | cut -c1-300 | head -n 60 || true
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
        --conversations) run_conversations "${2:?run fuzz --conversations N}"; return ;;
        *) say "fuzz knows only --seconds N and --conversations N"; exit 64 ;;
    esac
    need_packages g++ cmake ninja-build libasio-dev libboost1.81-dev libssl-dev libcurl4-openssl-dev doctest-dev clang-19 libclang-rt-19-dev llvm-19
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

# Whole conversations with the library, each with a device that says the right things wrongly. Another seed, other faults.
run_conversations() { # how many
    local seed=$((RANDOM * 32768 + RANDOM))
    need_packages g++ cmake ninja-build libasio-dev libboost1.81-dev libssl-dev libcurl4-openssl-dev doctest-dev clang-19 libclang-rt-19-dev llvm-19
    native_preset asan
    say "$1 conversations, seed $seed"
    artifacts/native/asan/conversations --conversations "$1" --seed "$seed"
}

run_bench() {
    # Some of the cluster's recover from a database.
    [[ $# -gt 0 && " $* " != *" cluster"* ]] || need_postgres
    exec dotnet "$ROOT/artifacts/bin/DeviceCluster.Benchmarks/release/DeviceCluster.Benchmarks.dll" "$@"
}
