#!/bin/sh
# On the server: pulls first, so that what runs goes on running when the registry refuses; then restarts and looks.
set -eu
export TAG

if ! podman-compose pull; then
  echo "Nothing was stopped. Why the registry refused: ghcr-preflight check --access pull --compose compose.yaml" >&2
  exit 1
fi
podman-compose up -d

for _ in 1 2 3 4 5 6 7 8 9 10; do
  if curl --fail --silent http://localhost:8080/health.html; then exit 0; fi
  sleep 2
done
echo "The backend does not answer; its last lines:" >&2
podman-compose logs --tail 20 backend >&2
exit 1
