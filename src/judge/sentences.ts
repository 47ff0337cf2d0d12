/** What a finding says beside its cause's own text. */
import { han } from '../causes/han.js';
import type { Localized } from '../types.js';

interface Sentences {
  noCredential: string;
  alsoRefused(references: readonly string[]): string;
  alsoInLog(images: readonly string[]): string;
  /** No registry is named at all. */
  assumed(registry: string): string;
  /** docker's library says so of Docker Hub as well (facts P10). */
  orOfDockerHub(registry: string): string;
  /** All that names a registry is a login. */
  ofLoginOnly(registry: string): string;
  /** It failed, and nothing says why. */
  untold(registry: string): string;
  /** The API refused it, and nothing shows what was asked for. */
  untoldRequest: string;
  untoldAccess: string;
  /** The title of what is wrong with a token that another one made up for. */
  passedOver(token: string, chosen: string): string;
  withoutToken: string;
  triedFirst(token: string, title: string): string;
}

/** References named in one sentence; the others stand in the table of the report. */
const NAMED = 5;

/** Of a log so many are named: it is the one place that tells them. */
const NAMED_IN_LOG = 20;

export const SENTENCES: Localized<Sentences> = {
  en: {
    noCredential: 'no credential',
    alsoRefused(references) {
      const named = references.slice(0, NAMED).join(', ');
      const more = references.length - NAMED;
      return `The same holds for ${named}${more > 0 ? ` and ${more} more` : ''}.`;
    },
    alsoInLog(images) {
      const more = images.length - NAMED_IN_LOG;
      const named = images.slice(0, NAMED_IN_LOG).join(', ');
      return `The same holds for ${named}${more > 0 ? ` and ${more} more` : ''}.`;
    },
    assumed: (registry) =>
      `The text names no registry: this holds if it came from ${registry}, which the command or the image's name in front of it would show.`,
    orOfDockerHub: (registry) =>
      `docker prints the same of a name without a registry, which it takes to Docker Hub: then put ${registry}/ in front of the image's name.`,
    ofLoginOnly: (registry) =>
      `Only the login names ${registry}: this holds if what ran then asked it, and nobody else.`,
    untold: (registry) =>
      `The text says that it failed, and not why: this holds if ${registry} refused it. The reason stands in the lines before.`,
    untoldAccess: 'It says that this was refused, and not whether it was a push or a pull.',
    untoldRequest: 'The text does not show what was asked for: this holds if it was about packages.',
    passedOver: (token, chosen) => `${token} was refused; this run uses ${chosen}`,
    withoutToken: 'No token is used instead: a public image needs none.',
    triedFirst: (token, title) => `${token} was tried too and may not either: ${lowerFirst(title)}.`,
  },
  'zh-CN': {
    noCredential: '无凭据',
    alsoRefused(references) {
      const named = references.slice(0, NAMED).join('、');
      const more = references.length - NAMED;
      return `${named}${more > 0 ? ` 等另外 ${references.length} 个镜像` : ' '}情况相同。`;
    },
    alsoInLog(images) {
      const isMore = images.length > NAMED_IN_LOG;
      const named = images.slice(0, NAMED_IN_LOG).join('、');
      return `${named}${isMore ? ` 等另外 ${images.length} 个镜像` : ' '}情况相同。`;
    },
    assumed: (registry) =>
      `这段文字没有写明注册表：以上仅在它来自 ${registry} 时成立，前面的命令或镜像名称可以说明这一点。`,
    orOfDockerHub: (registry) =>
      `镜像名称没有写注册表时，docker 会去询问 Docker Hub，也会打印同样的文字：这时请在镜像名称前加上 ${registry}/。`,
    ofLoginOnly: (registry) => han`只有登录提到 ${registry}：以上仅在之后运行的程序请求的确实是它时成立。`,
    untold: (registry) =>
      `这段文字只说明操作失败，没有说明原因：以上仅在它被 ${registry} 拒绝时成立。原因写在前面的日志行中。`,
    untoldAccess: '它只说明被拒绝，没有说明是推送还是拉取。',
    untoldRequest: '这段文字没有显示请求的内容：以上仅在请求与软件包有关时成立。',
    passedOver: (token, chosen) => `${token} 被拒绝，本次运行改用 ${chosen}`,
    withoutToken: '已改为不使用令牌：拉取公开镜像无需令牌。',
    triedFirst: (token, title) => `也试过 ${token}，同样不行：${title}。`,
  },
};

/** Leaves acronyms and names such as `GITHUB_TOKEN` as they are. */
function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) && !/^(?:GitHub|Dependabot)/.test(text)
    ? text.charAt(0).toLowerCase() + text.slice(1)
    : text;
}
