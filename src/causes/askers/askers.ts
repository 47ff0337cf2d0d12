/**
 * Who asks, as data: where each client keeps its credential, and what its own words for the cure are. A program that
 * pushes has its entry in the table of programs, from which its asker follows (`program-askers.ts`); who is in no table,
 * and who needs words of its own, stands in `terminals.ts`, `servers.ts`, `clusters.ts` or `bots.ts`, and here in its
 * order. The commands are those of the clients' own manuals.
 */
import type { Asker } from './asker.js';
import { ARGOCD_IMAGE_UPDATER, DEPENDABOT, DIUN, RENOVATE, WATCHTOWER, WUD } from './bots.js';
import { ARGOCD, FLUX, KANIKO, KARGO } from './clusters.js';
import { AT_A_TERMINAL, IN_A_CLUSTER, IN_PODMAN } from './places.js';
import { programAskers } from './program-askers.js';
import { BOOTC, COMPOSE, CONTAINER_SERVICE, COOLIFY, HOME_ASSISTANT, PORTAINER, SWARM } from './servers.js';
import { APPTAINER, COSIGN, CRANE, DEVCONTAINERS, HELM, HOMEBREW, ORAS, SKOPEO, TRIVY } from './terminals.js';

/** The more telling first. */
const OTHERS: readonly Asker[] = [
  CONTAINER_SERVICE,
  ARGOCD_IMAGE_UPDATER,
  ARGOCD,
  FLUX,
  KARGO,
  KANIKO,
  IN_A_CLUSTER,
  SWARM,
  WUD,
  HOME_ASSISTANT,
  WATCHTOWER,
  DIUN,
  COOLIFY,
  PORTAINER,
  RENOVATE,
  DEPENDABOT,
  HOMEBREW,
  BOOTC,
  TRIVY,
  APPTAINER,
  DEVCONTAINERS,
  COSIGN,
  ORAS,
];

/** Many quote docker, and helm is run by others. */
const QUOTED: readonly Asker[] = [HELM, IN_PODMAN, SKOPEO, CRANE, COMPOSE, AT_A_TERMINAL];

/** All of them, the more telling first; those that are not written here follow from the table of programs. */
export const ASKERS: readonly Asker[] = [...OTHERS, ...programAskers([...OTHERS, ...QUOTED]), ...QUOTED];
