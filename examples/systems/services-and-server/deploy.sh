#!/bin/sh
# Brings the server to what .env.production says: checks, logs in, pulls, and restarts only what is there by then.
# PREFLIGHT: the command line of ghcr-preflight, where it is not on the PATH.
set -eu
cd "$(dirname "$0")"
env=.env.production

if [ ! -f "$env" ]; then
  echo "There is no $env: copy .env.production.example and fill it in." >&2
  exit 2
fi

# Says what is wrong before anything is stopped: exit code 1 is a refusal, 3 is undecided (the pull will tell).
status=0
${PREFLIGHT:-ghcr-preflight} check --access pull --dotenv "$env" --compose compose.yaml || status=$?
if [ "$status" -ne 0 ] && [ "$status" -ne 3 ]; then
  echo "Nothing was changed on this server." >&2
  exit "$status"
fi

set -a
. "./$env"
set +a
# Public images need no login, and an old one would spoil them.
if [ -n "${GHCR_TOKEN:-}" ]; then
  printf '%s' "$GHCR_TOKEN" | docker login ghcr.io --username "$GHCR_USER" --password-stdin
fi
docker compose --env-file "$env" pull
docker compose --env-file "$env" up --detach --remove-orphans
docker compose --env-file "$env" ps
