/** goreleaser's file: the images that a release pushes. */
import { HOLE, hasHole } from '../../language/values.js';
import type { Surroundings } from '../clients.js';
import { cutAfterLast, yaml } from './files.js';

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

/** Images of `dockers`, `dockers_v2`, `docker_manifests` and `kos`, templates as holes. */
export function goreleaserImages(
  file: string | null,
  around: Surroundings,
): { reference: string; pipe: GoreleaserPipe }[] {
  const names = file === null ? GORELEASER_FILES : [file];
  const text = names.map((name) => (hasHole(name) ? null : around.file(name))).find((each) => each !== null);
  const files = text ? withIncluded(text, around, 0) : [];
  const list = (key: string) =>
    files.flatMap((data) => (Array.isArray(data[key]) ? (data[key] as Record<string, unknown>[]) : []));
  const texts = (value: unknown): string[] =>
    (Array.isArray(value) ? value : [value])
      .filter((each): each is string => typeof each === 'string')
      .map((each) => template(each, around));
  /** Skipped by a template, or by rule: nobody can say which. */
  const pushed = (each: Record<string, unknown> | null) =>
    each !== null &&
    [undefined, null, false, 'false', 'auto'].includes(each.skip_push as never) &&
    each.disable === undefined;
  const found = (references: string[], pipe: GoreleaserPipe) =>
    references.map((reference) => ({ reference, pipe }));
  return [
    ...list('dockers')
      .filter(pushed)
      .flatMap((each) => found(texts(each.image_templates), 'docker')),
    ...list('docker_manifests')
      .filter(pushed)
      .flatMap((each) => found(texts(each.name_template), 'docker')),
    ...list('dockers_v2')
      .filter(pushed)
      .flatMap((each) =>
        found(
          texts(each.images).map((name) => `${name}:${HOLE}`),
          'docker',
        ),
      ),
    ...list('kos')
      .filter(pushed)
      .flatMap((each) =>
        found(
          // The image has a name of its own behind the repository, unless it is bare.
          texts(each.repositories ?? each.repository).map(
            (name) => name + (each.bare === true ? ':' : '/') + HOLE,
          ),
          'ko',
        ),
      ),
  ];
}

/** Does it stand where nobody reads it? Where there is none of the usual names, there is nothing to push. */
export function standsUnread(file: string | null, around: Surroundings): boolean {
  return file === null ? GORELEASER_FILES.some(around.isMade) : !hasHole(file) && around.file(file) === null;
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

function template(text: string, around: Surroundings): string {
  const [closed, open] = cutAfterLast(text, '}}');
  const filled = closed.replace(/\{\{([\s\S]*?)\}\}/g, (_, inner: string) => {
    const name = /^\s*\.Env\.(\w+)\s*$/.exec(inner)?.[1];
    return (name === undefined ? null : around.variable(name)) ?? HOLE;
  });
  return filled + open;
}
