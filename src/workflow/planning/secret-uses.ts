/** Which secrets the workflows of a repository name, where, and for what. */

import type { Location } from '../../types.js';
import { unfitSecretName } from '../runs/secrets.js';
import { child, map, text as scalar, type WorkflowDocument, type YamlNode } from '../text/document.js';
import { callTrigger, jobEntries, stepTexts } from '../text/job.js';
import { locate } from '../text/places.js';

interface SecretPlace {
  location: Location;
  /** Key of the job; null: outside of any. */
  job: string | null;
  /** `password of docker/login-action`: the key that takes it, and what has the key; empty: not told. */
  key: string;
  of: string;
}

/** A secret by its name, and every place that names it. */
export interface NamedSecret {
  name: string;
  /** GitHub sets it in every run. */
  isBuiltIn: boolean;
  /** Docs "Using secrets in GitHub Actions", Naming your secrets: no secret of another name can be made. */
  canExist: boolean;
  /** A called workflow asks for it. */
  isRequired: boolean;
  places: SecretPlace[];
}

const NAMED = /\bsecrets\s*(?:\.\s*([A-Za-z_]\w*)|\[\s*'([^'\n]{1,100})'\s*\])/g;

/** Sorted by name. Places in comments are none. */
export function secretUses(documents: Iterable<WorkflowDocument>): NamedSecret[] {
  const found = new Map<string, NamedSecret>();
  const use = (name: string): NamedSecret => {
    const key = name.toUpperCase();
    const known = found.get(key) ?? {
      name,
      isBuiltIn: key === 'GITHUB_TOKEN',
      canExist: key === 'GITHUB_TOKEN' || unfitSecretName(key) === null,
      isRequired: false,
      places: [],
    };
    found.set(key, known);
    return known;
  };
  for (const document of documents) {
    for (const { 0: written, 1: dotted, 2: quoted, index } of document.text.matchAll(NAMED)) {
      const line = document.text.slice(document.text.lastIndexOf('\n', index) + 1, index);
      if (/(?:^|\s)#/.test(line)) continue;
      use(dotted ?? quoted ?? '').places.push(
        placeAt(document, { start: index, end: index + written.length }, line),
      );
    }
    const declared = child(callTrigger(document), 'secrets');
    for (const { key, value } of map(declared)?.entries ?? [])
      if (scalar(child(value.node, 'required')) === 'true') use(String(key.value)).isRequired = true;
  }
  return [...found.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
}

function placeAt(
  document: WorkflowDocument,
  span: { start: number; end: number },
  line: string,
): SecretPlace {
  const within = ({ start, end }: YamlNode) => start <= span.start && span.start < end;
  const job = jobEntries(document).find(({ value }) => within(value.node));
  const step = job && stepTexts(job.value.node).find(({ node }) => within(node))?.node;
  const uses = scalar(child(step, 'uses')) ?? scalar(child(job?.value.node, 'uses'));
  return {
    location: locate(document, span),
    job: job ? String(job.key.value) : null,
    key: /([\w.-]+)\s*:[^:]*$/.exec(line)?.[1] ?? '',
    of: uses ? uses.replace(/@.*$/, '') : step ? 'run' : '',
  };
}
