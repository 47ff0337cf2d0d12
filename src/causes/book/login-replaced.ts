import { overallVerdict } from '../../evidence/registry/verdict.js';
import type { Evidence } from '../../evidence/types/evidence.js';
import type { TokenSource } from '../../evidence/types/token.js';
import type { Location } from '../../types.js';
import { isOwnAction } from '../../workflow/knowledge/actions/own.js';
import { passwordOf } from '../../workflow/reading/logins/passwords.js';
import { locate } from '../../workflow/text/places.js';
import { causeWith } from '../cause.js';
import { laterLogins } from '../claims/later-logins.js';
import { han } from '../han.js';
import { wasAsked } from '../questions/asked.js';
import { isCredentialRefused, isRightRefused } from '../questions/refusal.js';
import { isByJobToken, isForeignOwner, lackIn } from '../texts/pushed.js';
import { en, zh } from '../wording.js';

/** One credential a registry: a later login with a weaker token took the place of a good one. */
export const loginReplaced = causeWith<
  | { seenIn: 'log'; user: string }
  /** `isOurs`: the later one is that of this project's action. */
  | { seenIn: 'text'; better: string; isOurs?: boolean }
  /** This step's own login takes the place of one that was made with a token which nobody asked with. */
  | { seenIn: 'own'; better: string }
  /**
   * A later step of this very run logs in with a token that was asked with, or with one that nobody here sees. `isOnly`: our
   * own step makes no login, so that one of the job counts, wherever it stands.
   */
  | { seenIn: 'run'; better: string; isOnly: boolean }
  /** `isOpen`: it may, or may not. */
  | { seenIn: 'unseen'; isOpen: boolean; isOnly: boolean }
  /** Nobody replaces it: podman has an entry that it takes first, or `isAlone`: no step makes another. */
  | { seenIn: 'kept'; better: string; file: string; key: string; isAlone?: true }
>()({
  id: 'login-replaced',
  severity: 'error',
  sources: ['facts W22', 'https://docs.docker.com/reference/cli/docker/login/', 'bsubio/cli#153'],
  // The registry says what it says of the weaker token: nothing of its own.
  says: [],

  change: {
    language: 'yaml',
    before:
      '- uses: docker/login-action@v3 # GHCR_TOKEN, may push\n- uses: docker/login-action@v3 # another token, for the base image',
    after:
      '- uses: docker/login-action@v3 # another token, for the base image\n- uses: docker/login-action@v3 # GHCR_TOKEN, may push',
    inChinese: {
      'GHCR_TOKEN, may push': 'GHCR_TOKEN，有权推送',
      'another token, for the base image': '另一个令牌，用于基础镜像',
    },
  },
  exampleDetail: { seenIn: 'text', better: 'GHCR_TOKEN' },
  refusesEveryRun: true,
  folkCures: ['id-token', 'login-twice'],

  explains(seen) {
    const { logins, registry, line, laterLogin } = seen;
    if (wasAsked(seen)) {
      if (!laterLogin?.better) return undefined;
      const { kept } = laterLogin;
      if (kept && (isRightRefused(seen) || isCredentialRefused(seen)))
        return {
          confidence: 'certain',
          ...(laterLogin.location ? { location: laterLogin.location } : {}),
          detail: { seenIn: 'kept', better: nameOf(laterLogin.better), ...kept },
        };
      if (!isRightRefused(seen)) return undefined;
      return {
        confidence: 'certain',
        ...(laterLogin.location ? { location: laterLogin.location } : {}),
        detail: { seenIn: 'run', better: nameOf(laterLogin.better), isOnly: laterLogin.isOnly },
      };
    }
    if (!(isRightRefused(seen) || isCredentialRefused(seen))) return undefined;
    if (seen.told.replaced) return { confidence: 'likely', detail: { seenIn: 'log', user: '' } };
    const before = (logins ?? []).filter(
      (login) => login.registry === registry && login.line < (line ?? 0) && login.succeeded !== false,
    );
    if (before.length < 2) return undefined;
    const users = new Set(before.map(({ user }) => user));
    return {
      confidence: users.size > 1 ? 'likely' : 'possible',
      detail: { seenIn: 'log', user: before.at(-1)?.user ?? '' },
    };
  },

  notices(evidence) {
    const { images, registry } = evidence;
    const unseen = laterLogins(images, ({ token, isPassed, isOnly }) =>
      token === 'unknown' && !isPassed ? { isOnly: isOnly === true } : null,
    );
    const notAskedWith = overallVerdict(evidence) === 'denied' ? replacedByOurs(evidence) : undefined;
    return [
      ...unseen.map(({ sure, location, facts, detail }) => ({
        severity: 'warning' as const,
        confidence: 'certain' as const,
        location,
        facts: { ...facts, registry },
        detail: { seenIn: 'unseen' as const, isOpen: !sure, ...detail },
      })),
      ...(notAskedWith
        ? [
            {
              severity: 'warning' as const,
              confidence: 'certain' as const,
              location: notAskedWith.location,
              facts: { registry },
              detail: { seenIn: 'own' as const, better: notAskedWith.secret },
            },
          ]
        : []),
    ];
  },

  lints: {
    push(push) {
      const { credential } = push.push;
      if (push.run.trigger.fork || credential.kind !== 'token' || !credential.login) return undefined;
      if (!isByJobToken(push) || !(lackIn(push.job) || isForeignOwner(push))) return undefined;
      const better = credential.replaced
        .map(({ sign }) => passwordOf(sign.password ?? ''))
        .findLast(({ kind }) => kind === 'secret');
      if (better?.kind !== 'secret') return undefined;
      const { document, place } = credential.login;
      return {
        confidence: 'certain',
        location: locate(document, place),
        job: push.job.job.id,
        detail: {
          seenIn: 'text',
          better: better.name,
          isOurs: isOwnAction(credential.login.step.uses?.action ?? ''),
        },
      };
    },
  },

  text: {
    en: {
      title: 'A later login takes the place of the first',
      titleOf: (detail) => {
        if ('isOnly' in detail && detail.isOnly)
          return detail.seenIn === 'run'
            ? 'The job logs in with the token that may not'
            : 'The job logs in with a token that is not known here';
        if (detail.seenIn === 'own') return 'The login of ghcr-preflight takes the place of this one';
        if (detail.seenIn !== 'kept') return undefined;
        return detail.isAlone
          ? 'The push finds a login from before the job'
          : 'A login that podman keeps comes first';
      },
      message(f, detail) {
        switch (detail.seenIn) {
          case 'log':
            return `${en.refusal(f)} This job logs in to ${f.registry} more than once, and only the last login counts${detail.user ? `: the one as ${detail.user}` : ''}.`;
          case 'text':
            return `There is one credential for ${f.registry}, and this login replaces ${detail.better || 'an earlier one'} by GITHUB_TOKEN, which may not push${f.image ? ` to ${f.image}` : ''} in ${en.job(f)}.`;
          case 'own':
            return `This step logs in to ${f.registry} with ${detail.better}, and ghcr-preflight after it with another token: a client keeps one login for a registry. Nobody asked with ${detail.better}.`;
          case 'run':
            if (detail.isOnly)
              return `${en.refusal(f)} That is the answer to ${en.token(f)}, with which this step logs in, and that is the login which counts: with login: none ghcr-preflight makes none. ${detail.better || 'The other token'} may ${f.access ?? 'push'}.`;
            return `${en.refusal(f)} That is the answer to ${en.token(f)}, with which this later step logs in: it replaces ${detail.better || 'the token before it'}, which may ${f.access ?? 'push'}.`;
          case 'kept':
            if (detail.isAlone)
              return `${en.refusal(f)} That is the answer to the login that ${detail.file} has from before the job: with login: none nobody logs in with ${detail.better || 'the token that may'}.`;
            return `${en.refusal(f)} That is the answer to another login than this job's: ${detail.file} has one for ${detail.key}, which podman, buildah and skopeo take before the login with ${detail.better || 'the token that may'} for ${f.registry}.`;
          case 'unseen':
            if (detail.isOnly)
              return `This step ${detail.isOpen ? 'may log' : 'logs'} in to ${f.registry} with a token that is not known here, and with login: none ghcr-preflight makes no login. So there is no verdict on ${en.image(f)}.`;
            return `${detail.isOpen ? `This later step may log in to ${f.registry} again, or rewrite the file that keeps the login` : `This later step logs in to ${f.registry} again`}, with a token that is not known here. The verdict on ${en.image(f)} holds only until then.`;
        }
      },
      fix(f, detail) {
        switch (detail.seenIn) {
          case 'log':
            return `Log in with the token that may ${f.access ?? 'push'} last, right before the ${f.access ?? 'push'}. docker/login-action from 3.7 can keep one credential for each package, with scope.`;
          case 'own':
            return `Pass ${detail.better} to ghcr-preflight as ghcr-token; then this login is not needed.`;
          case 'text':
            if (detail.isOurs)
              return `Pass ${detail.better} to ghcr-preflight as ghcr-token; then the login before it is not needed.`;
            return `Remove this login, or move it before the one with ${detail.better || 'the token that may push'}. docker/login-action keeps both apart with its input scope.`;
          case 'run':
            if (detail.isOnly)
              return `Log in with ${detail.better || 'the token that may'} in this step, or remove it and leave login: none out: then ghcr-preflight logs in with ${detail.better || 'the token that may'}.`;
            return `Remove this login: ghcr-preflight has logged in with ${detail.better || 'a token that may'} already. Where another image needs it, docker/login-action keeps both apart with its input scope.`;
          case 'kept':
            if (detail.isAlone)
              return `Leave login: none out, so that ghcr-preflight logs in with ${detail.better || 'the token that may'}, or log in with it before the push.`;
            return `Remove the login that podman keeps on the machine: podman logout ${detail.key}. Or push with docker, which does not look there.`;
          case 'unseen':
            if (detail.isOnly) return 'Pass the token of this login to ghcr-preflight as ghcr-token.';
            return 'Remove this login, for ghcr-preflight has made one already, or pass the same token to ghcr-preflight as ghcr-token.';
        }
      },
      tell: (f) =>
        `Remove the later login for one run: if the ${f.access ?? 'push'} then works, this was it.`,
      folk: () => 'Logging in again and again does not add rights: each login only replaces the one before.',
    },
    'zh-CN': {
      title: '后来的登录取代了先前的登录',
      titleOf: (detail) => {
        if ('isOnly' in detail && detail.isOnly)
          return detail.seenIn === 'run'
            ? '作业登录时使用的令牌没有权限'
            : '作业登录时使用的令牌在这里无法得知';
        if (detail.seenIn === 'own') return 'ghcr-preflight 的登录取代了这一次登录';
        if (detail.seenIn !== 'kept') return undefined;
        return detail.isAlone ? '推送使用的是作业之前保存的登录凭据' : 'podman 保存的登录凭据会被优先使用';
      },
      message(f, detail) {
        switch (detail.seenIn) {
          case 'log':
            return han`${zh.refusal(f)}${zh.job(f)} 多次登录 ${f.registry}，只有最后一次登录有效${detail.user ? han`：即以 ${detail.user} 身份的登录` : ''}。`;
          case 'text':
            return han`每个注册表只保存一份凭据。此登录用 GITHUB_TOKEN 替换了 ${detail.better || '之前的登录'}，而 GITHUB_TOKEN 在 ${zh.job(f).replace('该', '')} 中无权推送${f.image ? `到 ${f.image}` : ''}。`;
          case 'own':
            return han`这一步用 ${detail.better} 登录 ${f.registry}，随后 ghcr-preflight 用另一个令牌登录，而客户端为每个注册表只保存一份登录凭据。没有用 ${detail.better} 询问过。`;
          case 'run':
            if (detail.isOnly)
              return han`${zh.refusal(f)}这是对 ${zh.token(f)} 的响应，这一步正是用它登录，起作用的就是这次登录：设置了 login: none 时 ghcr-preflight 不登录。${detail.better || '另一个令牌'} 有权限。`;
            return han`${zh.refusal(f)}这是对 ${zh.token(f)} 的响应，后面的这一步正是用它登录，从而替换了有权限的 ${detail.better || '令牌'}。`;
          case 'kept':
            if (detail.isAlone)
              return han`${zh.refusal(f)}这是对 ${detail.file} 中作业之前就已保存的登录凭据的响应：设置了 login: none，没有任何步骤用 ${detail.better || '有权限的令牌'} 登录。`;
            return han`${zh.refusal(f)}这是对另一份登录凭据的响应，而不是本作业的：${detail.file} 中有 ${detail.key} 的凭据，podman、buildah 和 skopeo 会优先使用它，而不是用 ${detail.better || '有权限的令牌'} 对 ${f.registry} 的登录。`;
          case 'unseen':
            if (detail.isOnly)
              return han`这一步${detail.isOpen ? '可能会' : '会'}登录 ${f.registry}，所用的令牌在这里无法得知，而设置了 login: none 时 ghcr-preflight 不登录。因此对 ${zh.image(f)} 没有判定结果。`;
            return han`${detail.isOpen ? `后面的这一步可能会再次登录 ${f.registry}，或改写保存登录凭据的文件` : `后面的这一步会再次登录 ${f.registry}`}，所用的令牌在这里无法得知。对 ${zh.image(f)} 的判定结果只在此之前有效。`;
        }
      },
      fix(f, detail) {
        switch (detail.seenIn) {
          case 'log':
            return han`请把使用有${f.access === 'pull' ? '拉取' : '推送'}权限的令牌的登录放在最后，紧接在${f.access === 'pull' ? '拉取' : '推送'}之前。docker/login-action 3.7 及以上版本可以用 scope 为每个软件包分别保存凭据。`;
          case 'own':
            return han`请把 ${detail.better} 以 ghcr-token 传给 ghcr-preflight，这样就不再需要此登录。`;
          case 'text':
            if (detail.isOurs)
              return han`请把 ${detail.better} 以 ghcr-token 传给 ghcr-preflight，这样就不再需要之前的登录。`;
            return han`请删除此登录，或者把它移到使用 ${detail.better || '有权推送的令牌'} 的登录之前。docker/login-action 的 scope 输入可以让两份凭据并存。`;
          case 'run':
            if (detail.isOnly)
              return han`请在这一步中用 ${detail.better || '有权限的令牌'} 登录；或者删除这一步并去掉 login: none，让 ghcr-preflight 用 ${detail.better || '有权限的令牌'} 登录。`;
            return han`请删除此登录：ghcr-preflight 已经用 ${detail.better || '有权限的令牌'} 登录。如果其他镜像需要它，docker/login-action 的 scope 输入可以让两份凭据并存。`;
          case 'kept':
            if (detail.isAlone)
              return han`请去掉 login: none，让 ghcr-preflight 用 ${detail.better || '有权限的令牌'} 登录；或者在推送之前用它登录。`;
            return han`请在这台机器上删除 podman 保存的凭据：podman logout ${detail.key}。或者改用 docker 推送，它不会查看那里。`;
          case 'unseen':
            if (detail.isOnly) return '请把此登录的令牌以 ghcr-token 传给 ghcr-preflight。';
            return han`请删除此登录（ghcr-preflight 已经登录），或者把同一个令牌以 ghcr-token 传给 ghcr-preflight。`;
        }
      },
      tell: (f) =>
        `去掉后来的登录再运行一次，如果${f.access === 'pull' ? '拉取' : '推送'}成功，就是这个原因。`,
      folk: () => '反复登录不会增加权限：每次登录只会替换上一次的登录。',
    },
  },
});

/** As users call it; a login from before the job has no name. */
function nameOf(source: TokenSource): string {
  return source === 'ghcr-token' ? 'GHCR_TOKEN' : source === 'github-token' ? 'GITHUB_TOKEN' : '';
}

/**
 * A login before our own step, with a secret that our inputs do not have, where ours is the login which the push finds: what was
 * refused to our tokens may be given to that one.
 */
function replacedByOurs({ images, workflow }: Evidence): { location: Location; secret: string } | undefined {
  const step = workflow?.step;
  if (!step || images.some(({ logins }) => logins.length > 0)) return undefined;
  const { ghcrToken, githubToken } = workflow.tokenExpressions;
  const ours = new Set(`${ghcrToken ?? ''} ${githubToken ?? ''}`.match(/\w+/g));
  return workflow.logins
    .flatMap(({ location, secret }) => (secret === null ? [] : [{ location, secret }]))
    .findLast(
      ({ location, secret }) =>
        location.file === step.file &&
        location.line < step.line &&
        secret !== 'GITHUB_TOKEN' &&
        !ours.has(secret),
    );
}
