/**
 * Which files of its checkout a job writes itself, as far as a look at its commands tells: what is in them then, no text
 * says. They are looked for by their names alone, since a command may stand in any folder. What is done behind the
 * command that reads a file does not count.
 */
import { meetsNames } from '../../knowledge/names/image-words.js';
import { nameOfFile } from '../../language/workspace.js';
import type { Project } from '../../repository/project.js';
import { changesOf, type LookedSteps, type Part } from './all-changes.js';
import { ANY_NAME, isEnvFile, type Swap } from './file-changes.js';
import { mayWrite } from './handed-files.js';
import type { Unpacking } from './unpacked-paths.js';

/** Where commands stand. */
interface Steps extends LookedSteps {
  /** The place in the document behind which nothing has been done yet; absent: all may have been. */
  until?: number;
}

/** Changes of a text, up to a place in it. */
interface Done {
  parts: readonly Part[];
  until: number;
}

/**
 * Does the job leave nothing of a file that a text tells?
 *
 * @param text what the checkout has; null: no such file, and then it is one that the job may make
 */
function isMadeByJob(steps: Steps, path: string, text: string | null): boolean {
  const name = nameOfFile(path);
  return doneIn(steps).some(({ parts, until }) =>
    parts.some(({ changes: { made, edits, makesEnvFiles, swaps, handed }, startedAt, unpackings = [] }) => {
      const isDone = (at: number) => (startedAt ?? at) < until;
      if (unpackings.some(({ at, mayHold }) => isDone(at) && mayHold(path))) return true;
      const madeAt = made.get(name);
      if (madeAt !== undefined && isDone(madeAt)) return true;
      if (swaps.some((swap) => isDone(swap.at) && brings(swap, path, steps.project))) return true;
      const programs = (handed.get(name) ?? []).filter(({ at }) => isDone(at));
      if (programs.some(({ program, isRead }) => mayWrite(steps.project.file(program), isRead))) return true;
      const edited = (edits.get(name) ?? []).filter(({ at }) => isDone(at));
      if (isEnvFile(name)) return (makesEnvFiles !== null && isDone(makesEnvFiles)) || edited.length > 0;
      const words = [...edited, ...(edits.get(ANY_NAME) ?? []).filter(({ at }) => isDone(at))];
      return (
        words.length > 0 &&
        text !== null &&
        meetsNames((word) => words.some((each) => each.words.has(word)), text)
      );
    }),
  );
}

/** Does it bring that file, or one of that name? A patch that can't be read may. */
function brings(swap: Swap, path: string, project: Project): boolean {
  const name = nameOfFile(path);
  switch (swap.kind) {
    case 'unpacked':
      return path.startsWith(`${swap.folder}/`);
    case 'any':
      return true;
    case 'patch': {
      const text = swap.file === null ? null : project.file(swap.file.replace(/^\.\//, ''));
      return text === null || text.includes(name);
    }
    case 'folder':
      return project.file(`${swap.folder.replace(/^\.\//, '')}/${name}`) !== null;
  }
}

/**
 * What the job leaves of a text that the checkout has; null: nothing.
 *
 * @param text null: no such file
 */
export function leftByJob(steps: Steps, path: string, text: string | null): string | null {
  if (text === null || isMadeByJob(steps, path, text)) return null;
  const set = variablesSet(steps, path);
  if (set.size === 0) return text;
  const isSet = (line: string) => set.has(/^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=/.exec(line)?.[1] ?? '');
  return text
    .split('\n')
    .filter((line) => !isSet(line))
    .join('\n');
}

/** Is there more in a file than the checkout has, or something else? */
export function isOpenFile(steps: Steps, path: string, text: string | null): boolean {
  return isMadeByJob(steps, path, text) || variablesSet(steps, path).size > 0;
}

function variablesSet(steps: Steps, path: string): ReadonlySet<string> {
  const name = nameOfFile(path);
  return new Set(
    doneIn(steps).flatMap(({ parts, until }) =>
      parts.flatMap(({ changes, startedAt }) =>
        [...(changes.sets.get(name) ?? [])].flatMap(([variable, at]) =>
          (startedAt ?? at) < until ? [variable] : [],
        ),
      ),
    ),
  );
}

/** The names of the env files that a job makes or changes; `*`: any. The scripts that it starts may read them. */
export function madeEnvFiles(steps: Steps): readonly string[] {
  return changesOf(steps).flatMap(({ envFiles }) => envFiles);
}

/** What steps put over the checkout out of our sight, before the place that is asked from. */
export function unpackedBy(steps: Steps): readonly Unpacking[] {
  return doneIn(steps).flatMap(({ parts, until }) =>
    parts.flatMap(({ unpackings = [], startedAt }) =>
      unpackings.filter(({ at }) => (startedAt ?? at) < until),
    ),
  );
}

/** What has been done when the command is run that asks: of the job of an action, all that it does. */
function doneIn({ until = Number.POSITIVE_INFINITY, ...steps }: Steps): Done[] {
  const { job, document } = steps;
  return changesOf(steps).map(({ parts }, index, { length }) => {
    // What the action itself does stands among its own.
    if (index < length - 1)
      return { parts: parts.filter(({ of }) => !of?.includes(document)), until: Number.POSITIVE_INFINITY };
    // Places are those of the text that was looked at, which is a part of the document where it is the job's.
    return { parts, until: until - (document === job.document ? job.entry.key.start : 0) };
  });
}
