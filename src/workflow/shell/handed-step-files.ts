/** A file of the step that a command is handed by its name and writes to by itself: `cp vars.env "$GITHUB_ENV"`, `curl -o "$GITHUB_ENV" …`. */
import type { Command, Word } from 'unbash';
import type { StepFile } from './known/step-files.js';
import { stepFilesIn } from './redirections.js';
import { writtenWords } from './words/command-words.js';
import { type WordScope, wordText } from './words/words.js';

/** These write to the last file that they are given (coreutils manual, cp, mv, install). */
const COPIES = new Set(['cp', 'mv', 'install', 'rsync']);

/** These leave the files that they are given as they are, or write to them what is read elsewhere (`tee`). */
const LEAVES = new Set(
  (
    'echo printf cat tac head tail grep egrep fgrep wc test [ ls stat source . uniq cut tr chmod chown touch ' +
    'true false : diff cmp less more file tee export set bash sh env xargs basename dirname readlink realpath rm truncate'
  ).split(' '),
);

/** They may write to one that their script names: `sed "/TAG/w $GITHUB_ENV"`, `awk '{ print > ENVIRON["GITHUB_ENV"] }'`. */
const SCRIPTED = /^(?:sed|awk)$/;

/** The file alone, or behind the option that names it: `-o"$GITHUB_ENV"`, `--output=$GITHUB_ENV`, `of=$GITHUB_ENV`. */
const ALONE = /^(?:--?[\w-]*=?|of=)?["']?\$\{?GITHUB_(?:ENV|OUTPUT)\}?["']?$/;

/** The same, or another file where it has none: `${GITHUB_OUTPUT:-/dev/stdout}`. */
const KEPT = /^["']?\$\{?GITHUB_(?:ENV|OUTPUT)(?::?-[\w./$-]*)?\}?["']?$/;

/** A part of a word that no command in it reads: `-v "$GITHUB_ENV:/env"`. */
const WITHIN = /^(?![\s\S]*(?:\$\(|`))[\s\S]*\$\{?GITHUB_(?:ENV|OUTPUT)\b/;

/** The files of the step that words are, which have other names from here on: `FILE=$GITHUB_ENV`, `add "$GITHUB_OUTPUT" TAG 1`. */
export function keptStepFiles(words: readonly Word[]): StepFile[] {
  return stepFilesIn(words.filter(({ text }) => KEPT.test(text)));
}

/** null: it is handed none, or leaves it as it is. `text`: what is written; null where nobody knows. */
export function handedStepFile(
  command: Command,
  [name = '']: readonly string[],
  scope: WordScope,
): { file: StepFile; text: string | null } | null {
  const all = writtenWords(command);
  if (SCRIPTED.test(name)) {
    const [named] = stepFilesIn(all.filter(({ text }) => !ALONE.test(text)));
    return named ? { file: named, text: null } : null;
  }
  if (name === '' || LEAVES.has(name)) return null;
  const handed = all.findLast(({ text }) => ALONE.test(text));
  const [file] = stepFilesIn(handed ? [handed] : all.filter(({ text }) => WITHIN.test(text)));
  if (!file) return null;
  if (!handed) return { file, text: null };
  if (!COPIES.has(name)) return { file, text: null };
  // It may be what is copied.
  if (handed !== all.at(-1)) return null;
  const [source, ...more] = all.slice(all.findIndex(({ text }) => text === name) + 1, -1).filter(isNoOption);
  return { file, text: source && more.length === 0 ? textOf(source, scope) : null };
}

/** `-m 644` is the mode. */
const isNoOption = ({ text }: Word) => !/^-|^[0-7]{3,4}$/.test(text);

/** As lines of their own. */
function textOf(source: Word, scope: WordScope): string | null {
  const text = scope.read(wordText(source, scope));
  return text === null || text.endsWith('\n') ? text : `${text}\n`;
}
