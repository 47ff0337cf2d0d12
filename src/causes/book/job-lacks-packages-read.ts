import { repositoryOwner } from '../../evidence/repository-name.js';
import { hasHole } from '../../workflow/language/values.js';
import type { JobReading } from '../../workflow/reading/every-run.js';
import { child, map, text, type YamlNode } from '../../workflow/text/document.js';
import type { Case, Linted } from '../case.js';
import { type Claim, causeWith, type LintClaim } from '../cause.js';
import { type Granted, grantClaim, lackOf } from '../claims/lack.js';
import { han } from '../han.js';
import { isOtherOwner, weakLink } from '../levels.js';
import { isPull, wasAsked } from '../questions/asked.js';
import { ownersDiffer } from '../questions/image.js';
import { mayLackPermission } from '../questions/run.js';
import { REGISTRY_ANSWERS, REGISTRY_SENTENCES, says, withoutReason } from '../questions/said.js';
import { saidToApp } from '../questions/token.js';
import { en, zh } from '../wording.js';

/** The same for a pull: a block that does not name packages leaves the token without `packages: read`. */
export const jobLacksPackagesRead = causeWith<Detail>()({
  id: 'job-lacks-packages-read',
  severity: 'error',
  onlyInWorkflows: true,
  sources: ['facts P5, section 3', 'GitHub docs: Workflow syntax, permissions'],
  says: [REGISTRY_SENTENCES.read],
  seen: ['denied: installation not allowed to Read organization package'],
  answers: [{ step: 'manifest-pull', status: 403, message: REGISTRY_ANSWERS.read }],
  example: { access: 'pull' },
  change: {
    language: 'yaml',
    before: 'permissions:\n  contents: read',
    after: 'permissions:\n  contents: read\n  packages: read',
  },
  exampleDetail: { level: 'none' },

  explains: (seen) => (wasAsked(seen) ? ofAnswer(seen) : ofLog(seen)),

  lints: { job: lackOfContainers },

  text: {
    en: {
      title: 'The job may not read packages',
      message: (f, detail) =>
        detail.isLogged
          ? `${en.job(f)[0]?.toUpperCase()}${en.job(f).slice(1)} logs in to ${f.registry} with GITHUB_TOKEN and pulls ${detail.image ?? ''}, and its permissions give that token no access to packages: unless the image is public, the pull is refused.`
          : detail.level
            ? `${en.refusal(f)} The image is not public, and the permissions of ${en.job(f)} give GITHUB_TOKEN no access to packages.`
            : `${en.refusal(f)} Most likely the permissions of ${en.job(f)} do not give GITHUB_TOKEN packages: read.`,
      fix: (f, detail) => `Add packages: read to the permissions of ${en.holder(f, detail)}.`,
      tell: () =>
        'Open "Set up job" in the log of the job: under "GITHUB_TOKEN Permissions" there is no "Packages" at all. If there is, the package does not let this repository read.',
    },
    'zh-CN': {
      title: '作业没有读取软件包的权限',
      message: (f, detail) =>
        detail.isLogged
          ? han`${zh.job(f)} 使用 GITHUB_TOKEN 登录 ${f.registry} 并拉取 ${detail.image ?? ''}，但其 permissions 没有授予该令牌任何软件包权限：除非镜像是公开的，否则拉取会被拒绝。`
          : detail.level
            ? han`${zh.refusal(f)}该镜像不是公开的，而 ${zh.job(f)} 的 permissions 没有授予 GITHUB_TOKEN 任何软件包权限。`
            : han`${zh.refusal(f)}很可能是 ${zh.job(f)} 的 permissions 没有授予 GITHUB_TOKEN packages: read。`,
      fix: (f, detail) => han`请在 ${zh.block(f, detail)} 中加上 packages: read。`,
      tell: () =>
        han`在作业日志中展开 “Set up job”：“GITHUB_TOKEN Permissions” 下完全没有 “Packages”。如果有，则是软件包没有授予本存储库读取权限。`,
    },
  },
});

interface Detail extends Granted {
  /** A text gives credentials for a pull: whether the image is public is not known. */
  isLogged?: true;
  image?: string;
}

/**
 * A job whose container, or one beside it, is pulled with the job's own token from its own owner, where the token may
 * not read packages: whoever gives credentials for one image has one that is not public. A login of a step says nothing of that: it is for
 * whatever comes after it, and public images are pulled with it like all others.
 */
function lackOfContainers(job: JobReading, all: Linted): LintClaim<Detail>[] {
  const lack = weakLink(job.grants, 'read', job.chain.isForeign);
  if (!lack) return [];
  const [image] = containerImages(job, all);
  if (image === undefined) return [];
  const claim = grantClaim(lack.grant, job.grants, all, 'read');
  return [
    {
      ...claim,
      confidence: 'possible',
      severity: 'warning',
      wantsPush: true,
      facts: { access: 'pull' },
      detail: { ...claim.detail, level: lack.level, isLogged: true, image },
    },
  ];
}

/** Is it an image of the repository's owner, in this registry? */
function isOwn(reference: string, { registry, repository }: Linted): boolean {
  const [host, owner = '', name] = reference.split('/');
  const isHere = host?.toLowerCase() === registry && name !== undefined && !hasHole(owner);
  return isHere && repository !== null && !isOtherOwner(owner, repositoryOwner(repository));
}

const OWN_TOKEN = /^\$\{\{\s*(?:secrets\.GITHUB_TOKEN|github\.token)\s*\}\}$/i;

/** Of `container:` and `services:`, with the credentials that stand there. */
function containerImages({ job }: JobReading, all: Linted): string[] {
  const services = map(child(job.node, 'services'))?.entries.map(({ value }) => value.node) ?? [];
  return [child(job.node, 'container'), ...services].flatMap((node: YamlNode | null) => {
    const password = text(child(child(node, 'credentials'), 'password'))?.trim() ?? '';
    const image = text(child(node, 'image')) ?? '';
    return OWN_TOKEN.test(password) && isOwn(image, all) ? [image] : [];
  });
}

function ofAnswer(seen: Case): Claim<Detail> | undefined {
  if (!isPull(seen) || !mayLackPermission(seen)) return undefined;
  const lack = lackOf(seen, 'read');
  if (lack) return lack.claim;
  if (seen.workflow || ownersDiffer(seen) || !says(seen, REGISTRY_SENTENCES.read)) return undefined;
  return { confidence: 'likely', detail: { level: null } };
}

function ofLog(seen: Case): Claim<Detail> | undefined {
  const { level } = seen;
  const named = says(seen, REGISTRY_SENTENCES.read);
  // In a log of somebody's own words the pull may stand in another sentence.
  const isTold = level === null && seen.told.level === 'none' && seen.access !== 'push';
  if (!named && !(withoutReason(seen) && (isTold || (isPull(seen) && seen.login)))) return undefined;
  if (level === 'read' || level === 'write') return undefined;
  const known = { facts: { access: 'pull' as const }, detail: { level } };
  if (level === 'none')
    return { ...lackOf(seen, 'read')?.claim, confidence: named ? 'certain' : 'likely', ...known };
  if (!named) return isTold ? { confidence: 'likely', odds: 2, ...known } : undefined;
  return { confidence: saidToApp(seen) || seen.access === 'push' ? 'possible' : 'likely', ...known };
}
