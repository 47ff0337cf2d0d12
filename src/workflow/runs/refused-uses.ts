/**
 * A `uses` that names no version, or nothing that there could be one of: GitHub refuses the whole file ("Expected format
 * {org}/{repo}[/path]@ref"; of a called workflow "no version specified"). Sources: GitHub docs: Workflow syntax,
 * jobs.<job_id>.steps[*].uses and jobs.<job_id>.uses; actions/languageservices workflow-parser, its reader of `uses`.
 */
import { entry, text, type WorkflowDocument, type YamlEntry, type YamlNode } from '../text/document.js';
import { jobEntries, stepTexts } from '../text/job.js';

export interface RefusedUses {
  entry: YamlEntry;
  given: string;
  /** As it was meant; null: nothing tells which version. */
  meant: string | null;
  job: string;
}

/** Those of a workflow, in its order. */
export function refusedUsesIn(document: WorkflowDocument): RefusedUses[] {
  return jobEntries(document).flatMap(({ key, value: { node } }) =>
    [node, ...stepTexts(node).map((step) => step.node)].flatMap((owner) => {
      const found = refusedUses(owner);
      return found
        ? [{ ...found, meant: meantUses(found.given, document.text), job: String(key.value) }]
        : [];
    }),
  );
}

function refusedUses(owner: YamlNode): Pick<RefusedUses, 'entry' | 'given'> | null {
  const found = entry(owner, 'uses');
  const given = text(found?.value.node);
  // An empty one, and one with an expression, are refused for what they are.
  if (!found || !given || given.includes('${{') || /^(?:[.$][/\\]|docker:\/\/)/.test(given)) return null;
  const [name = '', ref, ...more] = given.split('@');
  const isNamed = name.split(/[/\\]/).filter(Boolean).length > 1;
  return isNamed && ref && more.length === 0 ? null : { entry: found, given };
}

/** A path of the repository, a version behind a colon or two marks, or the version that the file uses elsewhere. */
function meantUses(given: string, source: string): string | null {
  if (/^\.?github\/(?:workflows|actions)\/[\w./-]+$/.test(given)) return `./${given.replace(/^\.?/, '.')}`;
  if (/^[\w-]+\/[\w./-]+:v?\d[\w.]*$/.test(given)) return given.replace(':', '@');
  if (/^[\w-]+\/[\w./-]+@@[\w.-]+$/.test(given)) return given.replace('@@', '@');
  const name = given.replace(/@$/, '');
  if (!/^[\w-]+\/[\w./-]+$/.test(name)) return null;
  const others = source
    .split(`${name}@`)
    .slice(1)
    .flatMap((behind) => /^[\w.-]+/.exec(behind)?.[0] ?? []);
  return new Set(others).size === 1 ? `${name}@${others[0]}` : null;
}
