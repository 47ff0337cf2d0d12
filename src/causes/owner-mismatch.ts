import { cause } from './cause.js';
import { isByJobToken, isForeignOwner, placeOfPush, pushedName } from './lint-facts.js';
import { newToken } from './pages.js';
import { isJobToken, ownersDiffer, placeOf, rightRefused, says, silent, WORDS } from './predicates.js';
import { en, han, zh } from './wording.js';

/** GITHUB_TOKEN belongs to one repository and writes in the namespace of that repository's owner only. */
export const ownerMismatch = cause({
  id: 'owner-mismatch',
  severity: 'error',
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
  example: {
    repository: 'REPOSITORY-OWNER/REPOSITORY',
    repositoryOwner: 'REPOSITORY-OWNER',
    corrected: 'ghcr.io/REPOSITORY-OWNER/NAME',
  },
  page: (f) => newToken(f.serverUrl, f.access),

  explains(refusal, evidence) {
    const { run, access, registry } = evidence;
    if (!isJobToken(refusal.token) || !rightRefused(refusal) || says(refusal, WORDS.noOwner))
      return undefined;
    const strange = says(refusal, WORDS.noInstallation);
    if (!ownersDiffer(refusal.image, evidence))
      return strange && run.owner === null ? { confidence: 'likely' } : undefined;
    const wording = strange || says(refusal, WORDS.create, WORDS.write) || silent(refusal);
    const ruledOut = access === 'pull' || run.readOnly !== null;
    const possible = says(refusal, WORDS.readPackage, WORDS.manifest) || refusal.answer.status === 404;
    return {
      confidence: strange || (wording && !ruledOut) ? 'certain' : possible ? 'possible' : 'likely',
      url: newToken(run.serverUrl, access),
      facts: { corrected: `${registry}/${run.owner?.toLowerCase()}/${refusal.image.image.package}` },
      ...placeOf(refusal.image, evidence),
    };
  },

  lintsPush(push) {
    if (push.run.start.fork || !isByJobToken(push) || !isForeignOwner(push)) return undefined;
    const name = pushedName(push);
    const own = push.repository?.split('/')[0]?.toLowerCase();
    return {
      confidence: 'certain',
      location: placeOfPush(push),
      job: push.job.job.id,
      facts: { owner: name?.owner ?? '', corrected: `${push.registry}/${own}/${name?.image.package}` },
    };
  },

  text: {
    en: {
      title: 'GITHUB_TOKEN cannot be used for another owner',
      message: (f) =>
        `${en.refusal(f)} GITHUB_TOKEN belongs to ${en.repository(f)} and only works in the namespace of ${f.repositoryOwner || "that repository's owner"}, not of ${f.owner || 'anybody else'}.`,
      fix: (f) =>
        f.access === 'pull'
          ? `Log in with a classic personal access token with read:packages of an account that may read this package.`
          : `${f.corrected ? `Push to ${f.corrected}` : "Push under the repository's own owner"}, or log in with a classic personal access token of an account that may write to ${en.owner(f)}.`,
    },
    'zh-CN': {
      title: 'GITHUB_TOKEN 不能用于其他所有者',
      message: (f) =>
        han`${zh.refusal(f)}GITHUB_TOKEN 属于 ${zh.repository(f)}，只能在 ${f.repositoryOwner || '该存储库所有者'} 的命名空间中使用，不能用于 ${f.owner || '其他所有者'}。`,
      fix: (f) =>
        f.access === 'pull'
          ? '请使用有权读取此软件包的帐户的经典个人访问令牌（具有 read:packages 作用域）登录。'
          : han`请推送到 ${f.corrected || '存储库所有者自己的命名空间'}，或者改用对 ${zh.owner(f)} 有写入权限的帐户的经典个人访问令牌登录。`,
    },
  },
});
