/** GNU parallel: a line of shell for each argument behind `:::`, or for each line that is piped in. */
import { FOUND } from '../../language/origins.js';
import { hasHole } from '../../language/values.js';
import type { StartedScript } from '../../shell/starting/started.js';
import type { Arguments } from '../arguments.js';
import type { StartSurroundings } from '../clients.js';
import type { Program } from '../program.js';
import { textStarted } from '../project-files/scripts.js';

/** Options with a value in a word of its own. Others with one are not known, and then nothing is. */
const TAKES = new Set(
  '-j --jobs -P --max-procs --delay --retries --timeout --halt --joblog --tagstring'.split(' '),
);
const FLAGS =
  /^(?:-[ktuv]|-[jP]\d+%?|--(?:bar|eta|keep-order|group|ungroup|line-buffer|lb|tag|verbose|progress|will-cite|no-notice|halt-on-error|(?:jobs|max-procs|delay|retries|timeout|halt|joblog)=.*))$/;

/** Commands that are walked; what comes after them is like what was before. */
const MOST = 20;

function started({ words }: Arguments, around: StartSurroundings): readonly StartedScript[] | null {
  let at = 0;
  while (words[at]?.startsWith('-')) {
    const option = words[at] as string;
    if (option === '--dry-run') return [];
    if (!TAKES.has(option) && !FLAGS.test(option)) return null;
    at += TAKES.has(option) ? 2 : 1;
  }
  const rest = words.slice(at);
  const end = rest.indexOf(':::');
  const command = (end === -1 ? rest : rest.slice(0, end)).join(' ');
  const given = end === -1 ? linesOf(around.stdin) : rest.slice(end + 1);
  // Several lists are combined, files are read, and `{.}` and its kind change what stands there.
  if (
    command === '' ||
    hasHole(rest[0] ?? '') ||
    /\{[^}\s]+\}/.test(command) ||
    given.some((each) => /^:::/.test(each))
  )
    return null;
  if (rest.includes('::::')) return null;
  return given.slice(0, MOST).map((each) => {
    const word = `'${each.replaceAll("'", `'\\''`)}'`;
    const source = command.includes('{}') ? command.replaceAll('{}', () => word) : `${command} ${word}`;
    // Of what nobody knows, there may be any number.
    return textStarted(source, around, { runs: hasHole(each) ? 'sometimes' : 'yes' });
  });
}

function linesOf(fed: string | null): string[] {
  return fed === null ? [FOUND] : fed.split('\n').filter((line) => line !== '');
}

export const PARALLEL: readonly Program[] = [
  {
    names: ['parallel'],
    commands: [
      {
        words: [],
        source: 'https://www.gnu.org/software/parallel/man.html',
        takes: [],
        starts: started,
      },
    ],
    hidesLogins: () => true,
  },
];
