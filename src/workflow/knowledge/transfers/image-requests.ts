/**
 * Requests that only ask whether an image is there: of the registry itself, `curl https://ghcr.io/v2/octo/app/manifests/1`, or of GitHub, `gh api
 * /orgs/octo/packages/container/app/versions`. Docs: OCI distribution spec, Pull; GitHub REST API, Packages.
 */
import { nameOfFile } from '../../language/workspace.js';
import { requestEffects } from './http-requests.js';

const OF_REGISTRY =
  /^["']?(?:https?:\/\/)?([\w.-]+(?::\d+)?)\/v2\/(.+?)\/(?:manifests\/([^/?"']+)|tags\/list)(?:[?"'].*)?$/i;
const OF_GITHUB =
  /^["']?(?:https:\/\/api\.github\.com)?\/?(?:orgs|users)\/([^/]+)\/packages\/container\/([^/?"']+)(?:[/?"'].*)?$/i;
const CLIENTS = /^(?:curl|wget2?|https?|xhs?|curlie|invoke-(?:webrequest|restmethod)|iwr|irm)(?:\.exe)?$/i;

/** The image that a request asks for, by its name alone where it asks for all that there is of it; null: it asks for none, or for one of an owner that it does not name. */
export function requestedImage(words: readonly string[]): string | null {
  const [path = '', ...args] = words;
  const name = nameOfFile(path);
  const isOfGitHub = name === 'gh' && args[0] === 'api';
  if (!isOfGitHub && !CLIENTS.test(name)) return null;
  if (isOfGitHub ? args.some(changes) : requestEffects(words).length > 0) return null;
  for (const each of args) {
    const [, host = '', image = '', version] = OF_REGISTRY.exec(each) ?? [];
    if (image !== '' && !isOfGitHub)
      return `${host}/${image}${version === undefined ? '' : (version.includes(':') ? '@' : ':') + version}`;
    const [, owner = '', encoded = ''] = OF_GITHUB.exec(each) ?? [];
    if (encoded !== '') return `ghcr.io/${owner}/${encoded.replace(/%2f/gi, '/')}`;
  }
  return null;
}

/** `gh api -X DELETE …`. */
function changes(word: string, at: number, args: readonly string[]): boolean {
  const isMethod = /^(?:-X|--method)$/.test(word) && !/^get$/i.test(args[at + 1] ?? '');
  return isMethod || /^(?:-X|--method=)(?:delete|post|put|patch)$/i.test(word);
}

/** What a request prints of which nothing but the status is asked, `curl -o /dev/null -w '%{http_code}' …`; null: it prints more, or another thing. */
export function statusPrinted(words: readonly string[], status: string): string | null {
  const at = words.findIndex((each) => /^(?:-\w*w|--write-out)$/.test(each));
  const format = words[at + 1]?.replace(/^["']|["']$/g, '') ?? '';
  const isAlone = words.some((each) => /^-\w*[oI]|^--(?:output|head)/.test(each));
  if (at === -1 || !isAlone) return null;
  const said = format.replace(/%\{(?:http|response)_code\}/g, status).replaceAll('\\n', '\n');
  return said.includes(status) && !said.includes('%{') ? said : null;
}

/** Does a request fail where nothing is there? curl does only where it is told so. */
export function failsUnanswered([path = '', ...args]: readonly string[]): boolean {
  return nameOfFile(path) !== 'curl' || args.some((each) => /^-\w*f|^--fail/.test(each));
}
