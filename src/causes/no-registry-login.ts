import type { SignAct } from '../evidence/workflow/credentials.js';
import { child, entry, entrySpan, locate, text } from '../evidence/workflow/document.js';
import { originsIn } from '../evidence/workflow/marks.js';
import { registryEdit } from '../fix/login.js';
import { cause, type LintClaim, type LintedPush } from './cause.js';
import { placeOfPush } from './lint-facts.js';
import { en, han, zh } from './wording.js';

/** The push finds no credential for its registry: nobody logged in there, in this job, before it. */
export const noRegistryLogin = cause({
  id: 'no-registry-login',
  severity: 'error',
  sources: [
    'facts L8, L9, W22',
    'https://docs.docker.com/reference/cli/docker/login/',
    'man page containers-auth.json(5)',
    'docker/build-push-action#200',
  ],
  says: [/No credentials found for registry/i, /no basic auth credentials/i],
  seen: ['Error: No credentials found for registry ghcr.io'],
  example: { detail: 'missing' },

  lintsPush(push) {
    const { job, run, push: made } = push;
    const { credential } = made;
    // Another machine may keep a login from an earlier job.
    if (run.start.fork || credential.kind !== 'none' || !job.isHosted) return undefined;
    const { reason } = credential;
    // Where both depend on the run, they may well depend on the same.
    if (push.isLoggedInElsewhere && made.act.runs !== 'yes') return undefined;
    const isPartial = push.isLoggedInElsewhere || reason === 'condition';
    const detail = isPartial ? 'condition' : reason;
    return {
      confidence: isPartial || reason === 'user' ? 'likely' : 'certain',
      ...(isPartial || reason === 'user' ? { severity: 'warning' as const } : {}),
      location: placeOfPush(push),
      job: job.job.id,
      facts: { detail },
      ...(detail === 'missing' ? misdirected(credential.near, push) : {}),
    };
  },

  text: {
    en: {
      title: 'The job pushes without being logged in',
      message(f) {
        const push = f.image ? `The push to ${f.image}` : 'The push';
        switch (f.detail) {
          case 'logout':
            return `${push} comes after a logout from ${f.registry}, and finds no credential.`;
          case 'store':
            return `${push} finds no credential: the login to ${f.registry} was made with a tool whose credentials this one does not read.`;
          case 'user':
            return `${push} and the login to ${f.registry} run as different users, each of whom has credentials of their own.`;
          case 'condition':
            return `${push} also happens in runs in which the login to ${f.registry} is passed over.`;
          case 'other-host':
            return `${push} finds no credential: the login before it goes to ${f.tag ? f.tag : 'Docker Hub, which is what docker/login-action does without a registry'}.`;
          default:
            return `${push} finds no credential: nothing before it in ${en.job(f)} logs in to ${f.registry}. A login in another job does not count, for each runs on a machine of its own.`;
        }
      },
      fix(f) {
        switch (f.detail) {
          case 'condition':
            return 'Give the login the same condition as the push.';
          case 'user':
            return 'Run the login and the push as the same user.';
          case 'store':
            return `Log in to ${f.registry} with the tool that pushes, or with docker/login-action.`;
          case 'logout':
            return 'Move the logout behind the last push.';
          case 'other-host':
            return `Set registry: ${f.registry} in the login step.`;
          default:
            return `Add a step before it: docker/login-action with registry: ${f.registry}, username: \${{ github.actor }} and password: \${{ secrets.GITHUB_TOKEN }}.`;
        }
      },
    },
    'zh-CN': {
      title: '作业在推送之前没有登录',
      message(f) {
        const push = f.image ? `向 ${f.image} 的推送` : '推送';
        switch (f.detail) {
          case 'logout':
            return han`${push}发生在退出登录 ${f.registry} 之后，因此找不到凭据。`;
          case 'store':
            return han`${push}找不到凭据：登录 ${f.registry} 时使用的工具把凭据保存在另一处，执行推送的工具不会读取。`;
          case 'user':
            return han`${push}与登录 ${f.registry} 使用了不同的系统用户，而每个用户的凭据各自独立。`;
          case 'condition':
            return han`在某些运行中，登录 ${f.registry} 的步骤会被跳过，但${push}仍会执行。`;
          case 'other-host':
            return han`${push}找不到凭据：之前的登录步骤登录的是 ${f.tag || 'Docker Hub（docker/login-action 未设置 registry 时的默认值）'}。`;
          default:
            return han`${push}找不到凭据：${zh.job(f)} 中没有在此之前登录 ${f.registry} 的步骤。每个作业都在独立的机器上运行，其他作业中的登录不起作用。`;
        }
      },
      fix(f) {
        switch (f.detail) {
          case 'condition':
            return '请让登录步骤与推送使用相同的条件。';
          case 'user':
            return '请用同一个用户执行登录和推送。';
          case 'store':
            return han`请用执行推送的工具登录 ${f.registry}，或者使用 docker/login-action。`;
          case 'logout':
            return '请把退出登录移到最后一次推送之后。';
          case 'other-host':
            return han`请在登录步骤中设置 registry: ${f.registry}。`;
          default:
            return han`请在推送之前添加 docker/login-action 步骤：registry: ${f.registry}、username: ${'${{ github.actor }}'}、password: ${'${{ secrets.GITHUB_TOKEN }}'}。`;
        }
      },
    },
  },
});

/** A login step with the job's own token that goes to another registry was meant for this one. */
function misdirected(near: readonly SignAct[], { registry, job }: LintedPush): Partial<LintClaim> {
  const found = near.findLast(
    ({ step, sign, document }) =>
      step.uses?.action?.toLowerCase() === 'docker/login-action' &&
      document === job.document &&
      child(child(step.node, 'with'), 'registry-auth') === null &&
      originsIn(sign.password ?? '').some((each) => each.kind === 'secret' && each.name === 'GITHUB_TOKEN'),
  );
  if (!found) return {};
  const { document, step } = found;
  const named = entry(child(step.node, 'with'), 'registry') ?? entry(step.node, 'uses');
  return {
    location: locate(document, named ? entrySpan(named) : step.node),
    mend() {
      const made = registryEdit(document, step.node, registry);
      return made && { edits: [{ file: document.file, ...made.edit }], safe: made.safe };
    },
    facts: { detail: 'other-host', tag: text(child(child(step.node, 'with'), 'registry')) ?? '' },
  };
}
