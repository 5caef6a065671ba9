# A node in the foreground, with its data where a user's programs keep theirs.

run_node() {
    local data=${DeviceCluster__Node__DataFolder:-${XDG_DATA_HOME:-${HOME:-/tmp}/.local/share}/devicecluster}
    data=$(cd "$CALLER" && realpath -m "$data")
    export DeviceCluster__Node__DataFolder=$data
    export DeviceCluster__Sdk__LibraryPath=${DeviceCluster__Sdk__LibraryPath:-$(native_library)}
    link_secret "$data"
    exec_program DeviceCluster.Node "$@"
}

# pbm looks for the secret under ~/.config/devicecluster; the node makes it at its first start. A secret that somebody put there stays.
link_secret() { # data folder
    local link
    link=$(secret_link) || return 0
    [[ -e $link && ! -L $link ]] && return
    mkdir -p "$(dirname "$link")" && chmod 700 "$(dirname "$link")"
    ln -sfn "$(realpath -m "$1")/pbm.secret" "$link"
}

# Takes the link away again if it is the one that led to this folder.
unlink_secret() { # data folder
    local link
    link=$(secret_link) || return 0
    [[ -L $link && $(readlink "$link") == "$(realpath -m "$1")/pbm.secret" ]] && rm -f "$link"
    return 0
}

secret_link() {
    local folder=${XDG_CONFIG_HOME:-${HOME:+$HOME/.config}}
    [[ -n $folder ]] && echo "$folder/devicecluster/pbm.secret"
}
