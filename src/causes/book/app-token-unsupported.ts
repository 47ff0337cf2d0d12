import { inputEdit } from '../../fix/inputs.js';
import { jobTokenIn } from '../../fix/job-token.js';
import type { SignAct } from '../../workflow/reading/steps/frame.js';
import { locate } from '../../workflow/text/places.js';
import { cause, type Mend } from '../cause.js';
import { asSureAs, laterLogins } from '../claims/later-logins.js';
import { mendIn, onlyShown } from '../claims/mends.js';
import { newToken } from '../claims/pages.js';
import type { Facts } from '../facts.js';
import { han } from '../han.js';
import { isPush, wasAsked } from '../questions/asked.js';
import { isCredentialRefused } from '../questions/refusal.js';
import { mayNotWrite, REGISTRY_ANSWERS, REGISTRY_SENTENCES, says, withoutReason } from '../questions/said.js';
import { isJobToken, looksLikeApp } from '../questions/token.js';
import { placeOfPush } from '../texts/pushed.js';
import { en, isWorkflow, zh } from '../wording.js';

/** A third-party App's token logs in, and then nobody can give it a role on a package. */
export const appTokenUnsupported = cause({
  id: 'app-token-unsupported',
  severity: 'error',
  isOfToken: true,
  mends: 'token',
  sources: ['facts W20, number 9', 'orgs/community/discussions/50180', 'actions/create-github-app-token#314'],
  says: [REGISTRY_SENTENCES.create, REGISTRY_SENTENCES.write, REGISTRY_SENTENCES.read],
  seen: ['denied: installation not allowed to Write organization package'],
  answers: [
    { step: 'upload', status: 403, message: REGISTRY_ANSWERS.write },
    { step: 'manifest-pull', status: 403, message: 'DENIED: denied' },
  ],
  example: { token: 'GHCR_TOKEN' },
  page: (f) => newToken(f.serverUrl, f.access),
  change: {
    language: 'yaml',
    before: 'password: ${{ steps.app-token.outputs.token }}',
    after: 'password: ${{ secrets.GITHUB_TOKEN }} # with packages: write in the job',
    inChinese: { 'with packages: write in the job': '作业需要 packages: write' },
  },
  folkCures: ['login-twice'],

  explains(seen) {
    if (wasAsked(seen)) {
      if (seen.token?.kind !== 'app-installation' || seen.kind !== 'refused') return undefined;
      // Both kinds begin with ghs_: it is told from the job's own token only where that one is at hand.
      const told = seen.tokens?.some(isJobToken) && isPush(seen) && !isCredentialRefused(seen);
      // Where no job runs, a token that is not even known is most likely that of a job which has ended.
      const isDead = seen.asker.place !== 'workflow' && isCredentialRefused(seen);
      return {
        confidence: told ? 'certain' : isDead ? 'possible' : 'likely',
        url: newToken(seen.serverUrl, seen.access),
      };
    }
    if (says(seen, /permissions requested are not granted to this installation/i))
      return { confidence: 'likely' };
    if (seen.kind !== 'refused') return undefined;
    const installation = mayNotWrite(seen) || says(seen, REGISTRY_SENTENCES.read);
    if (!installation && !withoutReason(seen)) return undefined;
    if (looksLikeApp(seen)) return { confidence: 'likely', odds: 2 };
    // The job may write, says the runner, and still: then it was another token.
    return installation && seen.level === 'write' ? { confidence: 'possible' } : undefined;
  },

  notices({ images, registry }) {
    const ofApps = laterLogins(images, ({ token, isPassed }) =>
      token === 'app' && !isPassed ? token : null,
    );
    return ofApps.map(({ sure, location, facts }) => ({
      ...asSureAs(sure),
      location,
      facts: { ...facts, registry, token: '' },
    }));
  },

  lints: {
    push(push) {
      const { credential } = push.push;
      if (credential.kind !== 'token' || credential.password.kind !== 'app-token') return undefined;
      if (push.run.trigger.fork) return undefined;
      const { login } = credential;
      return {
        confidence: credential.password.mayBeAnother ? 'possible' : 'certain',
        ...(credential.password.mayBeAnother ? { severity: 'warning' as const } : {}),
        ...placeOfPush(push),
        ...(login ? { location: locate(login.document, login.passwordPlace) } : {}),
        facts: { token: '' },
        mend: () => login && jobToken(login),
      };
    },
  },

  text: {
    en: {
      title: 'Tokens of GitHub Apps do not work for packages',
      message: (f) =>
        `${en.refusal(f)} ${en.Token(f)} is the installation token of a GitHub App${isOfAnother(f) ? `, and of another owner than ${f.owner || 'the one in the name'}` : ''}. It can log in, but no App can be given a role on a package.`,
      fix: (f) =>
        !isWorkflow(f)
          ? en.renew(f)
          : `Use the job's own GITHUB_TOKEN with ${en.level(f)}, or a classic personal access token with ${en.scope(f)}.`,
      tell: (f) =>
        `Look at what made the token: create-github-app-token, octo-sts or a bot of your own. ${f.access === 'pull' ? 'Pull' : 'Push'} once with GITHUB_TOKEN and ${en.level(f)}; if that works, it was the token.`,
      folk: () =>
        'Giving the App a permission for packages does not help, and there is no way to add an App under Manage Actions access.',
    },
    'zh-CN': {
      title: 'GitHub App 的令牌不能用于软件包',
      message: (f) =>
        han`${zh.refusal(f)}${zh.token(f)} 是 GitHub App 的安装令牌${isOfAnother(f) ? `，而且不属于 ${f.owner || '名称中的所有者'}` : ''}。它可以登录，但无法在软件包上为 App 授予角色。`,
      fix: (f) =>
        !isWorkflow(f)
          ? zh.renew(f)
          : han`请改用作业自带的 GITHUB_TOKEN（需要 ${en.level(f)}），或者使用具有 ${en.scope(f)} 作用域的经典个人访问令牌。`,
      tell: (f) =>
        han`查看令牌由谁生成：create-github-app-token、octo-sts 或自己的机器人。用 GITHUB_TOKEN 和 ${en.level(f)} ${f.access === 'pull' ? '拉取' : '推送'}一次，如果成功，就是令牌的问题。`,
      folk: () => han`为 App 授予软件包权限没有用，也无法在 “Manage Actions access” 中添加 App。`,
    },
  },
});

/** The registry knows no installation of that App at the owner in the name (facts W11). */
function isOfAnother({ said }: Facts): boolean {
  return REGISTRY_SENTENCES.noInstallation.test(said);
}

/** The job's own token in its place: whether that is wanted is for somebody to decide. */
function jobToken({ document, step }: SignAct): Mend | null {
  if (step.uses?.action !== 'docker/login-action') return null;
  return onlyShown(mendIn(document, inputEdit(document, step.node, 'password', jobTokenIn(document))));
}
