/** The table of programs, those with the more telling words in a log first: others quote docker. */
import { nameOfFile } from '../../language/workspace.js';
import type { Program } from '../program.js';
import { ARTIFACTS } from './artifacts.js';
import { BUILDERS } from './builders.js';
import { CONTAINERS } from './containers.js';
import { CRANE_PROGRAMS } from './crane.js';
import { DEPLOYERS } from './deployers.js';
import { DEVCONTAINER_PROGRAMS } from './devcontainers.js';
import { DOCKER } from './docker.js';
import { FIND } from './find.js';
import { HARMLESS } from './harmless.js';
import { DEFINITIONS } from './image-tools/definitions.js';
import { IMAGE_MAKERS } from './image-tools/makers.js';
import { MIRRORS } from './image-tools/mirrors.js';
import { OC_PROGRAMS } from './image-tools/openshift.js';
import { STORES } from './image-tools/stores.js';
import { JVM_BUILDS } from './jvm.js';
import { MONOREPOS } from './monorepos.js';
import { ORAS_PROGRAMS } from './oras.js';
import { PACKAGERS } from './packagers.js';
import { PARALLEL } from './parallel.js';
import { PROJECT_BUILDERS } from './project-builders.js';
import { PROVISIONERS } from './provisioners.js';
import { PUBLISHERS } from './publishers.js';
import { RECIPE_BUILDERS } from './recipe-builders.js';
import { REGCLIENT_PROGRAMS } from './regclient.js';
import { RELEASES } from './releases.js';
import { SCRIPT_GROUPS } from './script-groups.js';
import { STARTERS } from './starters.js';
import { TASK_RUNNERS } from './task-runners.js';

export const PROGRAMS: readonly Program[] = [
  ...HARMLESS,
  ...STARTERS,
  ...PARALLEL,
  ...TASK_RUNNERS,
  ...MONOREPOS,
  ...SCRIPT_GROUPS,
  ...FIND,
  ...DEVCONTAINER_PROGRAMS,
  ...DEPLOYERS,
  ...PROJECT_BUILDERS,
  ...BUILDERS,
  ...JVM_BUILDS,
  ...PROVISIONERS,
  ...RELEASES,
  ...RECIPE_BUILDERS,
  ...PUBLISHERS,
  ...PACKAGERS,
  ...OC_PROGRAMS,
  ...IMAGE_MAKERS,
  ...STORES,
  ...DEFINITIONS,
  ...MIRRORS,
  ...ARTIFACTS,
  ...ORAS_PROGRAMS,
  ...REGCLIENT_PROGRAMS,
  ...CRANE_PROGRAMS,
  ...CONTAINERS,
  ...DOCKER,
];

const BY_NAME = new Map(PROGRAMS.flatMap((program) => program.names.map((name) => [name, program] as const)));

/**
 * What is known of the program of a path such as `/usr/bin/docker` or, on Windows, `C:\Tools\Docker.exe`; null for another
 * one. That ending is of Windows alone, where a backslash leads into a folder and letters have no case.
 */
export function programAt(path: string): Program | null {
  const isOnWindows = /\.exe$/i.test(path);
  return (
    BY_NAME.get(nameOfFile(isOnWindows ? path.replaceAll('\\', '/').slice(0, -4).toLowerCase() : path)) ??
    null
  );
}
