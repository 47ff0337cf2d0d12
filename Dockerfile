# The command line as an image: docker run --rm -e GHCR_TOKEN ghcr.io/org/ghcr-preflight check ghcr.io/octo-org/app:1
# Nothing is built in here: dist/ is what the repository has committed.
ARG BASE=docker.io/library/node:24-slim
FROM ${BASE}

ARG VERSION
ARG REVISION
ARG SOURCE
LABEL org.opencontainers.image.title="ghcr-preflight" \
      org.opencontainers.image.description="Will GitHub Container Registry accept this push? Ask before the build." \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.source="${SOURCE}"

COPY LICENSE /usr/share/licenses/ghcr-preflight/LICENSE
COPY dist /usr/lib/ghcr-preflight

# A checkout or an auth file is mounted here; the image writes nothing of its own.
WORKDIR /work
USER 65532:65532
# Behind -- Node.js leaves --env-file to the program.
ENTRYPOINT ["node", "--", "/usr/lib/ghcr-preflight/cli/index.js"]
CMD ["--help"]
