/** The images that `docker compose pull` pulls: those of all services that are not only built. */
import type { WorkflowProblem } from '../../evidence/types/workflow-problem.js';
import { interpolated } from '../knowledge/project-files/interpolation.js';
import { child, entry, list, map, text as scalar, type YamlEntry, type YamlNode } from '../text/document.js';
import { parseWorkflow } from '../text/parse.js';
import { locate } from '../text/places.js';
import type { ImageUse } from './image-use.js';

export type ComposeReading =
  | {
      services: Map<string, ComposeService>;
      includes: boolean;
      /** A service is what another file makes of it. */
      extendsOthers: boolean;
      problem: null;
    }
  | { services: null; problem: WorkflowProblem };

/** What one file says of a service. */
export interface ComposeService {
  image: ImageUse | null;
  isBuilt: boolean;
  /** null: not said, or by a variable that nobody sets. */
  pullPolicy: string | null;
  /** None: it is started always. */
  profiles: readonly string[];
}

/** @param variable what the env file or the environment sets */
export function readComposeFile(
  file: string,
  text: string,
  variable: (name: string) => string | undefined,
): ComposeReading {
  const { document, problem } = parseWorkflow(file, text);
  if (problem) return { services: null, problem };
  const services = new Map<string, ComposeService>();
  let extendsOthers = false;
  for (const { key, value } of map(child(document.root, 'services'))?.entries ?? []) {
    const image = mergedEntry(value.node, 'image');
    const written = scalar(image?.value.node);
    const isBuilt = mergedEntry(value.node, 'build') !== null;
    let use: ImageUse | null = null;
    if (image && written !== null) {
      const { text: name, missing } = interpolated(written, variable);
      use = { name, shown: written, location: locate(document, image.value.at), missing };
    } else if (!isBuilt && child(mergedEntry(value.node, 'extends')?.value.node, 'file'))
      extendsOthers = true;
    const policy = interpolated(
      scalar(mergedEntry(value.node, 'pull_policy')?.value.node) ?? '',
      variable,
    ).text;
    const profiles = list(mergedEntry(value.node, 'profiles')?.value.node)?.items ?? [];
    services.set(String(key.value), {
      image: use,
      isBuilt,
      pullPolicy: policy || null,
      profiles: profiles.flatMap(({ node }) => scalar(node) ?? []),
    });
  }
  const root = map(document.root)?.entries ?? [];
  const includes = root.some(({ key }) => key.value === 'include');
  return { services, includes, extendsOthers, problem: null };
}

/** A service as two files make it: each value is the later file's, where that has one (Compose docs "Merge"). */
export function mergedService(earlier: ComposeService | undefined, later: ComposeService): ComposeService {
  if (!earlier) return later;
  return {
    image: later.image ?? earlier.image,
    isBuilt: earlier.isBuilt || later.isBuilt,
    pullPolicy: later.pullPolicy ?? earlier.pullPolicy,
    profiles: [...earlier.profiles, ...later.profiles],
  };
}

/** @param enabled as COMPOSE_PROFILES names them (Compose docs, "Using profiles with Compose") */
export function isEnabled({ profiles }: ComposeService, enabled: string): boolean {
  const names = enabled.split(',').map((each) => each.trim());
  return profiles.length === 0 || names.includes('*') || profiles.some((each) => names.includes(each));
}

/** Why no client pulls what a service names (Compose file reference, `pull_policy`); null: one may. */
export function pullsNothing({ image, isBuilt, pullPolicy }: ComposeService): 'built' | 'never' | null {
  if (pullPolicy === 'never') return 'never';
  if (pullPolicy === 'build') return 'built';
  return image === null && isBuilt ? 'built' : null;
}

/** The map's own entry, else that of what `<<` merges into it: docker compose reads YAML with this key of 1.1. */
function mergedEntry(node: YamlNode | null, name: string): YamlEntry | null {
  const own = entry(node, name);
  const merged = own ? null : child(node, '<<');
  if (!merged) return own;
  for (const each of list(merged)?.items.map((item) => item.node) ?? [merged]) {
    const found = mergedEntry(each, name);
    if (found) return found;
  }
  return null;
}
