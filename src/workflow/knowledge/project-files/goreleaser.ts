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
type GoreleaserPipe = 'docker' | 'ko';

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
  const outside: Known = { variable: around.variable, project: projectName(files) };
  const own = ownVariables(files, outside);
  const near: Known = { ...outside, variable: (name) => own.get(name) ?? outside.variable(name) };
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

/** What a template may ask and a reader can answer. */
interface Known {
  variable(name: string): string | null;
  project: string | null;
}

/** `project_name`. Without one goreleaser asks the release, go and git, and which of them answers is seen only when it runs. */
function projectName(files: readonly Record<string, unknown>[]): string | null {
  const names = new Set(files.flatMap(({ project_name: name }) => name ?? []));
  const [name] = names;
  return names.size === 1 && typeof name === 'string' && !name.includes('{{') ? name : null;
}

/** `env` of the file, which goes before the environment (docs: goreleaser.com/customization/env). */
function ownVariables(files: readonly Record<string, unknown>[], known: Known): ReadonlyMap<string, string> {
  const entries = files.flatMap(({ env }) => (Array.isArray(env) ? env : []));
  return new Map(
    entries.flatMap((each): [string, string][] => {
      const [, name, value] = /^(\w+)=([\s\S]*)$/.exec(String(each)) ?? [];
      return name === undefined || value === undefined ? [] : [[name, template(value, known)]];
    }),
  );
}

function template(text: string, known: Known): string {
  const [closed, open] = cutAfterLast(text, '}}');
  return closed.replace(/\{\{([\s\S]*?)\}\}/g, (_, inner: string) => answer(inner, known) ?? HOLE) + open;
}

/** `.Env.NAME`, `tolower .ProjectName` or `.ProjectName | tolower`; null: a template that asks more than that. */
function answer(inner: string, known: Known): string | null {
  const [asked = '', ...filters] = inner.split('|').map((each) => each.trim());
  const words = asked.split(/\s+/);
  const isLowered = words.length === 2 && words[0] === 'tolower';
  if (words.length !== (isLowered ? 2 : 1) || filters.some((each) => each !== 'tolower')) return null;
  const field = words.at(-1) ?? '';
  const name = /^\.Env\.(\w+)$/.exec(field)?.[1];
  const value = name !== undefined ? known.variable(name) : field === '.ProjectName' ? known.project : null;
  return (isLowered || filters.length > 0 ? value?.toLowerCase() : value) ?? null;
}
