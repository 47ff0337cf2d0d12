/** The runners of npm's scripts: npm, pnpm, yarn, bun. */
import { inWorkspace } from '../../language/workspace.js';
import { asScript } from '../../shell/starting/as-script.js';
import { isReadable } from '../../shell/starting/readable.js';
import type { StartedScript } from '../../shell/starting/started.js';
import type { Arguments } from '../arguments.js';
import type { StartSurroundings } from '../clients.js';
import type { KnownCommand } from '../program.js';
import { packageScript } from '../project-files/packages/npm.js';
import { CYCLE_COMMANDS, lifeCycleIn } from '../project-files/packages/npm-life-cycles.js';
import { inPackages } from '../project-files/packages/tasks-in-packages.js';
import { isChosen, workspaceFolder, workspacePackages } from '../project-files/packages/workspaces.js';
import { textStarted } from '../project-files/scripts.js';

/** A script of `package.json`, by its name, with what stands after it. */
function npmScript(runner: string, isShort = false) {
  return ({ words: said }: Arguments, around: StartSurroundings): readonly StartedScript[] | null => {
    const isValue = (index: number) => OPTIONS.includes(said[index - 1] ?? '');
    // `pnpm --filter web run image`: `run` behind the options.
    const at = said.findIndex(
      (each, index) =>
        !each.startsWith('-') && !isValue(index) && !(isShort && /^run(?:-script)?$/.test(each)),
    );
    const [name = '', ...rest] = said.slice(at);
    const options = said.slice(0, Math.max(at, 0));
    // npm takes its options up to `--`, also behind the name.
    const own =
      runner === 'npm' ? said.slice(0, said.includes('--') ? said.indexOf('--') : said.length) : options;
    const root = folderGiven([...options, ...rest], around.folder);
    if (at === -1 || root === null) return null;
    const wanted = workspacesIn(own);
    const passed =
      runner === 'npm' ? rest.slice(rest.includes('--') ? rest.indexOf('--') + 1 : rest.length) : rest;
    const isOne = wanted.length === 1 && !OF_SEVERAL.test(wanted[0] as string);
    if (name === 'exec') {
      const isAll = own.some((each) => ALL_PACKAGES.test(each));
      return executed(
        rest,
        isAll || wanted.length > 0 ? packagesChosen(wanted, root, around) : [root],
        around,
      );
    }
    // `pnpm -r publish`: a command of its own behind the options, where no script is asked for.
    const isCommand = isShort && runner === 'pnpm' && !said.slice(0, at).some((each) => /^run/.test(each));
    if (isCommand && CYCLE_COMMANDS.includes(name)) return lifeCycle(name, said, around);
    if (own.some((each) => ALL_PACKAGES.test(each)) || (wanted.length > 0 && !isOne)) {
      const asked = { tasks: [name], chosen: wanted, passed, byChange: false };
      return inPackages(asked, workspacePackages(root, around), around);
    }
    const folder = isOne ? workspaceFolder(wanted[0] as string, root, around) : root;
    const found = packageScript(name, passed, { ...around, folder });
    // `pnpm nx run web:push`: a program of a package, where no script has its name.
    if (found === null && isShort && OF_PACKAGES.test(name))
      return [textStarted(`npx ${asScript([name, ...rest])}`, { ...around, folder })];
    // A script ends as its last command does, and what runs it as the script (docs.npmjs.com/cli/using-npm/scripts, Exiting).
    return found?.map((each) => ({ ...each, atFailure: 'ends' as const })) ?? null;
  };
}

/** A command in folders of packages: `pnpm -r exec docker push`, `npm exec -ws -c 'make push'`. Words of a program come as they are. */
function executed(
  said: readonly string[],
  folders: readonly string[],
  around: StartSurroundings,
): readonly StartedScript[] | null {
  const call = said.findIndex((each) => /^(?:-c|--call|--shell-mode)$/.test(each));
  const from = said.findIndex((each) => !each.startsWith('-'));
  const source = call !== -1 ? (said[call + 1] ?? '') : from === -1 ? '' : asScript(said.slice(from));
  if (source === '' || !isReadable(source) || folders.length === 0) return null;
  return folders.map((folder) => textStarted(source, { ...around, folder }));
}

function packagesChosen(chosen: readonly string[], root: string, around: StartSurroundings): string[] {
  return workspacePackages(root, around)
    .filter((each) => isChosen(each, chosen) !== false)
    .map(({ folder }) => folder);
}

/** `npm exec -w web -- CMD`. */
function npmExec({ words: said }: Arguments, around: StartSurroundings) {
  if (around.folder === null) return null;
  const end = said.includes('--') ? said.indexOf('--') : said.length;
  const [own, behind] = [said.slice(0, end), said.slice(end + 1)];
  const wanted = workspacesIn(own);
  const isAll = own.some((each) => ALL_PACKAGES.test(each)) || wanted.length > 0;
  const rest = own.filter(
    (each, index) => !WORKSPACE_OPTIONS.includes(each) && !WORKSPACE_OPTIONS.includes(own[index - 1] ?? ''),
  );
  const folders = isAll ? packagesChosen(wanted, around.folder, around) : [around.folder];
  return executed([...rest, ...behind], folders, around);
}

/** `npm publish`, `pnpm publish -r`: what they run by themselves. */
const lifeCycles = (source: string): readonly KnownCommand[] =>
  CYCLE_COMMANDS.map((command) => ({
    words: [command],
    source,
    takes: [],
    starts: ({ words: said }, around) => lifeCycle(command, said, around),
  }));

/** In the package of the folder, or in those of the workspace that options choose. */
function lifeCycle(
  command: string,
  options: readonly string[],
  around: StartSurroundings,
): readonly StartedScript[] | null {
  const root = folderGiven(options, around.folder);
  if (root === null) return null;
  const wanted = workspacesIn(options);
  const isOne = wanted.length === 0 && !options.some((each) => ALL_PACKAGES.test(each));
  return lifeCycleIn(command, options, isOne ? [root] : packagesChosen(wanted, root, around), around);
}

/** The packages that options name. */
function workspacesIn(said: readonly string[]): string[] {
  return said.flatMap((each, index) => {
    const [option = '', value] = each.split('=', 2);
    return WORKSPACE_OPTIONS.includes(option) ? [value ?? said[index + 1] ?? ''] : [];
  });
}

/** `npm start`, which is `npm run start`. */
function startNamed(name: string, args: Arguments, around: StartSurroundings) {
  return npmScript('npm')({ ...args, words: [name, ...args.words] }, around);
}

const named = (source: string): readonly KnownCommand[] =>
  ['start', 'stop', 'restart'].map((name) => ({
    words: [name],
    source,
    takes: [],
    starts: (args, around) => startNamed(name, args, around),
  }));

/** Of tests nobody expects a push, but they may log in. */
function startTest(args: Arguments, around: StartSurroundings) {
  const found = startNamed('test', args, around);
  return found?.some((each) => MAY_LOG_IN.test(each.source)) ? found : null;
}

const npmTest: KnownCommand = {
  words: ['test|tst|t'],
  source: 'https://docs.npmjs.com/cli/commands/npm-test',
  takes: [],
  isInMostJobs: true,
  starts: startTest,
};

/** It says so, or leads into a file. */
const MAY_LOG_IN = /\blogin\b|\.sh\b|\bmake\b/;

const FOLDER_OPTIONS = ['--prefix', '--dir', '-C', '--cwd'];

/** Docs: docs.npmjs.com/cli/using-npm/workspaces; pnpm.io/filtering. */
const WORKSPACE_OPTIONS = ['-w', '--workspace', '--filter', '-F'];

const OPTIONS = [...FOLDER_OPTIONS, ...WORKSPACE_OPTIONS];

/** All packages of the workspace, and those that a pattern chooses. */
const ALL_PACKAGES = /^(?:-ws$|--workspaces|-r$|--recursive)/;
const OF_SEVERAL = /[*!{[]|\.\.\./;

/** Runners in packages, which are packages themselves. */
const OF_PACKAGES = /^(?:nx|turbo|lerna)$/;

/** `yarn workspace web run push`, and `yarn workspaces foreach -A run push` of all. */
function yarnWorkspace({ words: [wanted = '', ...said] }: Arguments, around: StartSurroundings) {
  const [name = '', ...passed] = said[0] === 'run' ? said.slice(1) : said;
  const folder = workspaceFolder(wanted, around.folder, around);
  if (name === 'exec' && folder !== null) return executed(passed, [folder], around);
  return folder === null ? null : packageScript(name, passed, { ...around, folder });
}

function yarnWorkspaces({ words: said }: Arguments, around: StartSurroundings) {
  const at = said.findIndex((each) => each === 'run' || each === 'exec');
  const [name = '', ...passed] = said.slice(at + 1);
  if (at === -1 || around.folder === null) return null;
  const chosen = said.flatMap((each, index) => (said[index - 1] === '--include' ? [each] : []));
  if (said[at] === 'exec')
    return executed(said.slice(at + 1), packagesChosen(chosen, around.folder, around), around);
  const byChange = said.some((each) => each.startsWith('--since'));
  const asked = { tasks: [name], chosen, passed, byChange };
  return inPackages(asked, workspacePackages(around.folder, around), around);
}

/** A folder that an option names, relative to another. */
function folderGiven(said: readonly string[], from: string | null): string | null {
  return said.reduce<string | null>((folder, each, index) => {
    const [name = '', value] = each.split('=', 2);
    if (!FOLDER_OPTIONS.includes(name)) return folder;
    return inWorkspace(folder, value ?? said[index + 1] ?? '');
  }, from);
}

const LIFE_CYCLE = 'https://docs.npmjs.com/cli/using-npm/scripts';
const NPM = 'https://docs.npmjs.com/cli/commands/npm-run';

const runs = (runner: string, source: string): readonly KnownCommand[] => [
  { words: ['run|run-script'], source, takes: [], starts: npmScript(runner) },
  // `npm --prefix apps/web run push`: a folder, or a package, before its command.
  {
    words: [[...FOLDER_OPTIONS, ...WORKSPACE_OPTIONS].join('|')],
    source,
    takes: [],
    starts({ words: [place = '', verb = '', ...said], ...args }, around) {
      const there = { ...args, words: ['--workspace', place, ...said] };
      if (/^run(?:-script)?$/.test(verb)) return npmScript(runner)(there, around);
      if (/^(?:start|stop|restart)$/.test(verb)) return startNamed(verb, there, around);
      return /^(?:test|tst|t)$/.test(verb) ? startTest(there, around) : null;
    },
  },
];

/** They run a script of that name where they know no command of it. */
const short = (runner: string, source: string): readonly KnownCommand[] => [
  ...runs(runner, source).slice(0, 1),
  { words: [], source, takes: [], starts: npmScript(runner, true) },
];

/** What each of the runners of npm's scripts is called. */
export const SCRIPT_RUNNERS: Readonly<Record<string, readonly KnownCommand[]>> = {
  npm: [
    ...runs('npm', NPM),
    ...named(NPM),
    npmTest,
    ...lifeCycles(LIFE_CYCLE),
    { words: ['exec|x'], source: 'https://docs.npmjs.com/cli/commands/npm-exec', takes: [], starts: npmExec },
  ],
  pnpm: [...lifeCycles('https://pnpm.io/cli/publish'), ...short('pnpm', 'https://pnpm.io/cli/run')],
  yarn: [
    { words: ['workspace'], source: 'https://yarnpkg.com/cli/workspace', takes: [], starts: yarnWorkspace },
    {
      words: ['workspaces'],
      source: 'https://yarnpkg.com/cli/workspaces/foreach',
      takes: [],
      starts: yarnWorkspaces,
    },
    ...lifeCycles('https://yarnpkg.com/advanced/lifecycle-scripts'),
    ...short('yarn', 'https://yarnpkg.com/cli/run'),
  ],
  bun: [
    ...lifeCycles('https://bun.sh/docs/install/lifecycle'),
    ...runs('bun', 'https://bun.sh/docs/cli/run'),
  ],
};
