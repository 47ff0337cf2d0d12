/** The steps whose doings nobody sees, and which of them may push an image. */
import type { PushLogin } from '../evidence/types/login.js';
import type { WorkflowPush } from '../evidence/types/push.js';
import type { ImageReference } from '../evidence/types/reference.js';
import type { UnseenLogins } from '../evidence/types/workflow.js';
import { isListed, isNamed } from './images.js';
import type { Question } from './question.js';

/** The steps that may push an image of which nobody sees what they do, and the pushes that are seen and not theirs. */
export interface Supposed {
  supposed: UnseenLogins[];
  pushes: readonly WorkflowPush[];
}

/**
 * Those that are told the image, or any where it is not for being told that the image is asked about and no other push is seen. Whoever
 * names the images says that they are pushed; where nobody does, those stand for all that bring a token of their own.
 *
 * @param pushes what the job is seen to push
 */
export function supposedOf(
  image: Pick<ImageReference, 'registry' | 'name'>,
  all: readonly UnseenLogins[],
  question: Question,
  pushes: readonly WorkflowPush[],
): Supposed {
  const isOpen = !isListed(question) && pushes.every(({ reference }) => reference === null);
  const alone = isOpen ? all.filter(({ byItself }) => byItself) : [];
  if (alone.length === 0) return { supposed: mayPush(image, all, question, pushes.length > 0), pushes };
  return {
    supposed: alone.map((each) => ({ ...each, logins: [unknownLogin(each)] })),
    pushes: pushes.filter((push) => !alone.some((each) => isWithin(push, each))),
  };
}

function mayPush(
  image: Pick<ImageReference, 'registry' | 'name'>,
  all: readonly UnseenLogins[],
  question: Question,
  isAnySeen: boolean,
): UnseenLogins[] {
  const told = all.filter((each) => each.told.some((reference) => isNamed(reference, image)));
  const said = told.filter(({ isSaid }) => isSaid);
  if (said.length > 0) return said;
  // Who has nothing to push with is the one only where it is told, and nobody else may.
  const able = (of: readonly UnseenLogins[]) => of.filter(({ isCutOff }) => !isCutOff);
  if (isAnySeen) return able(told);
  const meant = isListed(question) || able(told).length === 0 ? able(all) : able(told);
  return meant.length > 0 ? meant : told;
}

/** The one that it may make. */
function unknownLogin({ byItself }: UnseenLogins): PushLogin {
  return { token: 'unknown', sure: false, reason: null, location: byItself ?? null };
}

/** Is it by the name of what this step runs that a push is seen? */
function isWithin({ location }: WorkflowPush, { byItself }: UnseenLogins): boolean {
  return (
    byItself?.file === location.file && byItself.line <= location.line && location.line <= byItself.endLine
  );
}
