import { cause } from '../cause.js';
import { isByJobToken, isForeignOwner, placeOfPush, pushedName } from '../lint-facts.js';
import { newToken } from '../pages.js';
import { isJobToken, ownersDiffer, placeOf, rightRefused, says, silent, WORDS } from '../questions.js';
import {
  aboutRights,
  foreignOwner,
  heard,
  hints,
  isPush,
  mayNotWrite,
  mixedScopes,
  repositoryOwner,
  withoutReason,
} from '../reading.js';
import { en, han, zh } from '../wording.js';

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
    corrected: 'ghcr.io/REPOSITORY-OWNER/NAME',
  },
  page: (f) => newToken(f.serverUrl, f.access),
  change: {
    language: 'yaml',
    before: 'tags: ghcr.io/OTHER/NAME:latest',
    after: 'tags: ghcr.io/${{ github.repository_owner }}/NAME:latest # in lower case',
  },

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
    if (push.run.trigger.fork || !isByJobToken(push) || !isForeignOwner(push)) return undefined;
    const name = pushedName(push);
    const own = push.repository?.split('/')[0]?.toLowerCase();
    return {
      confidence: 'certain',
      location: placeOfPush(push),
      job: push.job.job.id,
      facts: { owner: name?.owner ?? '', corrected: `${push.registry}/${own}/${name?.image.package}` },
    };
  },

  reads(symptom, job) {
    const strange = heard(symptom, WORDS.noInstallation);
    const another = foreignOwner(symptom, job);
    const owner = repositoryOwner(job)?.toLowerCase();
    const { image, registry } = symptom;
    const facts = image && owner && another ? { corrected: `${registry}/${owner}/${image.package}` } : {};
    if (strange) {
      // One foreign repository among several spoils the whole request (facts, number 5).
      if (mixedScopes(symptom)) return { confidence: 'possible', facts };
      return { confidence: another ? 'certain' : 'likely', facts };
    }
    if (!isPush(symptom) || !aboutRights(symptom)) return undefined;
    const named = mayNotWrite(symptom);
    // A person's token may well write elsewhere.
    if (another && (named || (withoutReason(symptom) && !hints(job, 'classic', 'app', 'secret'))))
      return { confidence: named && job.level === 'write' ? 'certain' : 'likely', facts };
    const open =
      heard(symptom, WORDS.create) && owner === undefined && job.level !== 'none' && job.level !== 'read';
    return open ? { confidence: 'possible' } : undefined;
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
      tell: () =>
        'Compare the first part of the image name with the owner of the repository, without regard to case. In a fork, and after a transfer, the owner is another one.',
    },
    'zh-CN': {
      title: 'GITHUB_TOKEN 不能用于其他所有者',
      message: (f) =>
        han`${zh.refusal(f)}GITHUB_TOKEN 属于 ${zh.repository(f)}，只能在 ${f.repositoryOwner || '该存储库所有者'} 的命名空间中使用，不能用于 ${f.owner || '其他所有者'}。`,
      fix: (f) =>
        f.access === 'pull'
          ? '请使用有权读取此软件包的帐户的经典个人访问令牌（具有 read:packages 作用域）登录。'
          : han`请推送到 ${f.corrected || '存储库所有者自己的命名空间'}，或者改用对 ${zh.owner(f)} 有写入权限的帐户的经典个人访问令牌登录。`,
      tell: () =>
        '把镜像名称的第一部分与存储库的所有者进行比较，不区分大小写。在复刻中以及存储库转移之后，所有者会不同。',
    },
  },
});
