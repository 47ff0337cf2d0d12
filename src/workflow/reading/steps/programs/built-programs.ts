/** Programs of the repository that are built and run in one go, found by their main files: those of go, cargo and dotnet. */
import { recordOf } from '../../../../evidence/json-text.js';
import { tomlFields } from '../../../knowledge/project-files/parsed.js';
import { type ForeignProgram, type ProgramFiles, programIn } from './imported-modules.js';

/** A program, and the words that it is given. */
export interface StartedProgram extends ForeignProgram {
  args: readonly string[];
}

/** The program that a command builds and runs; null: it is none of these. */
export function builtProgram(words: readonly string[], files: ProgramFiles): StartedProgram | null {
  const [tool = '', verb = '', ...args] = words;
  if (tool === 'go' && verb === 'run') return ofGo(args, files);
  if (tool === 'cargo') return ofCargo(verb, args, files);
  if (tool === 'mix') return ofMix(verb, args, files);
  if (tool === 'pulumi') return ofPulumi(words.slice(1), files);
  return tool === 'dotnet' && verb === 'run' ? ofDotnet(args, files) : null;
}

/** `mix run ci/push.exs`, and `mix docker.push`, a task of the project. Docs: hexdocs.pm/mix, Mix.Task. */
function ofMix(task: string, args: readonly string[], files: ProgramFiles): StartedProgram | null {
  if (task === 'run') {
    const path = args.find((each) => each.endsWith('.exs'));
    return path === undefined ? null : firstFile([path], files);
  }
  if (!/^[a-z][\w.]{0,60}$/.test(task)) return null;
  const named = [task, task.replaceAll('.', '/'), task.replaceAll('.', '_')];
  return firstFile(
    named.map((each) => `lib/mix/tasks/${each}.ex`),
    files,
    { args },
  );
}

/** The first file that is there. */
export function firstFile(
  paths: readonly string[],
  { file }: Pick<ProgramFiles, 'file'>,
  { args = [], root }: { args?: readonly string[]; root?: string } = {},
): StartedProgram | null {
  for (const path of paths) {
    const text = file(path);
    if (text !== null) return { ...programIn(path, text, root), args };
  }
  return null;
}

/** The files of a folder with an ending; without a list of them, the one that is most often its main one. */
function filesOf(folder: string, ending: RegExp, usual: string, { entries }: ProgramFiles): string[] {
  const named = (entries(folder === '' ? '.' : folder) ?? [usual]).filter((each) => ending.test(each));
  const first = [usual, ...named.filter((each) => each !== usual)];
  return first.map((each) => (folder === '' || folder === '.' ? each : `${folder}/${each}`));
}

/** What stands behind the options of the tool, which may be words too. */
function behindOptions(args: readonly string[], takes: RegExp): number {
  let at = 0;
  while (args[at]?.startsWith('-') && args[at] !== '--') at += takes.test(args[at] as string) ? 2 : 1;
  return at;
}

function optionValue(args: readonly string[], ...options: string[]): string {
  for (const [at, each] of args.entries()) {
    const [name = '', value] = each.split('=', 2);
    if (name === '--' || !options.includes(name)) continue;
    return value ?? args[at + 1] ?? '';
  }
  return '';
}

/** Words behind `--`. */
function given(args: readonly string[]): readonly string[] {
  return args.includes('--') ? args.slice(args.indexOf('--') + 1) : [];
}

// --------------------------------------------------------------------- go

const GO_TAKES = /^-(?:C|tags|ldflags|gcflags|mod|modfile|exec|p|overlay)$/;
const GO_FILE = /(?<!_test)\.go$/;

/** `go run ./ci`, whose files are one program, or `go run ci/a.go ci/b.go`. Docs: pkg.go.dev/cmd/go. */
function ofGo(args: readonly string[], files: ProgramFiles): StartedProgram | null {
  const at = behindOptions(args, GO_TAKES);
  const [path = ''] = args.slice(at);
  if (path === '' || path.includes('@')) return null;
  const rest = args.slice(at + 1);
  if (path.endsWith('.go')) {
    const more = rest.findIndex((each) => !each.endsWith('.go'));
    return firstFile([path], files, { args: more === -1 ? [] : rest.slice(more) });
  }
  const folder = path.replace(/^\.\/(?=.)/, '').replace(/\/+$/, '');
  const found = firstFile(filesOf(folder, GO_FILE, 'main.go', files), files, { args: rest });
  return found && { ...found, isFolder: true };
}

// ------------------------------------------------------------------ cargo

/** Where the packages of a workspace are kept. */
const CRATE_FOLDERS = ['', 'crates/', 'tools/', 'packages/', 'ci/'];

/** `cargo run -p release`, and an alias of it such as `cargo xtask`. Docs: doc.rust-lang.org/cargo, `run` and `[alias]`. */
function ofCargo(verb: string, args: readonly string[], files: ProgramFiles): StartedProgram | null {
  const [command = '', ...said] = aliasOf(verb, files) ?? [verb];
  const all = [...said, ...args];
  const isRun = command === 'run' || command === 'r';
  if (!isRun && !command.includes('xtask')) return null;
  const rest = isRun ? given(all) : args;
  const manifest = optionValue(all, '--manifest-path').replace(/(?:^|\/)Cargo\.toml$/, '');
  const name = isRun ? optionValue(all, '-p', '--package') : command;
  const binary = isRun ? optionValue(all, '--bin') : '';
  const folders = manifest === '' ? CRATE_FOLDERS.map((each) => `${each}${name || binary}`) : [manifest];
  const named = binary === '' ? [] : [`src/bin/${binary}.rs`, `src/bin/${binary}/main.rs`];
  const mains = folders
    .filter((each) => each !== '' && !each.endsWith('/'))
    .map((each) => `${each}/src/main.rs`);
  return firstFile([...named, ...mains], files, { args: rest.filter((each) => each !== '--') });
}

function aliasOf(verb: string, { file }: ProgramFiles): string[] | null {
  if (!/^[\w-]+$/.test(verb)) return null;
  const settings = tomlFields(file('.cargo/config.toml') ?? file('.cargo/config'));
  const said = recordOf(settings?.alias)?.[verb];
  const words =
    typeof said === 'string' ? said.trim().split(/\s+/) : Array.isArray(said) ? said.map(String) : [];
  return words[0] === 'run' || words[0] === 'r' ? words : null;
}

// ----------------------------------------------------------------- pulumi

/** `pulumi up --cwd infra`, which runs the program of its project. Docs: pulumi.com/docs/iac/concepts/projects. */
function ofPulumi(words: readonly string[], files: ProgramFiles): StartedProgram | null {
  if (!words.some((each) => each === 'up' || each === 'update')) return null;
  const folder = optionValue(words, '-C', '--cwd').replace(/\/+$/, '');
  const within = (path: string) => (folder === '' ? path : `${folder}/${path}`);
  const project = files.file(within('Pulumi.yaml'));
  if (project === null) return null;
  const main = /^main:[ \t]*([\w./-]+)/m.exec(project)?.[1];
  if (/^runtime:[ \t]*yaml\b/m.test(project)) return firstFile([within('Pulumi.yaml')], files);
  const usual = ['index.ts', 'index.js', '__main__.py', 'main.go', 'Program.cs'];
  const named =
    main === undefined ? [] : [main, ...usual.map((each) => `${main.replace(/\/+$/, '')}/${each}`)];
  return firstFile([...named, ...usual].map(within), files);
}

// ----------------------------------------------------------------- dotnet

/** `dotnet run --project build`, whose files are one program. Docs: learn.microsoft.com, dotnet run. */
function ofDotnet(args: readonly string[], files: ProgramFiles): StartedProgram | null {
  const [first = ''] = args;
  if (first.endsWith('.cs')) return firstFile([first], files, { args: args.slice(1) });
  const folder = optionValue(args, '--project', '-p')
    .replace(/(?:^|\/)[^/]*\.[cf]sproj$/, '')
    .replace(/\/+$/, '');
  const found = firstFile(filesOf(folder, /\.cs$/, 'Program.cs', files), files, { args: given(args) });
  return found && { ...found, isFolder: true };
}
