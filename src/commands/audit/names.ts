/** Which repositories are asked for by their names, and by which pattern: one that nothing answers to is a slip. */
import { listed } from '../../evidence/listed.js';
import type { AskedPattern } from '../../report/audit/audit.js';

export interface AskedNames {
  /** @param name without its owner */
  isAsked(name: string): boolean;
  /** The patterns with how many of these names each takes or leaves out (see AskedPattern). */
  counted(names: readonly string[]): AskedPattern[];
}

/**
 * Patterns as shells have them: `*` is any text, `?` one character, `!` in front leaves out; upper and lower case are
 * one, as in GitHub's names. Comma- or newline-separated; empty: every name. The owner may stand in front: `OWNER/api-*`.
 */
export function namePatterns(value: string, owner: string): AskedNames {
  const all = patternsIn(value, owner);
  const wanted = all.filter((each) => !each.startsWith('!'));
  const unwanted = all.filter((each) => each.startsWith('!')).map((each) => each.slice(1));
  const isAsked = (name: string): boolean => {
    const text = name.toLowerCase();
    const isWanted = wanted.length === 0 || wanted.some((each) => matches(each, text));
    return isWanted && !unwanted.some((each) => matches(each, text));
  };
  return {
    isAsked,
    counted(names) {
      const asked = names.filter(isAsked);
      return [...new Set(all)].map((pattern) => {
        const [looked, bare] = pattern.startsWith('!') ? [names, pattern.slice(1)] : [asked, pattern];
        return { pattern, matched: looked.filter((name) => matches(bare, name.toLowerCase())).length };
      });
    },
  };
}

/** In lower case, without what stands for the owner in front: his name, the address of a repository, the one to clone it from. */
function patternsIn(value: string, owner: string): string[] {
  const own = `${owner.toLowerCase()}/`;
  return listed(value.toLowerCase())
    .map((each) =>
      each
        .replace(/(\/[^/]+)\/+$/, '$1')
        .replace(CLONED, '$1$2')
        .replace(ADDRESS, '$1'),
    )
    .map((each) => (each.replace(/^!/, '').startsWith(own) ? each.replace(own, '') : each))
    .filter((each) => each !== '');
}

/** No repository of GitHub's has a name that ends so. Behind a `*` it is no end of an address: see `impossiblePattern`. */
const CLONED = /^(!?)(.*[^*])\.git$/;
const ADDRESS =
  /^(!?)(?:(?:https?|ssh|git):\/\/(?:[^/@]*@)?[^/@]+\/|git@[^:/]+:|[\w-]+(?:\.[\w-]+)+\/(?=[^/]+\/))/;

/**
 * The first pattern that no repository of the owner can have for a name: another owner's, names with blanks between them, a
 * class or braces, as other patterns have them, any name that ends in `.git`. GitHub's names are letters, digits, `.`, `-` and `_`. null: none.
 */
export function impossiblePattern(value: string, owner: string): string | null {
  return patternsIn(value, owner).find((each) => !/^!?[\w.*?-]+(?<!\*\.git)$/.test(each)) ?? null;
}

/** In one pass: after a mismatch only the last `*` takes one more character. */
function matches(pattern: string, text: string): boolean {
  let at = 0;
  let star = -1;
  let restart = 0;
  let place = 0;
  while (place < text.length) {
    if (at < pattern.length && pattern[at] !== '*' && (pattern[at] === '?' || pattern[at] === text[place])) {
      at += 1;
      place += 1;
    } else if (pattern[at] === '*') {
      star = at;
      restart = place;
      at += 1;
    } else if (star !== -1) {
      at = star + 1;
      restart += 1;
      place = restart;
    } else return false;
  }
  while (pattern[at] === '*') at += 1;
  return at === pattern.length;
}
