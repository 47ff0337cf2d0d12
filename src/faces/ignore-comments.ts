/** Comments that silence nothing, because what they name is no cause: told, so that nobody relies on them. */
import { CAUSES } from '../causes/index.js';
import { ignoreComments } from '../judge/ignoring.js';
import type { Language, Localized } from '../types.js';
import { nearest } from './nearest.js';

export interface StrayComment {
  file: string;
  line: number;
  /** What is wrong, and what was probably meant. */
  sentence: string;
}

/** @param texts of the files, by name */
export function strayComments(texts: Readonly<Record<string, string>>, language: Language): StrayComment[] {
  const known: readonly string[] = CAUSES.map(({ id }) => id);
  return Object.entries(texts).flatMap(([file, text]) =>
    [...ignoreComments(text)].flatMap(([line, ids]) =>
      ids
        .filter((id) => !known.includes(id))
        .map((id) => ({ file, line, sentence: WORDS[language](id, nearest(id, known)) })),
    ),
  );
}

const WORDS: Localized<(id: string, near: string | null) => string> = {
  en: (id, near) =>
    `The comment ignores «${id}», which is no cause, so it silences nothing.${near ? ` Did you mean ${near}?` : ''}`,
  'zh-CN': (id, near) => `注释要忽略的“${id}”不是原因 ID，因此不起作用。${near ? `是否想写 ${near}？` : ''}`,
};
