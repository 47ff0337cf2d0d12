/** goreleaser's file: the images that a release pushes. */
import { both, type Chance, opposite } from '../../language/chance.js';
import { HOLE, hasHole } from '../../language/values.js';
import type { Surroundings } from '../clients.js';
import { cutAfterLast } from './files.js';
import { yaml } from './parsed.js';

/** Docs: goreleaser.com/customization, the names that it looks for. */
const GORELEASER_FILES = [
  '.config/goreleaser.yml',
  '.config/goreleaser.yaml',
  '.goreleaser.yml',
  '.goreleaser.yaml',
  'goreleaser.yml',
  'goreleaser.yaml',
];

/** Part of goreleaser that pushes; the names are those of `--skip`. */
export type GoreleaserPipe = 'docker' | 'ko';

export interface GoreleaserImage {
  reference: string;
  pipe: GoreleaserPipe;
  /** As far as its own entry decides. */
  runs: Chance;
}

/** Images of `dockers`, `dockers_v2`, `docker_manifests` and `kos`, templates as holes. */
export function goreleaserImages(file: string | null, around: Surroundings): GoreleaserImage[] {
  const names = file === null ? GORELEASER_FILES : [file];
  const text = names.map((name) => (hasHole(name) ? null : around.file(name))).find((each) => each !== null);
  const files = text ? withIncluded(text, around, 0) : [];
  const own = ownVariables(files, around);
  const near = { ...around, variable: (name: string) => own.get(name) ?? around.variable(name) };
  const list = (key: string) =>
    files.flatMap((data) => (Array.isArray(data[key]) ? (data[key] as Record<string, unknown>[]) : []));
  const texts = (value: unknown): string[] =>
    (Array.isArray(value) ? value : [value])
      .filter((each): each is string => typeof each === 'string')
      .map((each) => template(each, near));
  const found = (key: string, pipe: GoreleaserPipe, names: (entry: Record<string, unknown>) => string[]) =>
    list(key).flatMap((each): GoreleaserImage[] => {
      const runs = each
        ? both(opposite(switchedOn(each.skip_push)), opposite(switchedOn(each.disable)))
        : 'no';
      return runs === 'no' ? [] : names(each).map((reference) => ({ reference, pipe, runs }));
    });
  return [
    ...found('dockers', 'docker', (each) => texts(each.image_templates)),
    ...found('docker_manifests', 'docker', (each) => texts(each.name_template)),
    ...found('dockers_v2', 'docker', (each) => texts(each.images).map((name) => `${name}:${HOLE}`)),
    // The image has a name of its own behind the repository, unless it is bare.
    ...found('kos', 'ko', (each) =>
      texts(each.repositories ?? each.repository).map(
        (name) => name + (each.bare === true ? ':' : '/') + HOLE,
      ),
    ),
  ];
}

/** Does it stand where nobody reads it? Where there is none of the usual names, there is nothing to push. */
export function standsUnread(file: string | null, around: Surroundings): boolean {
  return file === null ? GORELEASER_FILES.some(around.isMade) : !hasHole(file) && around.file(file) === null;
}

/**
 * `skip_push` or `disable`. `auto` skips what is a prerelease by its tag; a template asks the release that is made, or the
 * environment, of which nobody here knows.
 */
function switchedOn(value: unknown): Chance {
  const said = String(value ?? '').trim();
  if (/^(?:|false|auto)$/.test(said)) return 'no';
  if (!said.includes('{{')) return 'yes';
  return /\.Env\b|\b(?:envOrDefault|isEnvSet)\b/.test(said) ? 'unknown' : 'sometimes';
}

const MAX_INCLUDES = 5;

/** Docs: goreleaser.com/customization/includes: `from_file` is relative to where goreleaser is run. */
function withIncluded(text: string, around: Surroundings, depth: number): Record<string, unknown>[] {
  const data = yaml(text) as Record<string, unknown> | null;
  if (!data || typeof data !== 'object') return [];
  const includes = Array.isArray(data.includes) && depth < MAX_INCLUDES ? data.includes : [];
  const included = includes.flatMap((each: { from_file?: { path?: unknown } } | null) => {
    const path = each?.from_file?.path;
    const found = typeof path === 'string' && !hasHole(path) ? around.file(path) : null;
    return found === null ? [] : withIncluded(found, around, depth + 1);
  });
  return [data, ...included];
}

/** `env` of the file, which goes before the environment (docs: goreleaser.com/customization/env). */
function ownVariables(
  files: readonly Record<string, unknown>[],
  around: Surroundings,
): ReadonlyMap<string, string> {
  const entries = files.flatMap(({ env }) => (Array.isArray(env) ? env : []));
  return new Map(
    entries.flatMap((each): [string, string][] => {
      const [, name, value] = /^(\w+)=([\s\S]*)$/.exec(String(each)) ?? [];
      return name === undefined || value === undefined ? [] : [[name, template(value, around)]];
    }),
  );
}

function template(text: string, around: Surroundings): string {
  const [closed, open] = cutAfterLast(text, '}}');
  const filled = closed.replace(/\{\{([\s\S]*?)\}\}/g, (_, inner: string) => {
    const name = /^\s*\.Env\.(\w+)\s*$/.exec(inner)?.[1];
    return (name === undefined ? null : around.variable(name)) ?? HOLE;
  });
  return filled + open;
}
