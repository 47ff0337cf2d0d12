/** The four systems as the tests take them: what GitHub has of each, and the mistakes that stand beside it. */
import { cpSync, existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { parse } from 'yaml';
import type { SecretSettings } from './cluster.js';
import type { Settings } from './github.js';
import type { ServerSettings } from './server.js';

export const SYSTEMS_FOLDER = 'examples/systems';

export interface System {
  name: string;
  repository: string;
  /** The file that a push starts. */
  workflow: string;
  /** What follows the owner in the names of its images. */
  packages: readonly string[];
  /** Secrets of the repository, as in `Settings`. */
  secrets: Readonly<Record<string, string>>;
  /** Jobs that need more than a registry. */
  leaves: readonly string[];
  /** Who pulls, where the tests have one. */
  deploys: 'server' | 'cluster' | null;
}

export const SYSTEMS: readonly System[] = [
  {
    name: 'backend',
    repository: 'octo-org/codeas-backend',
    workflow: '.github/workflows/ci.yml',
    packages: ['codeas-backend'],
    secrets: {},
    leaves: [],
    deploys: null,
  },
  {
    name: 'two-images-podman',
    repository: 'octo-org/shop',
    workflow: '.github/workflows/deploy.yml',
    packages: ['shop/backend', 'shop/web'],
    secrets: { GHCR_TOKEN: '{good}' },
    leaves: ['deploy'],
    deploys: null,
  },
  {
    name: 'services-and-server',
    repository: 'octo-org/shop',
    workflow: '.github/workflows/publish.yml',
    packages: ['shop-api', 'shop-worker', 'shop-web'],
    secrets: { GHCR_TOKEN: '{good}' },
    leaves: [],
    deploys: 'server',
  },
  {
    name: 'kubernetes-web',
    repository: 'octo-org/web',
    workflow: '.github/workflows/web.yml',
    packages: ['web'],
    secrets: {},
    leaves: [],
    deploys: 'cluster',
  },
];

/** One row of a system's `mistakes/mistakes.yml`. */
export interface Mistake {
  /** A patch of another mistake that this one shares; by default its own, if there is one. */
  patch?: string;
  settings?: Settings;
  /** All that `lint` says: `SEVERITY CAUSE FILE:LINE`, one a line. */
  lint?: string;
  /** What the action says first, where it does not let the job go on: `VERDICT CAUSE`, and the line to change if there is one. */
  action?: string;
  /** What somebody did on the server, and what `check` says there first: `VERDICT CAUSE`, and the line if there is one. */
  server?: ServerSettings;
  /** The secret in the cluster, and what `check --kubernetes` says first. */
  cluster?: { secret?: SecretSettings | null };
  check?: string;
  /** What a client prints that is not here. */
  log?: string;
  /** The cause that `explain` names first, out of what the refused client printed. */
  explain?: string;
  /** Key in `mended` of the words; `fix` is `lint --fix`, all else the good text again. */
  mended: string;
  /** Settings after it was mended; by default those where all is well. */
  mends?: Settings;
}

export function mistakesOf({ name }: System): [string, Mistake][] {
  const file = path.join(SYSTEMS_FOLDER, name, 'mistakes', 'mistakes.yml');
  return existsSync(file) ? Object.entries(parse(readFileSync(file, 'utf8')) as Record<string, Mistake>) : [];
}

/** Its files, without its mistakes, as a repository of its own. */
export function copySystem({ name }: System, target: string): void {
  cpSync(path.join(SYSTEMS_FOLDER, name), target, {
    recursive: true,
    filter: (source) => path.basename(source) !== 'mistakes',
  });
}

/** The patch of a mistake; null: it is no mistake in a file. */
export function patchOf(system: System, name: string, mistake: Mistake): string | null {
  const file = path.resolve(SYSTEMS_FOLDER, system.name, 'mistakes', `${mistake.patch ?? name}.patch`);
  return existsSync(file) ? file : null;
}
