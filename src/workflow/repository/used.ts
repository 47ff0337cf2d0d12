/**
 * What a text may say under `uses`, by its words alone: a quick look at every file, before any is parsed. It may find
 * too much, and nothing that YAML means is left out: quoted keys, `{…}`, `? key`, a tag or an anchor before the value,
 * `>` before its line, an alias of what is written elsewhere.
 */
import { WORKFLOW_FOLDER } from '../../evidence/files/workflow-folder.js';
import { calledAtRef, calledFile } from '../text/job.js';

/** The rest of the word may be the end of what is between braces. */
const USES = /\buses['"]?\s*:(?:\s|[&!][^\s,[\]{}]*(?=\s)|[>|][-+\d]*(?=\s))*['"]?([^\s'"#]+)/g;

/** A key that is written as YAML may write it and nobody does: then every word may be used. */
const UNUSUAL_KEY = /(?:^|[\n{,])[ \t-]*(?:\?[ \t\n]|\*[^\s,[\]{}]+ *:)|\\[xuU][\da-f]{2}/i;
const WORDS = /[^\s'"{}[\],#]+/g;

const UNUSUAL_VALUE = /\buses['"]?\s*:\s*[&*!>|]/;

/** May a value of it stand elsewhere than right behind its key, as it does in nearly every text? */
export function isUnusuallyUsed(text: string): boolean {
  return UNUSUAL_VALUE.test(text) || UNUSUAL_KEY.test(text);
}

/** The values, in their order. */
export function usedIn(text: string): string[] {
  const found: string[] = [];
  for (const [, said = ''] of text.matchAll(USES)) {
    if (said.startsWith('*')) found.push(...anchored(text, said.slice(1)));
    else found.push(...ended(said));
  }
  if (UNUSUAL_KEY.test(text)) for (const [said] of text.matchAll(WORDS)) found.push(said);
  return found;
}

/** Between braces a comma or a bracket ends it; elsewhere it is a part of it. */
function ended(said: string): string[] {
  const end = said.search(/[,\]}]/);
  return end === -1 ? [said] : [said, said.slice(0, end)];
}

function anchored(text: string, alias: string): string[] {
  const name = /^[^,\]}]*/.exec(alias)?.[0] ?? '';
  const at = text.indexOf(`&${name}`);
  const said = at === -1 ? null : /^[\s'"]*([^\s'"#]+)/.exec(text.slice(at + name.length + 1, at + LONGEST));
  return said ? ended(said[1] ?? '') : [];
}

/** Characters of an anchor with its value. */
const LONGEST = 500;

/** The workflow files that a text calls, by their names. */
export function callsIn(text: string, file: string, repository: string | null): string[] {
  if (!text.includes(`${WORKFLOW_FOLDER}/`)) return [];
  return usedIn(text).flatMap((uses) =>
    /\.ya?ml(@|$)/i.test(uses)
      ? [calledAtRef(uses, file, repository) ?? [], calledFile(uses, file, repository) ?? []].flat()
      : [],
  );
}
