import { isLoopbackHost } from '../../evidence/http/http.js';
import type { Case } from '../case.js';
import { causeWith } from '../cause.js';
import { han } from '../han.js';
import { isPull, isPush, wasAsked } from '../questions/asked.js';
import { isCredentialRefused, refusedAfterLogin } from '../questions/refusal.js';
import { refusedPull } from '../questions/refused-pull.js';
import { REGISTRY_SENTENCES, says, wantsLogin, withoutReason } from '../questions/said.js';
import { en, zh } from '../wording.js';
import { hindranceIn } from '../words/unreachable-words.js';

const STATUS_PAGE = 'https://www.githubstatus.com';

/** GitHub's page tells of github.com alone; a registry on this machine stands for that of its server. */
function hasStatusPage({ registry, serverUrl }: { registry: string; serverUrl: string }): boolean {
  return serverUrl === 'https://github.com' && (registry === 'ghcr.io' || isLoopbackHost(registry));
}

function isSuccess({ status }: Pick<Case, 'status'>): boolean {
  return status !== null && status >= 200 && status < 300;
}

/** A page of github.com, to which the registry sent the client in place of an answer (fluxcd/source-controller#2050). */
const SENT_ON = /\bgithub\.com\/-\/v2\/packages\b/;

/** The registry answers, but nothing that a verdict could be drawn from. */
export const registryUnavailable = causeWith<
  Case['seenIn'] | 'refused' | 'foreign-origin' | 'page' | 'sent-on'
>()({
  id: 'registry-unavailable',
  severity: 'warning',
  sources: ['facts R4, L3, W17', 'https://www.githubstatus.com'],
  says: [
    /unexpected (?:HTTP )?status[^\n]*\b5\d\d\b/i,
    SENT_ON,
    /\b50[0234] (?:Internal Server Error|Bad Gateway|Service Unavailable|Gateway Time-?out)/i,
  ],
  seen: [
    'received unexpected HTTP status: 503 Service Unavailable',
    'GET https://github.com/-/v2/packages/container/package/OWNER%2FIMAGE%2Fmanifests%2FTAG: unexpected status code 404 Not Found',
  ],
  answers: [
    { step: 'token', status: 500, message: '' },
    { step: 'upload', status: 500, message: '' },
    { step: 'transfer', status: 500, message: '' },
    { step: 'manifest-pull', status: 500, message: '' },
  ],
  page: () => 'https://www.githubstatus.com',
  exampleDetail: 'answer',

  explains(seen) {
    const { kind, step, access, progress } = seen;
    const url = hasStatusPage(seen) ? { url: STATUS_PAGE } : {};
    if (kind === 'foreign-origin') return { confidence: 'certain', detail: kind };
    // A network that wants a login first, or a proxy, serves its page as a success; the status page knows nothing of it.
    if (kind === 'unavailable' && seen.isPage && isSuccess(seen))
      return { confidence: 'certain', detail: 'page' };
    if (kind === 'unavailable' && says(seen, SENT_ON))
      return { confidence: 'likely', ...url, detail: 'sent-on' };
    if (kind === 'unavailable') return { confidence: 'certain', ...url, detail: seen.seenIn };
    // A blob that was there a moment ago is not known: a retry cures it (facts K6).
    if (says(seen, /\bunknown blob\b|\bBLOB_UNKNOWN\b|(?<!\bmanifest )\bblob unknown: /))
      return { confidence: 'likely', odds: 1, ...url, detail: seen.seenIn };
    if (kind === 'interrupted') return { confidence: 'possible', ...url, detail: seen.seenIn };
    // Neither a proxy that is set here nor a certificate that is not trusted here is the registry's doing.
    if (kind === 'unreachable' && !wasAsked(seen) && !/proxy|certificate/.test(hindranceIn(seen.text)))
      return { confidence: 'possible', ...url, detail: 'log' };
    if (kind === 'protocol' && seen.cache && seen.status === 400)
      return { confidence: 'possible', odds: 1, ...url, detail: 'log' };
    if (kind !== 'refused' || wasAsked(seen)) return undefined;
    // Somebody saw it pass without any change; where the registry names a right, that right is missing all the same.
    if (seen.told.passing) {
      const isOpen = withoutReason(seen) || isCredentialRefused(seen);
      return { confidence: isOpen ? 'likely' : 'possible', odds: isOpen ? 3 : 0, ...url, detail: 'refused' };
    }
    // What worked a moment ago is refused: that is no right that is missing (facts L3, W17).
    if (refusedAfterLogin(seen)) return { confidence: 'likely', odds: 1, ...url, detail: 'refused' };
    // Its packages are public, and it asks for them without a credential.
    if (seen.image?.owner === 'homebrew' && isPull(seen))
      return { confidence: 'likely', odds: 2, ...url, detail: 'refused' };
    if (refusedPull(seen) === 'credential')
      return { confidence: 'possible', odds: 2, ...url, detail: 'refused' };
    const isDead = says(seen, REGISTRY_SENTENCES.deadToken);
    const midway = access === 'pull' || isDead ? progress?.layers : progress?.moved && withoutReason(seen);
    const confidence = midway ? 'likely' : 'possible';
    // The manifest was read with the same token that is not taken for a layer.
    const isForgotten = midway && access === 'pull' && step === 'blob' && wantsLogin(seen);
    if (isDead || isForgotten) return { confidence, odds: 1, ...url, detail: 'refused' };
    // A push whose token was not given is seen to go through with the next try, too (facts K2); its login is not in sight.
    const isSent = isCredentialRefused(seen) && !says(seen, /anonymous token/i);
    if (access === 'push' && step === 'token' && isSent)
      return { confidence: 'possible', ...url, detail: 'refused' };
    if (!withoutReason(seen) || !(isPush(seen) || midway) || step === 'login' || step === 'token')
      return undefined;
    const odds = access === 'push' || seen.said === null ? 2 : 0;
    return { confidence, odds, ...url, detail: 'refused' };
  },

  text: {
    en: {
      title: 'The registry did not answer properly',
      titleOf: (detail) => (detail === 'refused' ? 'The registry refuses for the moment' : undefined),
      message: (f, detail) =>
        detail === 'foreign-origin'
          ? `The registry asked to send the credential to another address; it was not sent${f.said ? ` (${f.said})` : ''}. So there is no verdict on ${en.image(f)}.`
          : detail === 'refused'
            ? `${en.refusal(f)} The same token was good for it a moment before, or in earlier runs: some refusals are the registry's own and pass.`
            : detail === 'sent-on'
              ? `Instead of answering about ${en.image(f)}, ${f.registry} sent the client on to a page of github.com that no client can read. Your rights are not the problem.`
              : detail === 'log'
                ? `${f.registry} could not answer about ${en.image(f)}${f.said ? ` (${f.said})` : ''}. Your rights are not the problem.`
                : `${f.registry} gave no usable answer about ${en.image(f)}${f.said ? ` (${f.said})` : ''}. Your rights are not the problem, as far as can be seen.`,
      fix: (f, detail) =>
        detail === 'foreign-origin'
          ? `Check that ${f.registry} is the registry that you mean, and which proxy answers in its place.`
          : detail === 'page'
            ? `Look for what answered with a page in place of ${f.registry}, such as the login page of this network or a proxy, and ${en.again(f)} then.`
            : hasStatusPage(f)
              ? `Look at the status page, and ${en.again(f)} later.`
              : `Ask whoever runs ${f.registry} whether it has trouble, and ${en.again(f)} later.`,
      tell: (f) =>
        `${en.Again(f)}, without any change. If it then works, it was this; if it is refused at the same place, a right is missing.`,
      folk: () =>
        'Changing tokens and permissions while the registry is down only breaks what was right before.',
    },
    'zh-CN': {
      title: '注册表没有正常响应',
      titleOf: (detail) => (detail === 'refused' ? '注册表暂时拒绝了请求' : undefined),
      message: (f, detail) =>
        detail === 'foreign-origin'
          ? han`注册表要求把凭据发送到另一个地址，因此没有发送${f.said ? `（${f.said}）` : ''}，也就无法判断 ${zh.image(f)} 是否会被接受。`
          : detail === 'refused'
            ? han`${zh.refusal(f)}同一个令牌在片刻之前或以前的运行中可以${zh.access(f)}：有些拒绝是注册表自身的问题，会自行消失。`
            : detail === 'sent-on'
              ? han`${f.registry} 没有给出关于 ${zh.image(f)} 的响应，而是把客户端重定向到 github.com 的一个网页，任何客户端都无法读取它。这与权限无关。`
              : detail === 'log'
                ? han`${f.registry} 无法处理 ${zh.image(f)} 的请求${f.said ? `（${f.said}）` : ''}。这与权限无关。`
                : han`关于 ${zh.image(f)}，${f.registry} 没有给出有效的响应${f.said ? `（${f.said}）` : ''}。目前看来与权限无关。`,
      fix: (f, detail) =>
        detail === 'foreign-origin'
          ? han`请确认 ${f.registry} 就是要使用的注册表，并检查是否有代理代替它响应。`
          : detail === 'page'
            ? han`请查明是谁代替 ${f.registry} 返回了网页（例如当前网络的登录页面或代理），处理之后${zh.again(f)}。`
            : hasStatusPage(f)
              ? `请查看状态页面，稍后${zh.again(f)}。`
              : han`请向 ${f.registry} 的管理员确认是否出现故障，稍后${zh.again(f)}。`,
      tell: (f) =>
        `不做任何修改，${zh.again(f)}。如果成功，就是这个原因；如果在同一处再次被拒绝，则是权限问题。`,
      folk: () => '在注册表出现故障时更换令牌和权限，只会把原本正确的设置改乱。',
    },
  },
});
