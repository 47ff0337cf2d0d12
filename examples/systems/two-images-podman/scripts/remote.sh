#!/bin/sh
# Copies what the server needs and starts it there: remote.sh TAG, with SSH_HOST, SSH_USER, SSH_KEY and SSH_KNOWN_HOSTS set.
set -eu
tag=$1
keys=$(mktemp -d)
trap 'rm -rf "$keys"' EXIT
umask 077
printf '%s\n' "$SSH_KEY" >"$keys/key"
printf '%s\n' "$SSH_KNOWN_HOSTS" >"$keys/known_hosts"

on_server() { ssh -i "$keys/key" -o UserKnownHostsFile="$keys/known_hosts" "$SSH_USER@$SSH_HOST" "$@"; }

on_server 'mkdir -p shop && cat >shop/compose.yaml' <compose.yaml
on_server 'cat >shop/start.sh' <scripts/start.sh
on_server "cd shop && TAG=$tag sh start.sh"
