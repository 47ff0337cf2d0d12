/** The first line of an explanation: what happened, before any reason. */
import type { Case } from '../../causes/case.js';
import { type Facts, factsOf } from '../../causes/facts.js';
import { han } from '../../causes/han.js';
import { isUnsent, LOGIN_INPUTS, says } from '../../causes/questions/said.js';
import { en, zh } from '../../causes/wording.js';
import { isMisspelt } from '../../evidence/registry/misspelt.js';
import type { Language, Localized } from '../../types.js';

/** One sentence about what the log shows; the reason is said after it. */
export function whatHappened(seen: Case, language: Language): string {
  return SENTENCES[language](factsOf(seen, language), seen);
}

const SENTENCES: Localized<(facts: Facts, seen: Case) => string> = {
  en(f, seen) {
    const { kind, step, image, isAlone, status } = seen;
    const isLogin = step === 'login' || image === null;
    const what = capital(
      isLogin && step === 'login'
        ? `the login to ${f.registry}`
        : image
          ? en.attempt(f)
          : attempted(f.access, f.registry),
    );
    switch (kind) {
      case 'missing':
        return image ? `${image.reference} was not found.` : `${what} found nothing of that name.`;
      case 'limited':
        return `${what} was put off: too many requests.`;
      case 'unavailable':
        return `${what} got no proper answer.`;
      case 'unreachable':
        return `${f.registry} could not be reached.`;
      case 'interrupted':
        return `${what} broke off.`;
      case 'name':
        return isMisspelt(f.registry)
          ? `The request went to ${f.registry}, which is not GitHub's registry.`
          : "The client refused the image's name.";
      case 'credential':
        if (isUnsent(seen)) return `The token for ${f.registry} could not be sent.`;
        if (says(seen, LOGIN_INPUTS)) return `The step that was to log in to ${f.registry} did not.`;
        return `The login to ${f.registry} had nothing to log in with.`;
      case 'api':
        return "GitHub's API refused the request.";
      case 'start':
        return 'The run did not start.';
      default:
        return isAlone && image && status === null ? `${what} failed.` : `${what} was refused.`;
    }
  },
  'zh-CN'(f, seen) {
    const { kind, step, image, isAlone, status } = seen;
    const what =
      step === 'login'
        ? han`对 ${f.registry} 的登录`
        : image
          ? han`${f.access === 'push' ? '向' : '对'} ${zh.image(f)} 的${zh.access(f)}`
          : han`${f.access === 'push' ? '向' : '对'} ${f.registry} 的${zh.access(f)}`;
    switch (kind) {
      case 'missing':
        return image ? han`找不到 ${image.reference}。` : han`在 ${f.registry} 上没有找到该名称。`;
      case 'limited':
        return `${what}因请求过多被推迟。`;
      case 'unavailable':
        return `${what}没有得到正常响应。`;
      case 'unreachable':
        return han`无法连接 ${f.registry}。`;
      case 'interrupted':
        return `${what}中断了。`;
      case 'name':
        return isMisspelt(f.registry)
          ? han`请求发到了 ${f.registry}，它不是 GitHub 的注册表。`
          : '客户端不接受该镜像名称。';
      case 'credential':
        if (isUnsent(seen)) return han`无法发送用于 ${f.registry} 的令牌。`;
        if (says(seen, LOGIN_INPUTS)) return han`登录 ${f.registry} 的步骤没有执行登录。`;
        return han`登录 ${f.registry} 时没有可用的凭据。`;
      case 'api':
        return 'GitHub API 拒绝了请求。';
      case 'start':
        return '本次运行没有启动。';
      default:
        return isAlone && image && status === null ? `${what}失败。` : `${what}被拒绝。`;
    }
  },
};

function attempted(access: Facts['access'], registry: string): string {
  return access === null
    ? `access to ${registry}`
    : `the ${access} ${access === 'push' ? 'to' : 'from'} ${registry}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
