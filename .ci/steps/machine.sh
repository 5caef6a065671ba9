# What the machine must have: the .NET SDK and Debian packages.

say() { echo "run: $*" >&2; }

# Debian packages by name; installs what is missing where it may, else says what to do.
need_packages() {
    local missing=() package
    for package in "$@"; do
        [[ $(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || missing+=("$package")
    done
    [[ ${#missing[@]} -eq 0 ]] && return
    local sudo=()
    if [[ $EUID -ne 0 ]]; then
        if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
            sudo=(sudo -n)
        else
            say "these Debian packages are missing and I may not install them; as root, please:"
            say "  apt-get update && apt-get install --no-install-recommends ${missing[*]}"
            exit 69
        fi
    fi
    say "installing ${missing[*]}"
    mkdir -p artifacts/log
    local log=artifacts/log/packages.log
    if ! "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}" >"$log" 2>&1; then
        "${sudo[@]}" apt-get update >>"$log" 2>&1 || say "apt-get update failed; trying all the same"
        "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}" >>"$log" 2>&1 || {
            tail -n 20 "$log" >&2
            say "apt-get could not install ${missing[*]}; the whole log is $log"
            exit 69
        }
    fi
}

# PostgreSQL's programs, for servers in folders of their own. Debian's package would start a server on 5432 when it is installed; that is switched
# off before, where nobody has set it yet. A server that is there already is left alone.
need_postgres() {
    [[ $(dpkg-query -W -f='${db:Status-Status}' postgresql-15 2>/dev/null) == installed ]] && return
    local config=/etc/postgresql-common/createcluster.conf sudo=()
    [[ $EUID -eq 0 ]] || sudo=(sudo -n)
    if [[ -e $config ]] && ! grep -qE '^create_main_cluster *= *(off|false)' "$config"; then
        say "postgresql-15 is missing, and $config lets its installation start a server; as root, please:"
        say "  apt-get install --no-install-recommends postgresql-15"
        exit 69
    fi
    if [[ ! -e $config ]] && { [[ $EUID -eq 0 ]] || { command -v sudo >/dev/null && sudo -n true 2>/dev/null; }; }; then
        "${sudo[@]}" mkdir -p /etc/postgresql-common
        echo 'create_main_cluster = off' | "${sudo[@]}" tee "$config" >/dev/null
    fi
    need_packages postgresql-15
}

need_dotnet() {
    local answer
    if ! command -v dotnet >/dev/null; then
        say "the .NET 10 SDK is not on PATH: https://dotnet.microsoft.com/download/dotnet/10.0"
        exit 69
    fi
    answer=$(dotnet --version 2>&1) || {
        echo "$answer" >&2
        say "dotnet is there but does not start with this global.json; it says why above"
        exit 69
    }
}

# 37777 lies in the range the kernel gives to outgoing connections; keep the simulator's ports out of it where we may.
reserve_ports() {
    local file=/proc/sys/net/ipv4/ip_local_reserved_ports
    [[ -w $file ]] || return 0
    local present
    present=$(tr -d '[:space:]' <"$file")
    [[ $present == *37777* ]] || echo "${present:+$present,}37777,37810" >"$file" 2>/dev/null || true
}
