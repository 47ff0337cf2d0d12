/** What was observed about a refusal, one statement a line: the lines under «evidence» in a finding. */
import type { Refusal } from '../causes/cause.js';
import { tokenKindName, tokenName } from '../causes/facts.js';
import type {
  Answer,
  Evidence,
  ImageReference,
  PackageEvidence,
  PermissionGrant,
  TokenEvidence,
  WorkflowProblem,
} from '../evidence/types.js';
import type { Checked } from '../report/report.js';
import type { Access, Language, Localized } from '../types.js';

export function observations(refusal: Refusal | null, evidence: Evidence, language: Language): string[] {
  const words = WORDS[language];
  const lines: string[] = [];
  if (refusal) {
    const token = refusal.token ? tokenName(refusal.token, evidence.registry, language) : null;
    lines.push(
      words.answer(
        request(refusal.answer, refusal.image.image, evidence.access),
        token,
        reply(refusal.answer),
      ),
    );
    if (refusal.answer.requestId) lines.push(`X-GitHub-Request-Id: ${refusal.answer.requestId}`);
    if (refusal.token) lines.push(...aboutToken(refusal.token));
    if (refusal.image.package) lines.push(...aboutPackage(refusal.image.package, refusal.image.image, words));
    if (refusal.image.anonymousPull === true) lines.push(words.anonymousPull);
  }
  lines.push(...(evidence.workflow?.grants ?? []).map((grant) => words.grant(grant)));
  const { run } = evidence;
  if (run.readOnly === 'fork') lines.push(words.fork(run.event ?? '', run.headRepository));
  if (run.readOnly === 'dependabot') lines.push(words.dependabot(run.event ?? ''));
  return lines;
}

/** Everything that was looked at, for the summary's collapsed section. */
export function checkedList(evidence: Evidence, language: Language): Checked[] {
  const words = WORDS[language];
  const rows: Checked[] = [];
  for (const { image, answers } of evidence.images) {
    for (const { token, answer } of answers) {
      const described = evidence.tokens.find(({ source }) => source === token);
      const name = described ? tokenName(described, evidence.registry, language) : null;
      const what = words.answer(request(answer, image, evidence.access), name, '');
      rows.push({ what, result: reply(answer) || answer.outcome });
    }
  }
  for (const token of evidence.tokens) {
    const name = tokenName(token, evidence.registry, language);
    rows.push({
      what: name,
      result: [tokenKindName(token.kind, language), ...token.defects, ...aboutToken(token)].join('; '),
    });
  }
  for (const source of evidence.missingTokens)
    rows.push({ what: tokenName({ source, file: null }, evidence.registry, language), result: words.empty });
  for (const grant of evidence.workflow?.grants ?? [])
    rows.push({ what: words.workflow, result: words.grant(grant) });
  if (evidence.workflowProblem)
    rows.push({ what: words.workflow, result: words.problem(evidence.workflowProblem) });
  return rows;
}

/** The request that the answer was given to, as in the log of a client. */
export function request(answer: Answer, image: ImageReference, access: Access): string {
  switch (answer.step) {
    case 'name':
      return image.given;
    case 'ping':
      return 'GET /v2/';
    case 'token':
      return `GET token, scope repository:${image.name}:${access === 'push' ? 'pull,push' : 'pull'}`;
    case 'upload':
      return `POST /v2/${image.name}/blobs/uploads/`;
    case 'manifest':
      return `HEAD /v2/${image.name}/manifests/${image.digest ?? image.tag ?? 'latest'}`;
  }
}

/** Status, OCI code and message; or why there was none. */
export function reply({ status, code, message, trouble }: Answer): string {
  const said = [status, code, message].filter(Boolean).join(' ');
  return trouble && !said.includes(trouble.detail) ? trouble.detail : said;
}

/** The one notice that a skipped workflow check leaves. */
export function workflowNotice(problem: WorkflowProblem, language: Language): string {
  return WORDS[language].problem(problem);
}

function aboutToken({ user }: TokenEvidence): string[] {
  if (!user) return [];
  if (user.rejected) return ['GET /user: 401'];
  const lines = [];
  if (user.login) lines.push(`GET /user: ${user.login}`);
  if (user.scopes) lines.push(`X-OAuth-Scopes: ${user.scopes.join(', ') || '-'}`);
  if (user.expiresAt) lines.push(`GitHub-Authentication-Token-Expiration: ${user.expiresAt}`);
  return lines;
}

function aboutPackage(about: PackageEvidence, image: ImageReference, words: Words): string[] {
  const lines: string[] = [];
  if (about.ownerExists === false) lines.push(`GET /users/${image.owner}: 404`);
  if (about.visible === true) lines.push(words.package(image, about.visibility ?? '?', about.repository));
  if (about.visible === false) lines.push(words.packageNotVisible(image));
  if (about.sso?.required) lines.push('X-GitHub-SSO: required');
  if (about.ipAllowList) lines.push(words.ipAllowList(image.owner));
  return lines;
}

/** One link of the chain of permissions, as the evidence has it. */
export function grantLine(grant: PermissionGrant, language: Language): string {
  return WORDS[language].grant(grant);
}

interface Words {
  answer(request: string, token: string | null, reply: string): string;
  grant(grant: PermissionGrant): string;
  package(image: ImageReference, visibility: string, repository: string | null): string;
  packageNotVisible(image: ImageReference): string;
  ipAllowList(owner: string): string;
  fork(event: string, repository: string | null): string;
  dependabot(event: string): string;
  anonymousPull: string;
  empty: string;
  workflow: string;
  problem(problem: WorkflowProblem): string;
}

const PROBLEMS: Localized<Record<WorkflowProblem['kind'], string>> = {
  en: {
    'not-found': 'no such file in the checkout or at this commit',
    unreadable: 'could not be read',
    'not-text': 'is not a text file',
    'too-large': 'is larger than 1 MiB',
    'too-complex': 'holds more values than a workflow can have',
    'broken-yaml': 'is not valid YAML',
    'too-many-aliases': 'expands too many YAML aliases',
    'no-jobs': 'has no jobs',
    'job-not-found': 'does not have this job',
  },
  'zh-CN': {
    'not-found': '检出目录和此提交中都没有该文件',
    unreadable: '无法读取',
    'not-text': '不是文本文件',
    'too-large': '超过 1 MiB',
    'too-complex': '包含的值过多',
    'broken-yaml': '不是有效的 YAML',
    'too-many-aliases': '展开的 YAML 别名过多',
    'no-jobs': '没有作业',
    'job-not-found': '没有此作业',
  },
};

const WORDS: Localized<Words> = {
  en: {
    answer: (request, token, reply) =>
      `${request} ${token ? `with ${token}` : 'without a credential'}${reply && `: ${reply}`}`,
    grant({ file, location, job, declaredAt, level }) {
      const place = `${file}:${location.line}, job ${job}`;
      return declaredAt === 'default'
        ? `${place}: no permissions are set`
        : `${place}: packages: ${level ?? 'none'} (set at the ${declaredAt})`;
    },
    package: (image, visibility, repository) =>
      `Packages API: ${image.name} is ${visibility}, ${repository ? `linked to ${repository}` : 'linked to no repository'}`,
    packageNotVisible: (image) =>
      `Packages API: 404 for ${image.name} (absent, or not visible to this token)`,
    ipAllowList: (owner) => `REST API: ${owner} has an IP allow list, and this runner's address is not on it`,
    fork: (event, repository) =>
      `${event} from ${repository ?? 'a fork'}: the token is read-only, and no secrets are passed`,
    dependabot: (event) =>
      `${event} by Dependabot: the token is read-only, and only Dependabot secrets are passed`,
    anonymousPull: 'The same pull without any credential is accepted',
    empty: 'empty',
    workflow: 'Workflow file',
    problem: ({ kind, file, detail }) =>
      `${file ?? 'this run'}: ${PROBLEMS.en[kind]}${detail ? ` (${detail})` : ''}`,
  },
  'zh-CN': {
    answer: (request, token, reply) =>
      `${request}（${token ? `使用 ${token}` : '无凭据'}）${reply && `：${reply}`}`,
    grant({ file, location, job, declaredAt, level }) {
      const place = `${file}:${location.line}，作业 ${job}`;
      if (declaredAt === 'default') return `${place}：没有设置 permissions`;
      return `${place}：packages: ${level ?? 'none'}（由${declaredAt === 'job' ? '作业' : '工作流'}级 permissions 决定）`;
    },
    package: (image, visibility, repository) =>
      `软件包 API：${image.name} 的可见性为 ${visibility}，${repository ? `已关联到 ${repository}` : '未关联任何存储库'}`,
    packageNotVisible: (image) => `软件包 API：${image.name} 返回 404（不存在，或此令牌看不到）`,
    ipAllowList: (owner) => `REST API：${owner} 启用了 IP 允许列表，此运行器的地址不在其中`,
    fork: (event, repository) => `${event} 来自复刻 ${repository ?? '（已删除）'}：令牌为只读，且不传递机密`,
    dependabot: (event) => `${event} 由 Dependabot 触发：令牌为只读，且只传递 Dependabot 机密`,
    anonymousPull: '不带任何凭据的同一拉取请求被接受',
    empty: '为空',
    workflow: '工作流文件',
    problem: ({ kind, file, detail }) =>
      `${file ?? '本次运行'}：${PROBLEMS['zh-CN'][kind]}${detail ? `（${detail}）` : ''}`,
  },
};
