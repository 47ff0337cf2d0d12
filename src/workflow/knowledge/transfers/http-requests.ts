/**
 * Requests that a script makes of a registry by itself: `curl -X PUT https://ghcr.io/v2/octo/app/manifests/1`. They write
 * as any client does. Docs: OCI distribution spec, Push.
 */
import { HOLE } from '../../language/values.js';
import { nameOfFile } from '../../language/workspace.js';
import type { Found } from '../clients.js';

/** PowerShell's take any capitals. */
const CLIENTS = /^(?:curl|wget2?|https?|xhs?|curlie|invoke-(?:webrequest|restmethod)|iwr|irm)(?:\.exe)?$/i;

/** Of a name in a repository's API: where its manifests are put, and its blobs are begun. */
const WRITTEN = /^(?:https?:\/\/)?([^/]+)\/v2\/(.+?)\/(?:manifests\/([^/?]+)|blobs\/uploads\/?)(?:\?.*)?$/i;

const METHOD = /^(?:-X|--request|--method|-method|-custommethod)$/i;
/** With these a client sends something, where no method is named. */
const SENDS =
  /^(?:-T|--upload-file|-d|--data(?:-\w+)?|--json|--post-(?:data|file)|--body-(?:data|file))(?:=|$)/;
const WRITES = /^(?:PUT|POST|PATCH)$/i;

/** What a request writes to a registry; empty: it is none, or it only reads. */
export function requestEffects(words: readonly string[]): Found[] {
  const [name = '', ...args] = words;
  if (!CLIENTS.test(nameOfFile(name)) || !isWrite(args)) return [];
  return args.flatMap((each) => {
    const [, host = '', image = '', version] = WRITTEN.exec(each.replace(/^--?ur[il]=/i, '')) ?? [];
    if (image === '') return [];
    const mark = version === undefined ? '' : version.includes(':') ? '@' : ':';
    const reference = `${host}/${image}${mark}${version ?? ''}`;
    const password = passwordIn(args);
    return [{ reference, access: 'push', role: 'image', runs: 'yes', password }];
  });
}

function isWrite(args: readonly string[]): boolean {
  for (const [at, each] of args.entries()) {
    const [, glued] = /^(?:-X|--(?:request|method)=)(.+)$/.exec(each) ?? [];
    const method = glued ?? (METHOD.test(each) ? args[at + 1] : undefined);
    if (method !== undefined) return WRITES.test(method);
  }
  // HTTPie has it as a word.
  return args.some((each) => WRITES.test(each) || SENDS.test(each));
}

/** Nobody logs in for a request: its credential stands beside it. */
function passwordIn(args: readonly string[]): string {
  for (const [at, each] of args.entries()) {
    const next = args[at + 1] ?? '';
    if (/^(?:-u|--user|-a|--auth)$/.test(each) && next.includes(':'))
      return next.slice(next.indexOf(':') + 1);
    const [, bearer] = /^authorization: ?bearer (\S+)$/i.exec(each) ?? [];
    if (bearer !== undefined) return bearer;
  }
  return HOLE;
}
