/**
 * What steps put over a checkout out of our sight: artifacts, restored caches, archives. Where the file that a text
 * names may be among it, what was committed says nothing of it any more.
 */
import { isMadeOf } from '../../../evidence/pattern.js';
import { child, text, type WorkflowDocument } from '../../text/document.js';
import { jobEntries, type StepText, stepTexts } from '../../text/job.js';
import { archivesUnpacked } from './archives.js';
import { treesFetched } from './fetched-trees.js';
import { insideFolder, isCovered, isHidden, pathOf, type Unpacking } from './unpacked-paths.js';
import { type UploadedArtifact, uploadOf } from './uploads.js';

/** @param document where the steps stand: its other jobs may say what was packed */
export function unpackingsOf(steps: readonly StepText[], document: WorkflowDocument): Unpacking[] {
  const isFilled = steps.some(({ uses }) => DOWNLOADS.test(uses?.action ?? ''));
  const found = steps.flatMap((step) => {
    const { action = null } = step.uses ?? {};
    if (action === null) return unpackedByScript(step, document, isFilled);
    if (DOWNLOADS.test(action)) return downloaded(step, action, document);
    return CACHES.test(action) ? restored(step) : [];
  });
  return found.slice(0, MOST_UNPACKINGS);
}

/** Each file that is asked for is looked for in all. */
const MOST_UNPACKINGS = 100;

const DOWNLOADS = /\/(?:[\w-]+-)?download-artifacts?$/i;
/** GitHub's, and those of machines of others, which take its inputs. */
const CACHES = /^[\w.-]+\/(?:[\w-]+-)?cache(?:\/restore)?$/i;

function unpackedByScript(step: StepText, document: WorkflowDocument, isFilled: boolean): Unpacking[] {
  const run = child(step.node, 'run');
  if (!run) return [];
  const { start } = run;
  const source = document.text.slice(start, run.end);
  return [
    ...archivesUnpacked(step, { source, start, document }, isFilled),
    ...treesFetched(step, source, start),
  ];
}

function downloaded({ node }: StepText, action: string, document: WorkflowDocument): Unpacking[] {
  const given = (name: string) => text(child(child(node, 'with'), name))?.trim() ?? '';
  const folder = pathOf(given('path'));
  if (folder === null) return [];
  const name = given('name');
  const isOfThisRun =
    action.toLowerCase() === 'actions/download-artifact' &&
    given('run-id') === '' &&
    given('repository') === '';
  // Without a name each artifact has a folder of its own. Docs: actions/download-artifact, `merge-multiple`.
  const isApart = name === '' && given('artifact-ids') === '' && given('merge-multiple') !== 'true';
  const uploads = isOfThisRun ? uploadsNamed(name === '' ? given('pattern') || '*' : name, document) : [];
  if (isApart)
    return uploads.map((upload) => ({
      at: node.start,
      mayHold: (path) => isHeld([upload], insideFolder(path, join(folder, upload.name))),
    }));
  return [{ at: node.start, mayHold: (path) => isHeld(uploads, insideFolder(path, folder)) }];
}

/** @param uploads none: nobody knows what is packed @param path in the artifact; null: outside of it */
function isHeld(uploads: readonly UploadedArtifact[], path: string | null): boolean {
  if (path === null) return false;
  return uploads.length === 0 ? !isHidden(path) : uploads.some((upload) => upload.mayHold(path));
}

function join(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** The artifacts of a workflow whose name may be that one. */
function uploadsNamed(name: string, document: WorkflowDocument): UploadedArtifact[] {
  const known =
    UPLOADS.get(document) ??
    jobEntries(document)
      .flatMap(({ value }) => stepTexts(value.node))
      .flatMap((step) => uploadOf(step) ?? [])
      .slice(0, MOST_UPLOADS);
  UPLOADS.set(document, known);
  return known.filter((upload) => mayBeEqual(name, upload.name));
}

/** Each download asks for them. */
const UPLOADS = new WeakMap<WorkflowDocument, UploadedArtifact[]>();
const MOST_UPLOADS = 200;

/** With expressions and `*` for whatever there may be. */
function mayBeEqual(one: string, other: string): boolean {
  return isMadeOf(other, one.split(OPEN)) || isMadeOf(one, other.split(OPEN));
}

const OPEN = /\$\{\{[^}]{0,200}\}\}|\*+/;

/** What a cache brings back is what it was given: the paths that it names. */
function restored({ node }: StepText): Unpacking[] {
  const paths = (text(child(child(node, 'with'), 'path')) ?? '')
    .split('\n')
    .flatMap((each) => pathOf(each.trim(), null) ?? []);
  return paths.length === 0
    ? []
    : [{ at: node.start, mayHold: (path) => paths.some((each) => isCovered(path, each)) }];
}
