/** The cure in a client's words, by where it keeps its credential: a login that is typed, a setting, a Secret. */

import { pullSecretCommand } from '../words/pull-secret-command.js';
import type { Asker, Attempt } from './asker.js';

/** In English and in Chinese. */
export type Both = readonly [en: string, zh: string];

/** The same, where the registry's name stands in it. */
export type BothOf = Both | ((registry: string) => Both);

const inWords = (words: BothOf, { registry }: Attempt) =>
  typeof words === 'function' ? words(registry) : words;

/** What a token needs for this access. */
function scopeOf({ access }: Attempt): string {
  return access === 'push' ? 'write:packages' : 'read:packages';
}

/** Nobody knows what was asked for: reading is the least. */
const orMore = ({ access }: Attempt, words: string) => (access === null ? words : '');

export const askedImage = ({ image, registry }: Attempt) => image || `${registry}/OWNER/NAME`;
export const PAT = (asked: Attempt) =>
  `a classic personal access token with ${scopeOf(asked)}${orMore(asked, ' (for a push, write:packages)')}`;
export const PAT_ZH = (asked: Attempt) =>
  `具有 ${scopeOf(asked)} 作用域${orMore(asked, '（推送则为 write:packages）')}的经典个人访问令牌`;

/** Asks for what was refused, or for a pull where nobody knows. */
export const checkOf = (asked: Attempt) => `ghcr-preflight check --access ${asked.access ?? 'pull'}`;

/** The same with a token that is typed in, so that it gets into no history. */
export const checkTyped = (asked: Attempt) =>
  `read -rs GHCR_TOKEN && export GHCR_TOKEN && ${checkOf(asked)} ${askedImage(asked)}`;

/**
 * `docker login`, `helm registry login`, …: a person types it, and the password is a token.
 *
 * @param tool who stores it
 * @param called who asks with it, where that is another
 */
export function ofCommandLine(
  tool: string,
  login: (registry: string) => string,
  logout: ((registry: string) => string) | null,
  hint: BothOf | null,
  called = tool,
): Pick<Asker, 'commands' | 'say'> {
  const kept = ({ entry, registry }: Attempt) => entry ?? registry;
  return {
    commands: { renew: (asked) => login(kept(asked)) },
    say: {
      en: {
        credential: ({ registry }) => `the login to ${registry} that ${tool} has stored`,
        renew: (asked) =>
          `Log in with ${login(kept(asked)).split(' --')[0]}; the password is ${PAT(asked)}.${hint ? ` ${inWords(hint, asked)[0]}` : ''}`,
        forget: (asked) =>
          logout
            ? `For a public image, log out (${logout(kept(asked))}) and ask again without a login.`
            : 'A public image needs no login.',
        again: `run ${called} again`,
        test: (asked) =>
          // No push goes without a login, so leaving it out shows nothing.
          asked.access === 'push'
            ? `Log in anew (${login(kept(asked))}) and try once more: if it then works, the stored login was the reason.`
            : logout
              ? `Log out with ${logout(kept(asked))} and try once more: if the image then comes, it is public, and the stored login was the reason; if not, it is private or not there.`
              : 'Try the same without a login: if the image then comes, it is public, and the stored login was the reason; if not, it is private or not there.',
      },
      'zh-CN': {
        credential: ({ registry }) => `${tool} 保存的 ${registry} 登录凭据`,
        renew: (asked) =>
          `请用 ${login(kept(asked)).split(' --')[0]} 登录，密码填写${PAT_ZH(asked)}。${hint ? inWords(hint, asked)[1] : ''}`,
        forget: (asked) =>
          logout
            ? `如果镜像是公开的，执行 ${logout(kept(asked))} 退出登录后再试即可。`
            : '公开镜像无需登录。',
        again: `重新执行 ${called} 命令`,
        test: (asked) =>
          asked.access === 'push'
            ? `重新登录（${login(kept(asked))}）后再试一次：如果成功，原因就是保存的登录凭据。`
            : logout
              ? `执行 ${logout(kept(asked))} 退出登录后再试一次：如果能获取镜像，说明它是公开的，原因就是保存的登录凭据；如果仍不能，则镜像是私有的或不存在。`
              : '不登录再试一次：如果能获取镜像，说明它是公开的，原因就是保存的登录凭据；如果仍不能，则镜像是私有的或不存在。',
      },
    },
  };
}

/** A server's or a bot's setting that holds user name and token. */
export function ofSetting(credential: Both, place: BothOf, again: Both): Pick<Asker, 'commands' | 'say'> {
  return {
    commands: {},
    say: {
      en: {
        credential: () => credential[0],
        renew: (asked) => `Put ${PAT(asked)} into ${inWords(place, asked)[0]}.`,
        forget: () => 'For a public image, take the stored login out: none is needed.',
        again: again[0],
        test: (asked) =>
          `Try the stored token on your own machine (${checkTyped(asked)}): it says whether it is the token or the package.`,
      },
      'zh-CN': {
        credential: () => credential[1],
        renew: (asked) => `请在${inWords(place, asked)[1]}中填写${PAT_ZH(asked)}。`,
        forget: () => '如果镜像是公开的，删除已保存的登录凭据即可，公开镜像无需登录。',
        again: again[1],
        test: (asked) =>
          `在自己的机器上用保存的令牌试一次（${checkTyped(asked)}），即可看出是令牌还是软件包的问题。`,
      },
    },
  };
}

/** The registry is asked with what a Secret of a cluster holds. */
export function asSecret(name: string): (asked: Attempt) => string {
  return (asked) =>
    `kubectl get secret ${name} --namespace NAMESPACE --output yaml | ${checkOf(asked)} --docker-config - ${askedImage(asked)}`;
}

/** As kubectl has it: `prod/ghcr`. */
function secretName({ namespace, name }: NonNullable<Attempt['secret']>): string {
  return namespace ? `${namespace}/${name}` : name;
}

/** A cluster keeps it in a Secret, which `check` reads as it is. */
export function ofSecret(credential: Both, place: Both, again: Both): Pick<Asker, 'commands' | 'say'> {
  return {
    commands: {
      renew: ({ registry, secret }) => pullSecretCommand(registry, secret ?? null),
      test: asSecret('NAME'),
    },
    say: {
      en: {
        credential: () => credential[0],
        renew: (asked) =>
          asked.secret
            ? `Put ${PAT(asked)} into the Secret ${secretName(asked.secret)}; whoever names it under imagePullSecrets stays as it is.`
            : `Create a ${asked.access === 'push' ? 'registry' : 'pull'} secret with ${PAT(asked)} in the same namespace, and ${place[0]}.`,
        forget: () => 'For a public image, take the old secret out: none is needed.',
        again: again[0],
        test: (asked) =>
          `Let the registry judge the secret itself (${asSecret('NAME')(asked)}): it says whether it is the secret or the package.`,
      },
      'zh-CN': {
        credential: () => credential[1],
        renew: (asked) =>
          asked.secret
            ? `请在 Secret ${secretName(asked.secret)} 中换上${PAT_ZH(asked)}，引用它的 imagePullSecrets 无需改动。`
            : `请在同一命名空间中用${PAT_ZH(asked)}创建${asked.access === 'push' ? '注册表' : '拉取'} Secret，并${place[1]}。`,
        forget: () => '如果镜像是公开的，删除旧 Secret 即可，无需 Secret。',
        again: again[1],
        test: (asked) =>
          `让注册表直接检验该 Secret（${asSecret('NAME')(asked)}），即可看出是 Secret 还是软件包的问题。`,
      },
    },
  };
}
