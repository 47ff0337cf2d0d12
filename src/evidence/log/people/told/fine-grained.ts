/**
 * Somebody tells that the token is a fine-grained one, which the registry takes for nothing (facts W10). That it is none, was
 * one, or what such tokens are like in general tells nothing of the one that was refused.
 */
import { isAskedElsewhere } from '../asked-for.js';
import { LONGEST_OF_PEOPLE, sentencesOf } from '../prose.js';

/** Rights may be so as well, which are no token. */
const MENTION =
  /github_pat_|\bfine-grained\b(?! ?(?:permissions?|access(?! tokens?)|control|roles?|rights?|polic|settings?))|细粒度(?!的?(?:权限|访问|控制))/gi;

/** In front of it in its clause: it is none, or was one. */
const TAKEN_BACK =
  /(?:\b(?:not|never|no|no longer|neither|nor|instead of|rather than|other than|unlike|without|dropped|removed)\b|n['’]t\b)(?:(?!\b(?:but|only)\b)[^,;.，。；]){0,24}$|\b(?:replac(?:ed?|ing)|from)\b(?:(?!\b(?:with|by|to)\b)[^,;.，。；]){0,30}$|(?:不是|并非|非|没有?用|未用|没有?使用|不用)[^，。；]{0,6}$|(?:从|把|将)(?:(?!换成|改成|改用|到|用)[^，。；]){0,12}$/i;

/** In front of it: somebody else says what such tokens are like. */
const IN_GENERAL =
  /\b(?:docs?|documentation|README|manual|everybody|everyone|people|(?:I|we) know|they) (?:say|says|states?|mentions?|that|clearly)\b|文档(?:里|中)?(?:说|写)/i;

/** Another one is the one in use. */
const OTHER =
  /(?<!\b(?:from|instead of|rather than|not|replaced) (?:an? |the |my |our )?)(?:\bclassic\b|\bGITHUB_TOKEN\b)|(?<!(?:从|不是|把|将)\s?)经典/i;

/** Whether a line shows, or somebody tells in it, that the token is a fine-grained one. */
export function tellsOfFineGrained(text: string): boolean {
  if (!/github_pat_|fine-grained|细粒度/i.test(text)) return false;
  if (text.length > LONGEST_OF_PEOPLE) return true;
  return sentencesOf(text).some((sentence) =>
    [...sentence.matchAll(MENTION)].some(({ index }) => {
      const before = sentence.slice(0, index);
      return !TAKEN_BACK.test(before) && !IN_GENERAL.test(before) && !isAskedElsewhere(sentence, index);
    }),
  );
}

/** Whether it is the only one that is told of, and none that was before it. */
export function isFineGrainedAlone(text: string): boolean {
  return tellsOfFineGrained(text) && !OTHER.test(text);
}

/** What names such a token, so that the rest tells of others. */
export const FINE_GRAINED =
  /github_pat_\S*|\bfine-grained(?: (?:personal )?(?:access )?(?:PATs?|tokens?))?|细粒度(?:的)?(?:个人)?(?:访问)?(?:令牌|token|PAT)?/gi;
