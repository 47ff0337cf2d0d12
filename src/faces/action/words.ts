/** What the steps say besides the report; the post step has words of its own, for it reads no others. */
import type { LoginTool } from '../../login/state.js';
import type { Language, Localized } from '../../types.js';

interface Words {
  loggedIn(registry: string, username: string, tool: LoginTool, file: string | null): string;
  cancelled: string;
  /** The registry has sent its caller to another origin. */
  strayed(registry: string): string;
}

export function stepWords(language: Language): Words {
  return WORDS[language];
}

const WORDS: Localized<Words> = {
  en: {
    loggedIn: (registry, username, tool, file) =>
      `Logged in to ${registry} as ${username} (${[tool, file].filter(Boolean).join(', ')}).`,
    cancelled: 'The step was cancelled: no login is left behind.',
    strayed: (registry) =>
      `No login to ${registry} was made: it sends its callers to another origin, and a client that logs in would take the token there.`,
  },
  'zh-CN': {
    loggedIn: (registry, username, tool, file) =>
      `已以 ${username} 身份登录 ${registry}（${[tool, file].filter(Boolean).join('，')}）。`,
    cancelled: '此步骤已取消：没有留下登录凭据。',
    strayed: (registry) => `没有登录 ${registry}：它把访问者转到了其他来源，客户端登录时会把令牌发送到那里。`,
  },
};
