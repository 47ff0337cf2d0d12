/** What `lint` reads of other repositories: with `--fetch` through the API, else a word to people about what is missed. */

import type { UnfetchedReason } from '../../../commands/lint/fetching.js';
import { lintRepositories, type RepositoryToLint } from '../../../commands/lint/repositories.js';
import type { LintResult } from '../../../commands/lint.js';
import { apiOf } from '../../../evidence/github-server.js';
import { webAddress } from '../../../evidence/run.js';
import type { Localized } from '../../../types.js';
import { FilesElsewhere } from '../../../workflow/repository/elsewhere.js';
import type { CommonOptions } from '../terminal.js';
import { tokenAtHand } from '../token-at-hand.js';

/** Why files of other repositories could not be fetched, by name. */
export type Unread = ReadonlyMap<string, UnfetchedReason>;

/**
 * The API that is asked, and the token at hand; public repositories need none.
 *
 * @param server the GitHub server that was named: its API is the only one that gets the token; null: none was
 */
export function apiAtHand(server: string | null, env: NodeJS.ProcessEnv): { apiUrl: string; token: string } {
  const token = tokenAtHand(env)?.secret ?? '';
  const given = webAddress(env.GITHUB_API_URL || null);
  return { apiUrl: server === null ? (given ?? apiOf(GITHUB, null)) : apiOf(server, given), token };
}

const GITHUB = 'https://github.com';

/** What a sentence says of what was asked. */
export interface AskedApi {
  /** The variable that has the token; null: none. */
  held: string | null;
  host: string;
}

/** @param server as for `apiAtHand` */
export function askedApi(server: string | null, env: NodeJS.ProcessEnv): AskedApi {
  return { held: tokenAtHand(env)?.variable ?? null, host: new URL(apiAtHand(server, env).apiUrl).host };
}

/** Fetches what the workflows call and use of other repositories, and gives it to each. */
export async function fetchOthers(
  repositories: readonly RepositoryToLint[],
  server: string | null,
  env: NodeJS.ProcessEnv,
): Promise<Unread> {
  const [{ fetchFiles }, { fetchElsewhere }] = await Promise.all([
    import('../../../evidence/api/repository-files.js'),
    import('../../../commands/lint/fetching.js'),
  ]);
  const elsewhere = new FilesElsewhere();
  for (const { options } of repositories) options.elsewhere = elsewhere;
  const look = () => lintRepositories(repositories);
  return fetchElsewhere(elsewhere, look, (wanted) => fetchFiles(wanted, apiAtHand(server, env)));
}

/**
 * What is not judged because it was not read. Where it was to be fetched that is a problem like others; else it is
 * worth a sentence, and only for people.
 */
export function unreadSentences(
  { unreadCalls }: LintResult,
  unread: Unread | null,
  { format, language }: CommonOptions,
  asked: AskedApi,
): string[] {
  const say = WORDS[language];
  if (unread) {
    const byReason = new Map<UnfetchedReason, Set<string>>();
    for (const [name, reason] of unread) {
      // An action may do without such a file.
      if (reason === 'not-found' && /\/action\.ya?ml@/.test(name)) continue;
      byReason.set(reason, (byReason.get(reason) ?? new Set()).add(asUsed(name)));
    }
    return [...byReason].map(([reason, names]) => say.unread[reason](say.some([...names]), asked));
  }
  if (format !== 'text' || unreadCalls.length === 0) return [];
  const names = [...new Set(unreadCalls.map(({ called }) => called))];
  const [{ file, line }] = unreadCalls as [LintResult['unreadCalls'][number]];
  return [names.length === 1 ? say.one(names[0] as string, `${file}:${line}`) : say.several(say.some(names))];
}

/** An action by the words that use it, not by the two names that its file may have. */
function asUsed(name: string): string {
  return name.replace(/\/action\.ya?ml(?=@)/, '');
}

/** Names in one sentence. */
const MOST_NAMES = 5;

/** Why what is there may look as if it were not. */
export const hiddenWhy: Localized<(held: string | null) => string> = {
  en: (held) =>
    held ? `the token in ${held} may not read it` : 'it is private, and there is no token in GITHUB_TOKEN',
  'zh-CN': (held) => (held ? ` ${held} 中的令牌无权读取` : '它是私有的，而 GITHUB_TOKEN 中没有令牌'),
};

interface Words {
  unread: Record<UnfetchedReason, (names: string, asked: AskedApi) => string>;
  one(name: string, place: string): string;
  several(names: string): string;
  some(names: readonly string[]): string;
}

const WORDS: Localized<Words> = {
  en: {
    unread: {
      'not-found': (names, { held }) =>
        `${names}: there is no such file at that ref, or ${hiddenWhy.en(held)}, so this is not judged.`,
      refused: (names, { held }) =>
        `${names}: GitHub does not take the token in ${held}, so this is not judged.`,
      limited: (names, { held }) =>
        `${names}: GitHub answers no more for now, so this is not judged${held ? '' : '; with a token in GITHUB_TOKEN it answers more'}.`,
      unreachable: (names, { host }) =>
        `${names}: the API of GitHub could not be reached (${host}), so this is not judged.`,
      'no-workflows': (names) => `${names}: there is nothing in that repository, so this is not judged.`,
      'too-many': (names) =>
        `${names}: the workflows lead to more files of other repositories than are fetched in one call, so this is not judged: name fewer files.`,
    },
    one: (name, place) => `${name}, called at ${place}, was not read and is not judged: --fetch reads it.`,
    several: (names) =>
      `Called workflows of other repositories were not read and are not judged: --fetch reads them (${names}).`,
    some: (names) =>
      names.length > MOST_NAMES
        ? `${names.slice(0, MOST_NAMES).join(', ')} and ${names.length - MOST_NAMES} more`
        : names.join(', '),
  },
  'zh-CN': {
    unread: {
      'not-found': (names, { held }) =>
        `${names}：该引用处没有此文件，或者${hiddenWhy['zh-CN'](held)}；未作判断。`,
      refused: (names, { held }) => `${names}：GitHub 不接受 ${held} 中的令牌；未作判断。`,
      limited: (names, { held }) =>
        `${names}：GitHub 暂时不再响应，因此未作判断${held ? '' : '；在 GITHUB_TOKEN 中提供令牌可提高限额'}。`,
      unreachable: (names, { host }) => `${names}：无法连接 GitHub 的 API（${host}）；未作判断。`,
      'no-workflows': (names) => `${names}：该存储库中没有任何内容；未作判断。`,
      'too-many': (names) =>
        `${names}：工作流引用的其他存储库文件超过了一次获取的上限，因此未作判断：请减少指定的文件。`,
    },
    one: (name, place) => `${place} 调用的 ${name} 未被读取，因此未作判断：使用 --fetch 可读取它。`,
    several: (names) =>
      `被调用的其他存储库的工作流未被读取，因此未作判断：使用 --fetch 可读取它们（${names}）。`,
    some: (names) =>
      names.length > MOST_NAMES
        ? `${names.slice(0, MOST_NAMES).join('、')} 等 ${names.length} 个文件`
        : names.join('、'),
  },
};
