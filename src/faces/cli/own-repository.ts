/** The repository that the environment names. */
import type { Language, Localized } from '../../types.js';
import { InputError } from '../usage.js';

/**
 * `GITHUB_REPOSITORY`, as runners set it; null: it is not set. Of anything else an owner would be made that nobody has, and images of
 * the right one would be told to be another's. Throws an `InputError`.
 */
export function namedRepository(env: NodeJS.ProcessEnv, language: Language): string | null {
  const given = env.GITHUB_REPOSITORY?.trim() ?? '';
  if (given !== '' && !isRepository(given)) throw new InputError(NO_REPOSITORY[language](given));
  return repositoryAtHand(env);
}

/** The same where nothing rests on it: what is no name is passed over, as if it were not set. */
export function repositoryAtHand(env: NodeJS.ProcessEnv): string | null {
  const given = env.GITHUB_REPOSITORY?.trim() ?? '';
  return isRepository(given) ? given : null;
}

/** `OWNER/NAME`, as GitHub takes it. */
export function isRepository(given: string): boolean {
  return /^[\w.-]+\/[\w.-]+$/.test(given);
}

const NO_REPOSITORY: Localized<(given: string) => string> = {
  en: (given) =>
    `The variable GITHUB_REPOSITORY is "${given}": write it as OWNER/NAME, or unset it and stand in a checkout.`,
  'zh-CN': (given) =>
    `变量 GITHUB_REPOSITORY 的值是“${given}”：请写成 OWNER/NAME，或者取消设置它并在检出的存储库中运行。`,
};
