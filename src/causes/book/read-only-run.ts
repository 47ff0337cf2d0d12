import { NOT_FROM_A_FORK } from '../../fix/guard.js';
import { cause } from '../cause.js';
import { guardOf, placeInWorkflow } from '../lint-places.js';
import {
  denied,
  isJobToken,
  ownersDiffer,
  placeOf,
  rightRefused,
  says,
  silent,
  WORDS,
  writesElsewhere,
} from '../questions.js';
import {
  aboutRights,
  foreignOwner,
  heard,
  hints,
  isOrdinaryRun,
  isPush,
  mayNotWrite,
  readOnlyOf,
  saidToApp,
  withoutReason,
} from '../reading.js';
import { en, han, zh } from '../wording.js';

/** A fork's pull request, or Dependabot: GitHub hands out a read-only token and no secrets, by rule. */
export const readOnlyRun = cause({
  id: 'read-only-run',
  severity: 'warning',
  sources: [
    'facts W4, section 3',
    'GitHub docs: Workflow syntax, permissions',
    'GitHub docs: Automating Dependabot with GitHub Actions',
    'enketo/enketo-express#312',
  ],
  says: [WORDS.write, WORDS.create],
  seen: ['denied: installation not allowed to Write organization package'],
  answers: [
    {
      step: 'upload',
      status: 403,
      message: 'DENIED: installation not allowed to Write organization package',
    },
    { step: 'blob', status: 403, message: '' },
  ],
  change: {
    language: 'yaml',
    before: 'push: true',
    after: "push: ${{ github.event_name != 'pull_request' }}",
  },

  explains(refusal, evidence) {
    const { run, access, tokens, workflow } = evidence;
    if (!run.readOnly || access !== 'push' || !denied(refusal)) return undefined;
    const pushes = workflow?.pushes.some((push) => push.access === 'push' && push.runs === 'yes');
    const claim = {
      severity: pushes ? ('error' as const) : ('warning' as const),
      facts: { detail: run.readOnly },
      ...placeOf(refusal.image, evidence),
    };
    if (refusal.token === null) return tokens.length ? undefined : { confidence: 'certain', ...claim };
    if (!isJobToken(refusal.token) || !rightRefused(refusal) || writesElsewhere(evidence)) return undefined;
    if (says(refusal, WORDS.noInstallation, WORDS.noOwner)) return undefined;
    // Dependabot's token is what the block says, where there is one.
    const told = workflow?.grants.some(({ level }) => level !== null);
    if (run.readOnly === 'dependabot' && told) return undefined;
    const usual = says(refusal, WORDS.create, WORDS.write) || silent(refusal);
    const seen =
      usual && (run.readOnly === 'fork' || workflow !== null) && !ownersDiffer(refusal.image, evidence);
    return { confidence: seen ? 'certain' : 'likely', ...claim };
  },

  lintsPush(push) {
    const { run, push: made } = push;
    if (!run.trigger.fork || run.runs !== 'yes' || made.act.runs !== 'yes') return undefined;
    const { credential } = made;
    if (credential.kind !== 'token') return undefined;
    const { password } = credential;
    const isRefused =
      password.kind === 'github-token' || (password.kind === 'absent' && password.why === 'fork');
    if (!isRefused) return undefined;
    return {
      confidence: 'certain',
      severity: 'warning',
      ...placeInWorkflow(push),
      mend: () => guardOf(push),
      facts: { detail: 'fork', reason: 'text' },
    };
  },

  reads(symptom, job) {
    if (!isPush(symptom) || !aboutRights(symptom) || job.level === 'write') return undefined;
    const named = mayNotWrite(symptom);
    const rule = readOnlyOf(job);
    if (!named && !(withoutReason(symptom) && (rule || job.event === 'pull_request'))) return undefined;
    const severity = 'error' as const;
    if (rule) {
      const sure = named && (job.run !== null || job.secretSource !== null) && !foreignOwner(symptom, job);
      return { confidence: sure ? 'certain' : 'likely', severity, facts: { detail: rule } };
    }
    if (isOrdinaryRun(job) || saidToApp(symptom) || hints(job, 'app')) return undefined;
    const pull = job.event === 'pull_request';
    if (heard(symptom, WORDS.create) && !pull) return undefined;
    // A cache that is there was written by other runs: what differs is the run.
    const cache = symptom.cache && named && job.level === null;
    return { confidence: cache || (pull && named) ? 'likely' : 'possible', severity, facts: { detail: '' } };
  },

  text: {
    en: {
      title: 'This run may not push, by rule',
      message(f) {
        if (f.reason === 'text')
          return `${f.registry} refuses the push${f.image ? ` to ${f.image}` : ''} in pull requests from forks: unless told otherwise, GitHub gives such runs a read-only GITHUB_TOKEN and none of the repository's secrets.`;
        const who =
          f.detail === 'fork'
            ? 'This run belongs to a pull request from a fork'
            : f.detail === 'dependabot'
              ? 'This run was started by Dependabot'
              : 'The run belongs to a pull request from a fork, or was started by Dependabot';
        return `${en.refusal(f)} ${who}: unless told otherwise, GitHub gives such runs a read-only GITHUB_TOKEN and none of the repository's secrets.`;
      },
      fix(f) {
        if (f.reason === 'text')
          return `Leave the push out of pull requests from forks: push: ${NOT_FROM_A_FORK}.`;
        return f.detail === 'dependabot'
          ? "Leave the push out of such runs: push: ${{ github.actor != 'dependabot[bot]' }}. Where it has to happen, give the job packages: write."
          : "Leave the push out of such runs: push: ${{ github.event_name != 'pull_request' }}.";
      },
      tell: () =>
        'Look at "Set up job" in the log: "Secret source: None" is a fork, "Dependabot" is Dependabot, and under "GITHUB_TOKEN Permissions" packages is not write. If pushes of the main branch work, it is this.',
      folk: () =>
        'A new token or a new login does not help: secrets are not passed to such runs either. pull_request_target would hand write access to the code of strangers.',
    },
    'zh-CN': {
      title: '按照规则，本次运行不能推送',
      message(f) {
        if (f.reason === 'text')
          return han`在来自复刻（fork）的拉取请求中，${f.registry} 会拒绝推送${f.image ? ` ${f.image}` : ''}：除非另有设置，GitHub 只为这类运行提供只读的 GITHUB_TOKEN，并且不提供存储库的机密。`;
        const who =
          f.detail === 'fork'
            ? '本次运行来自复刻（fork）的拉取请求'
            : f.detail === 'dependabot'
              ? '本次运行由 Dependabot 触发'
              : '本次运行来自复刻（fork）的拉取请求，或者由 Dependabot 触发';
        return han`${zh.refusal(f)}${who}：除非另有设置，GitHub 只为这类运行提供只读的 GITHUB_TOKEN，并且不提供存储库的机密。`;
      },
      fix(f) {
        if (f.reason === 'text') return han`请在来自复刻的拉取请求中跳过推送：push: ${NOT_FROM_A_FORK}。`;
        return f.detail === 'dependabot'
          ? han`请在这类运行中跳过推送：push: ${"${{ github.actor != 'dependabot[bot]' }}"}。如果必须推送，请为作业授予 packages: write。`
          : han`请在这类运行中跳过推送：push: ${"${{ github.event_name != 'pull_request' }}"}。`;
      },
      tell: () =>
        han`查看日志中的 “Set up job”：“Secret source: None” 表示来自复刻，“Dependabot” 表示由 Dependabot 触发，而且 “GITHUB_TOKEN Permissions” 中的 Packages 不是 write。如果主分支可以推送，就是这个原因。`,
      folk: () =>
        han`更换令牌或重新登录没有用：这类运行也得不到机密。改用 pull_request_target 则会把写入权限交给陌生人的代码。`,
    },
  },
});
