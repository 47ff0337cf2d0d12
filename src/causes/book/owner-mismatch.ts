import type { Confidence } from '../../types.js';
import type { Case } from '../case.js';
import { causeWith } from '../cause.js';
import { newToken } from '../pages.js';
import { placeOf } from '../places.js';
import { isByJobToken, isForeignOwner, placeOfPush, pushedName } from '../pushed.js';
import {
  hinted,
  isOutsideActions,
  isPull,
  isPush,
  isReadOnly,
  mayBeJobTokens,
  mayNotWrite,
  mixedScopes,
  ownersDiffer,
  rightRefused,
  says,
  silent,
  WORDS,
  wasAsked,
  withoutReason,
} from '../questions.js';
import { en, han, zh } from '../wording.js';

/** GITHUB_TOKEN belongs to one repository and writes in the namespace of that repository's owner only. */
export const ownerMismatch = causeWith<{ instead: string }>()({
  id: 'owner-mismatch',
  severity: 'error',
  onlyInWorkflows: true,
  sources: [
    'facts W2, W11',
    'GitHub docs: Publishing and installing a package with GitHub Actions',
    'grafana/k6#2111',
  ],
  says: [WORDS.noInstallation, WORDS.create],
  seen: [
    'denied: permission_denied: The requested installation does not exist.',
    'denied: installation not allowed to Create organization package',
  ],
  answers: [
    {
      step: 'upload',
      status: 403,
      message: 'DENIED: permission_denied: The requested installation does not exist.',
    },
    {
      step: 'upload',
      status: 403,
      message: 'DENIED: installation not allowed to Create organization package',
    },
  ],
  example: {
    repository: 'REPOSITORY-OWNER/REPOSITORY',
    repositoryOwner: 'REPOSITORY-OWNER',
  },
  page: (f) => newToken(f.serverUrl, f.access),
  change: {
    language: 'yaml',
    before: 'tags: ghcr.io/OTHER/NAME:latest',
    after: 'tags: ghcr.io/${{ github.repository_owner }}/NAME:latest # in lower case',
  },
  exampleDetail: { instead: 'ghcr.io/REPOSITORY-OWNER/NAME' },
  refusesEveryRun: true,

  explains(seen) {
    const another = ownersDiffer(seen);
    const { owner, registry, image } = seen;
    const detail = {
      instead: another && image ? `${registry}/${owner?.toLowerCase()}/${image.package}` : '',
    };
    if (isOutsideActions(seen)) return undefined;
    const confidence = wasAsked(seen) ? ofAnswer(seen, another) : ofLog(seen, another);
    if (!confidence) return undefined;
    if (!wasAsked(seen) || !another) return { confidence, detail };
    const url = newToken(seen.serverUrl, seen.access);
    return { confidence, url, ...placeOf(seen), detail };
  },

  lints: {
    push(push) {
      if (push.run.trigger.fork || !isByJobToken(push) || !isForeignOwner(push)) return undefined;
      const name = pushedName(push);
      const own = push.repository?.split('/')[0]?.toLowerCase();
      return {
        confidence: 'certain',
        ...placeOfPush(push),
        facts: { owner: name?.owner ?? '' },
        detail: { instead: `${push.registry}/${own}/${name?.image.package}` },
      };
    },
  },

  text: {
    en: {
      title: 'GITHUB_TOKEN cannot be used for another owner',
      message: (f) =>
        `${en.refusal(f)} GITHUB_TOKEN belongs to ${en.repository(f)} and only works in the namespace of ${f.repositoryOwner || "that repository's owner"}, not of ${f.owner || 'anybody else'}.`,
      fix: (f, detail) =>
        f.access === 'pull'
          ? `Log in with a classic personal access token with read:packages of an account that may read this package.`
          : `${detail.instead ? `Push to ${detail.instead}` : "Push under the repository's own owner"}, or log in with a classic personal access token of an account that may write to ${en.owner(f)}.`,
      tell: () =>
        'Compare the first part of the image name with the owner of the repository, without regard to case. In a fork, and after a transfer, the owner is another one.',
    },
    'zh-CN': {
      title: 'GITHUB_TOKEN 不能用于其他所有者',
      message: (f) =>
        han`${zh.refusal(f)}GITHUB_TOKEN 属于 ${zh.repository(f)}，只能在 ${f.repositoryOwner || '该存储库所有者'} 的命名空间中使用，不能用于 ${f.owner || '其他所有者'}。`,
      fix: (f, detail) =>
        f.access === 'pull'
          ? '请使用有权读取此软件包的帐户的经典个人访问令牌（具有 read:packages 作用域）登录。'
          : han`请推送到 ${detail.instead || '存储库所有者自己的命名空间'}，或者改用对 ${zh.owner(f)} 有写入权限的帐户的经典个人访问令牌登录。`,
      tell: () =>
        '把镜像名称的第一部分与存储库的所有者进行比较，不区分大小写。在复刻中以及存储库转移之后，所有者会不同。',
    },
  },
});

function ofAnswer(seen: Case, another: boolean): Confidence | null {
  if (!mayBeJobTokens(seen) || says(seen, WORDS.noOwner)) return null;
  const strange = says(seen, WORDS.noInstallation);
  if (!another) return strange && seen.owner === null ? 'likely' : null;
  const wording = strange || mayNotWrite(seen) || silent(seen);
  const ruledOut = isPull(seen) || isReadOnly(seen);
  if (strange || (wording && !ruledOut)) return 'certain';
  return says(seen, WORDS.readPackage, WORDS.manifest) || seen.status === 404 ? 'possible' : 'likely';
}

function ofLog(seen: Case, another: boolean): Confidence | null {
  if (says(seen, WORDS.noInstallation)) {
    // One foreign repository among several spoils the whole request (facts, number 5).
    if (mixedScopes(seen)) return 'possible';
    return another ? 'certain' : 'likely';
  }
  if (!isPush(seen) || !rightRefused(seen)) return null;
  const named = mayNotWrite(seen);
  // A person's token may well write elsewhere.
  if (another && (named || (withoutReason(seen) && !hinted(seen, 'classic', 'app', 'secret'))))
    return named && seen.level === 'write' ? 'certain' : 'likely';
  const bare = withoutReason(seen) && seen.status === 403 && seen.access === 'push';
  const open = (says(seen, WORDS.create) || bare) && seen.owner === null;
  return open && seen.level !== 'none' && seen.level !== 'read' ? 'possible' : null;
}
