/** Runners of several scripts and commands of one package, one after another or side by side: npm-run-all, concurrently. */
import { inWorkspace } from '../../language/workspace.js';
import { isReadable } from '../../shell/starting/readable.js';
import type { StartedScript } from '../../shell/starting/started.js';
import { type Arguments, readArguments } from '../arguments.js';
import type { StartSurroundings } from '../clients.js';
import type { Program } from '../program.js';
import { matchesStars } from '../project-files/files.js';
import { packageScript, scriptNames } from '../project-files/packages/npm.js';
import { textStarted } from '../project-files/scripts.js';
import { spaced } from '../transfers/transfers.js';

/** `run-s clean image:*`: scripts of one package, by their names or by patterns. */
function severalStarted(
  { positional }: Arguments,
  around: StartSurroundings,
): readonly StartedScript[] | null {
  const all = scriptNames(around);
  const found = positional.flatMap((each) => {
    const [pattern = '', ...passed] = each.split(' ');
    // `*` stands for one part of a name.
    const depth = pattern.split(':').length;
    return all
      .filter((name) => name.split(':').length === depth && matchesStars(name, pattern))
      .flatMap((name) => packageScript(name, passed, around) ?? []);
  });
  return found.length === 0 ? null : found;
}

const CONCURRENTLY_TAKES = spaced(
  '-n --names -c --prefix-colors -p --prefix -l --prefix-length -m --max-processes -s --success -t --timestamp-format ' +
    '--kill-signal --restart-tries --restart-after --default-input-target --name-separator --hide --cwd --teardown',
);

/** `concurrently "npm:push:*" "make lint"`: each word is a command. */
function concurrentlyStarted({ words: said }: Arguments, around: StartSurroundings) {
  const { positional, values } = readArguments(said, CONCURRENTLY_TAKES);
  const folder = values('--cwd').reduce<string | null>(
    (from, each) => inWorkspace(from, each),
    around.folder,
  );
  const near = { ...around, folder };
  const found = [...positional, ...values('--teardown')].flatMap((each) => {
    const [, name, passed = ''] = /^(?:npm|pnpm|yarn|bun|node):(\S+)\s*(.*)$/s.exec(each) ?? [];
    if (name === undefined) return isReadable(each) ? [textStarted(each, near)] : [];
    const names = scriptNames(near).filter((one) => matchesStars(one, name));
    return names.flatMap((one) => packageScript(one, passed === '' ? [] : passed.split(' '), near) ?? []);
  });
  return found.length === 0 ? null : found;
}

export const SCRIPT_GROUPS: readonly Program[] = [
  {
    names: ['concurrently', 'conc'],
    commands: [
      {
        words: [],
        source: 'https://github.com/open-cli-tools/concurrently#readme',
        takes: [],
        starts: concurrentlyStarted,
      },
    ],
    followsProject: true,
    hidesLogins: () => true,
  },
  {
    names: ['run-s', 'run-p', 'npm-run-all'],
    commands: [
      {
        words: [],
        source: 'https://github.com/mysticatea/npm-run-all/blob/master/docs/npm-run-all.md',
        takes: [],
        starts: severalStarted,
      },
    ],
    followsProject: true,
    hidesLogins: () => true,
  },
];
