# A node in the foreground, with its data where a user's programs keep theirs.

run_node() {
    local data=${DeviceCluster__Node__DataFolder:-${XDG_DATA_HOME:-$HOME/.local/share}/devicecluster}
    export DeviceCluster__Node__DataFolder=$data
    export DeviceCluster__Sdk__LibraryPath=${DeviceCluster__Sdk__LibraryPath:-$(native_library)}
    link_secret "$data"
    exec_program DeviceCluster.Node "$@"
}

# pbm looks for the secret under ~/.config/devicecluster; the node makes it at its first start.
link_secret() {
    local folder=${XDG_CONFIG_HOME:-$HOME/.config}/devicecluster
    mkdir -p "$folder" && chmod 700 "$folder"
    ln -sfn "$1/pbm.secret" "$folder/pbm.secret"
}
