import { cause } from '../cause.js';
import { placeOfPart } from '../claims/places.js';
import { han } from '../han.js';
import { isSending, wasAsked } from '../questions/asked.js';
import { ownersDiffer } from '../questions/image.js';
import { isRefusedOrMissing, REGISTRY_SENTENCES, says } from '../questions/said.js';
import { en, zh } from '../wording.js';

/** Nobody on GitHub has that name: a Docker Hub handle, a hyphen too many, a renamed account. */
export const ownerNotFound = cause({
  id: 'owner-not-found',
  severity: 'error',
  sources: ['facts W12', 'goreleaser/goreleaser#2815'],
  says: [REGISTRY_SENTENCES.noOwner],
  example: { repositoryOwner: '' },
  seen: ['denied: not_found: owner not found'],
  answers: [{ step: 'upload', status: 403, message: 'not_found: owner not found' }],
  isOfOwner: true,
  change: {
    language: 'yaml',
    before: 'tags: ghcr.io/docker-hub-name/NAME:latest',
    after: 'tags: ghcr.io/${{ github.repository_owner }}/NAME:latest # in lower case',
    inChinese: { 'in lower case': '须为小写' },
  },

  explains(seen) {
    const said = says(seen, REGISTRY_SENTENCES.noOwner);
    if (!wasAsked(seen)) {
      if (said) return { confidence: 'certain' };
      // An upload needs nothing but its owner (facts W12): what else could be missing is only made by it.
      const isOpened = seen.kind === 'missing' && isSending(seen) && seen.step === 'upload';
      return isOpened ? { confidence: 'possible' } : undefined;
    }
    if (!isRefusedOrMissing(seen)) return undefined;
    const exists = seen.package?.ownerExists ?? null;
    // An account that runs this very workflow exists, whatever the API lets this token see. On a terminal none does.
    const runsThis = seen.owner !== null && !ownersDiffer(seen);
    if (!said && (exists !== false || runsThis)) return undefined;
    return {
      confidence: said && exists === false ? 'certain' : exists === true ? 'possible' : 'likely',
      ...placeOfPart(seen, 'name'),
    };
  },

  text: {
    en: {
      title: 'There is no GitHub account of that name',
      message: (f) =>
        `${en.refusal(f)} ${f.owner ? `No GitHub user or organization is called ${f.owner}` : 'No GitHub user or organization has the name in front'}.`,
      fix: (f) =>
        `Correct the owner in the image name${f.repositoryOwner ? `; ${f.repository} belongs to ${f.repositoryOwner.toLowerCase()}` : ''}.`,
      tell: (f) =>
        `Open ${f.serverUrl}/${f.owner || 'OWNER'}: 404 means that nobody has that name. Docker Hub names are other names.`,
    },
    'zh-CN': {
      title: '不存在该名称的 GitHub 帐户',
      message: (f) =>
        han`${zh.refusal(f)}GitHub 上没有名为 ${f.owner || '镜像名称中所写所有者'} 的用户或组织。`,
      fix: (f) =>
        han`请更正镜像名称中的所有者${f.repositoryOwner ? `；${f.repository} 属于 ${f.repositoryOwner.toLowerCase()}` : ''}。`,
      tell: (f) =>
        han`打开 ${f.serverUrl}/${f.owner || 'OWNER'}：返回 404 表示没有这个帐户。Docker Hub 的用户名与此无关。`,
    },
  },
});
