import type { Case } from '../case.js';
import { type Claim, causeWith } from '../cause.js';
import { commandOf, renewedSecret } from '../claims/claim-parts.js';
import { newToken } from '../claims/pages.js';
import { han } from '../han.js';
import { isLogin, isPull, isPush, wasAsked } from '../questions/asked.js';
import { type LoggedLogin, loggedLogin, mayUseJobToken } from '../questions/logged-login.js';
import { neverLoggedIn } from '../questions/logins.js';
import { isCredentialRefused, refusedAfterLogin } from '../questions/refusal.js';
import { refusedPull } from '../questions/refused-pull.js';
import { REGISTRY_ANSWERS, REGISTRY_SENTENCES, says } from '../questions/said.js';
import { hasHint, isBeyondRepair, isUserToken } from '../questions/token.js';
import { type WrittenToken, writtenTokens } from '../texts/tokens/written-tokens.js';
import { askApi, en, isWorkflow, zh } from '../wording.js';
import { LOGIN_WORDS } from '../words/logged-login-words.js';

/** A token that GitHub does not know, or does not know any more. */
export const tokenRejected = causeWith<Detail>()({
  id: 'token-rejected',
  severity: 'error',
  isOfToken: true,
  sources: ['facts L1, L2', 'GitHub docs: Token expiration and revocation', 'docker/login-action#26'],
  says: [/\bdenied: denied\b/i, REGISTRY_SENTENCES.deadToken, /"message":\s*"denied"/],
  seen: [
    'Error response from daemon: Get "https://ghcr.io/v2/": denied: denied',
    'unauthorized: unauthenticated: User cannot be authenticated with the token provided.',
  ],
  answers: [
    { step: 'token', status: 403, message: 'DENIED: denied' },
    { step: 'login', status: 403, message: 'DENIED: denied' },
    { step: 'upload', status: 401, message: REGISTRY_ANSWERS.deadToken },
    { step: 'manifest-pull', status: 401, message: REGISTRY_ANSWERS.deadToken },
  ],
  example: { token: 'GHCR_TOKEN' },
  page: (f) => newToken(f.serverUrl, f.access),
  change: {
    language: 'sh',
    before: '$ gh secret list\nNAME        UPDATED\nGHCR_TOKEN  about 1 year ago',
    after:
      '$ gh secret set GHCR_TOKEN\n? Paste your secret: ****\n$ gh secret list\nNAME        UPDATED\nGHCR_TOKEN  less than a minute ago',
  },
  exampleDetail: { written: false },
  folkCures: ['login-twice'],

  explains(seen) {
    if (!wasAsked(seen)) {
      const claim = ofLog(seen);
      const isApi = isApis(seen) ? ({ isApi: true } as const) : {};
      return claim && { ...claim, detail: { written: false, ...isApi, ...loginIn(seen) } };
    }
    const claim = ofAnswer(seen);
    return claim && { ...claim, detail: { written: false } };
  },

  lints: {
    job: (job, all) =>
      writtenTokens(job, all, (prefix) => prefix !== 'github_pat_' && prefix !== 'ghr_').map((found) => ({
        confidence: 'certain',
        ...found,
        detail: { written: true },
      })),
  },

  text: {
    en: {
      title: 'The registry does not accept the token',
      titleOf: ({ isApi }) => (isApi ? "GitHub's API does not accept the token" : undefined),
      message: (f, { written, isApi, login }) =>
        isApi
          ? `${en.Token(f)} is wrong, expired or revoked, or was not sent: GitHub's packages API does not know who asks.`
          : written
            ? `The password of the login to ${f.registry} is a token that stands in the text. Whoever may read the repository has it, and GitHub revokes such a token where it finds one: then the login is refused.`
            : `${en.refusal(f)} ${login?.secret === JOB_TOKEN ? JOB_TOKEN : login?.secret ? `The secret ${login.secret}` : en.Token(f)} is wrong, expired or revoked${f.expires ? ` (its date was ${f.expires.slice(0, 10)})` : ''}.`,
      fix(f, { written, isApi, login }) {
        if (written) return 'Revoke this token, and log in with ${{ github.token }} or with a secret.';
        if (isApi && !isWorkflow(f))
          return 'Give the command a classic personal access token with read:packages (to delete, also delete:packages) of somebody who may see the package.';
        if (!isWorkflow(f))
          return `${f.token === 'GITHUB_TOKEN' ? 'A GITHUB_TOKEN ends with the job that it was made for. ' : ''}${en.renew(f)}`;
        if (f.token === 'GITHUB_TOKEN')
          return 'Pass the token of this very job, ${{ github.token }}: it ends with the job that it was made for.';
        if (login) {
          const say = LOGIN_WORDS.en;
          return `${say.renew(f, login)}${login.mayUseJobToken ? ` ${say.quicker(f)}` : ''}`;
        }
        const place = !f.token
          ? `as the secret that the ${isApi ? 'step' : 'login'} reads`
          : `as ${f.token === 'GHCR_TOKEN' ? 'the secret GHCR_TOKEN' : f.token}`;
        return `Make a new classic personal access token with ${en.scope(f)} and store it ${place}.`;
      },
      tell: (f) =>
        `Ask the API with the same token: ${askApi(f, 'user')}. 401 means that the token is dead; 200 that something stands around it, or another one was used.`,
      folk: (f) =>
        `${isWorkflow(f) ? 'Permissions of the job do' : 'Rights on the package do'} not matter here: the registry does not know who asks. The user name does not matter either, as long as there is one.`,
    },
    'zh-CN': {
      title: '注册表不接受该令牌',
      titleOf: ({ isApi }) => (isApi ? 'GitHub API 不接受该令牌' : undefined),
      message: (f, { written, isApi, login }) =>
        isApi
          ? han`${zh.token(f)} 有误、已过期、已被撤销或没有发送：GitHub 的软件包 API 不知道请求者是谁。`
          : written
            ? han`登录 ${f.registry} 的密码是直接写在文件中的令牌。能读取该存储库的人都能得到它，GitHub 发现后会撤销这样的令牌，登录随即被拒绝。`
            : han`${zh.refusal(f)}${login?.secret === JOB_TOKEN ? `${JOB_TOKEN} ` : login?.secret ? `机密 ${login.secret} ` : zh.token(f)} 有误、已过期或已被撤销${f.expires ? `（有效期至 ${f.expires.slice(0, 10)}）` : ''}。`,
      fix(f, { written, isApi, login }) {
        if (written) return han`请撤销该令牌，并改用 ${'${{ github.token }}'} 或机密登录。`;
        if (isApi && !isWorkflow(f))
          return '请为该命令提供有权查看该软件包的用户的经典个人访问令牌，作用域为 read:packages（删除时还需 delete:packages）。';
        if (!isWorkflow(f))
          return `${f.token === 'GITHUB_TOKEN' ? 'GITHUB_TOKEN 在所属作业结束后即失效。' : ''}${zh.renew(f)}`;
        if (f.token === 'GITHUB_TOKEN')
          return han`请传入本作业自己的令牌 ${'${{ github.token }}'}：它在所属作业结束后即失效。`;
        if (login) {
          const say = LOGIN_WORDS['zh-CN'];
          return `${say.renew(f, login)}${login.mayUseJobToken ? say.quicker(f) : ''}`;
        }
        const place = !f.token
          ? `${isApi ? '该' : '登录'}步骤所读取的机密`
          : f.token === 'GHCR_TOKEN'
            ? '机密 GHCR_TOKEN'
            : ` ${f.token}`;
        return han`请新建一个具有 ${en.scope(f)} 作用域的经典个人访问令牌，并保存为${place}。`;
      },
      tell: (f) =>
        han`用同一个令牌查询 API：${askApi(f, 'user')}。返回 401 表示令牌已失效；返回 200 表示令牌前后混入了其他内容，或者实际使用的是另一个令牌。`,
      folk: (f) =>
        `${isWorkflow(f) ? '作业的权限' : '软件包上的权限'}在这里不起作用：注册表不知道请求者是谁。用户名也不起作用，只要不为空即可。`,
    },
  },
});

const JOB_TOKEN = 'GITHUB_TOKEN';

interface Detail extends WrittenToken {
  /** GitHub's API was asked, and not the registry. */
  isApi?: true;
  /** The login that a log shows. */
  login?: LoggedLogin & { mayUseJobToken: boolean };
}

/** Where the login itself was refused; what has its token from elsewhere shows nothing of it. */
function loginIn(seen: Case): Pick<Detail, 'login'> {
  const login = loggedLogin(seen);
  if (!isLogin(seen)) return {};
  return { login: { ...login, mayUseJobToken: mayUseJobToken(seen, login) } };
}

function ofAnswer(seen: Case): Omit<Claim, 'detail'> | undefined {
  const { token, said, access, serverUrl } = seen;
  if (!token || !isCredentialRefused(seen)) return undefined;
  const dead = token.user?.rejected || says(seen, REGISTRY_SENTENCES.deadToken) || said === 'denied';
  // Alive at the API, or a cause that knows more about this very token stands in front.
  const known =
    Boolean(token.user?.login) ||
    isBeyondRepair(token) ||
    ['fine-grained-pat', 'refresh', 'app-installation'].includes(token.kind) ||
    token.source === 'auth-file' ||
    (isPull(seen) && seen.anonymousPull === true);
  return {
    confidence: dead && !known ? 'certain' : 'likely',
    // In the place of the job's own a person's token is not renewed.
    ...(isUserToken(token) && (token.source !== 'github-token' || seen.asker.place !== 'workflow')
      ? { url: newToken(serverUrl, access) }
      : {}),
    ...renewedSecret(seen),
  };
}

/** The packages API says so of a token that it does not know. */
function isApis({ kind, status }: Case): boolean {
  return kind === 'api' && status === 401;
}

function ofLog(seen: Case): Omit<Claim, 'detail'> | undefined {
  const { access, progress, step, client, serverUrl } = seen;
  if (isApis(seen)) return { confidence: 'likely' };
  if (seen.kind !== 'refused' || says(seen, /anonymous token/i)) return undefined;
  const isPersons = hasHint(seen, 'classic') || seen.asker.place !== 'workflow';
  const url = {
    ...(isPersons ? { url: newToken(serverUrl, access) } : {}),
    ...commandOf(seen),
  };
  if (seen.told.expiry && isPush(seen) && (isCredentialRefused(seen) || seen.status === 401))
    return { confidence: 'likely', odds: 3, ...url };
  const pull = refusedPull(seen);
  if (pull && pull !== 'credential') {
    const bare = seen.said === 'denied' || seen.said === 'unauthorized' || pull === 'absent-or-stale';
    return bare ? { confidence: 'possible', odds: pull === 'absent-or-stale' ? 1 : 0, ...url } : undefined;
  }
  if (refusedAfterLogin(seen)) return { confidence: 'possible', odds: 2, ...url };
  if (says(seen, /Docker login for/i)) return { confidence: 'likely', ...url };
  if (!isCredentialRefused(seen)) {
    const bare = /^(?:denied|unauthorized)$/.test(seen.said ?? '') || client === 'jib';
    return bare ? { confidence: 'possible', ...url } : undefined;
  }
  if (says(seen, REGISTRY_SENTENCES.deadToken)) {
    const midway = progress?.layers;
    const login = neverLoggedIn(seen);
    const unsure = login === 'yes' || (access === 'push' && login !== 'no');
    return { confidence: midway || unsure ? 'possible' : 'likely', ...url };
  }
  return { confidence: step === 'login' && seen.login?.succeeded ? 'possible' : 'likely', ...url };
}
