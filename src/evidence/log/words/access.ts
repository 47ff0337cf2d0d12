/** What the request that failed wanted. */
import type { Access } from '../../../types.js';
import { isFailedLogin } from './login-words.js';
import { isDeployRefused, withoutDone } from './went-well.js';

/** The HTTP method of the request that failed; null: the line does not show it. */
export function methodIn(text: string): string | null {
  const found =
    /from (HEAD|GET|POST|PUT|PATCH|DELETE) request/.exec(text)?.[1] ??
    /\b(HEAD|GET|POST|PUT|PATCH|DELETE) "?https?:/.exec(text)?.[1] ??
    /\b(Head|Get|Post|Put|Patch) "?(?:https?:|ghcr|containers\.)/.exec(text)?.[1] ??
    (/initiating layer upload/.test(text) ? 'POST' : /trying to reuse blob/.test(text) ? 'HEAD' : undefined);
  return found?.toUpperCase() ?? null;
}

/** What a request wants by a field of its own, as Axios and loggers have it; null: none, or a look, which either begins with. */
function methodFieldIn(text: string): Access | null {
  const [, method] = /\bmethod["']?\s?[:=]\s?["']?(GET|POST|PUT|PATCH)\b/i.exec(text) ?? [];
  if (method === undefined) return null;
  return /get/i.test(method) ? 'pull' : 'push';
}

/** Was it a pull or a push that the line tells of? null: it does not say. */
export function accessIn(text: string): Access | null {
  const rest = withoutDone(text);
  if (rest !== text) return wantedIn(rest) ?? (isDeployRefused(rest) ? 'pull' : null);
  return wantedIn(text);
}

function wantedIn(text: string): Access | null {
  if (isFailedLogin(text)) return null;
  // cosign's, of what it is to store beside the image: it reads that first. And .NET's, which has one sentence for both.
  if (
    /\bsigning \[|\bcosign (?:sign|attest)\b(?![- ]in\b)|\bCONTAINER1013\b|\bFailed to push to the output registry\b/.test(
      text,
    )
  )
    return 'push';
  if (/\bnpm (?:ERR!|error)/.test(text)) return /\bPUT\b/.test(text) ? 'push' : 'pull';
  if (
    /\bimages\/create\?|Error downloading \[http|failed to (?:get|head) (?:manifest|blob|tag)|registry read access|source could not be reached|find (?:the )?image ['"`]?[\w.-]+\.[a-z]{2,}\/|fetch(?:ing)? (?:the )?(?:image|manifest|digest|tag|chart|artifact)s?\b|initializing source|listing repository tags|\[manifests |no match(?:ing)? (?!auth)|no image found|in container group '|could not resolve feature|unable to access the repository '[^']+' in the registry|\bfeature '[^']+' could not be processed/i.test(
      text,
    )
  )
    return 'pull';
  // containerd's and BuildKit's name for what reads a blob; also what is copied in a push is read before.
  if (/httpReadSeeker|\bGET(?: request to)? "?https?:\S*\/blobs\/sha256/i.test(text)) return 'pull';
  // Who writes with curl has the protocol's addresses in the line.
  if (/\bcurl: \(\d+\)/.test(text) && !/\/blobs\/uploads?\b|\b(?:PUT|POST|PATCH)\b/.test(text)) return 'pull';
  // BuildKit names what it wanted to read; what it wanted to write comes after «failed to push».
  if (/failed to solve: [\w.-]+\.[a-z]+\/\S+: /.test(text)) return 'pull';
  // One request may ask for several: to write one of them is what it is for.
  const scopes = [
    ...text.matchAll(/(?:scope=|repository%3A)\S*?(?:%3A|:)((?:pull|push)(?:(?:%2C|,)(?:pull|push))?)\b/gi),
  ].map(([, actions = '']) => actions);
  if (scopes.length > 0)
    return scopes.some((actions) => /push/i.test(actions)) || /push%2Cpull|push,pull/i.test(text)
      ? 'push'
      : 'pull';
  const asked = methodFieldIn(text);
  if (asked !== null) return asked;
  if (
    /failed to (?:push|put)|send blob (?:post|put|patch|chunk)|\bblobs\/uploads?\b|layer upload|\b[Pp]ush(?:ing|es|ed)?\b|writing blob|uploading manifest|initializing destination|\bon destination: |error writing|reuse blob|failed commit|Tried to push|(?:create|write)_package|allowed to (?:Create|Write)|make sure (?:you have permissions|your credentials) for|推送|プッシュ|\bPUT\b|blobs\/sha256\S*:? 40[03]/.test(
      text,
    )
  )
    return 'push';
  if (
    /\b[Pp]ull(?:ing)?\b|拉取|failed to resolve|load metadata|source metadata|(?:Head|Get|HEAD|GET)"? ?(?:request to )?"?(?:https?:|\/v2\/)\S*\/(?:manifests|tags)|\/tags\/list\b|reading manifest|image configuration|failed to pull|(?:INSTALLATION|UPGRADE) FAILED|manifest unknown/i.test(
      text,
    )
  )
    return 'pull';
  return null;
}

/**
 * The registry names the right that was asked for. To read is a part of each push, too, which looks first what is there
 * (facts, section 1.7): so it tells of a pull only where nothing speaks of a push.
 */
export function isRightToReadRefused(text: string): boolean {
  return /\bread_package\b|\ballowed to Read\b/i.test(text);
}
