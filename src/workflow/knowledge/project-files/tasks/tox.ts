/** The `commands` of tox's environments, which it runs without a shell. Docs: tox.wiki/en/latest/config.html. */

import { recordOf } from '../../../../evidence/json-text.js';
import { HOLE, hasHole } from '../../../language/values.js';
import { inWorkspace } from '../../../language/workspace.js';
import { isUnset } from '../../../shell/known/process.js';
import { asScript } from '../../../shell/starting/as-script.js';
import type { StartedScript } from '../../../shell/starting/started.js';
import { type Arguments, readArguments } from '../../arguments.js';
import type { StartSurroundings } from '../../clients.js';
import { inFolder } from '../files.js';
import { tomlFields } from '../parsed.js';
import { textStarted } from '../scripts.js';
import { type IniSections, iniSections } from './ini.js';

type Fields = Readonly<Record<string, unknown>>;
type Section = ReadonlyMap<string, readonly string[]>;

const TAKES = '-e -c --conf --workdir -x --override --result-json -m --root --discover -p --parallel'.split(
  ' ',
);
/** Commands, and options, that run no environment's commands. */
const IDLE = 'config c list l depends de devenv d exec e quickstart q schema man'.split(' ');
const IDLE_OPTIONS = ['-l', '--listenvs', '-a', '--listenvs-all', '--showconfig', '-n', '--notest'];

/** `tox -e push,lint`, `tox run -e push -- ARGUMENTS`. */
export function toxStarted({ words }: Arguments, around: StartSurroundings): readonly StartedScript[] | null {
  const end = words.includes('--') ? words.indexOf('--') : words.length;
  const passed = words.slice(end + 1);
  const given = readArguments(words.slice(0, end), TAKES);
  const folder = folderOf(given.last('-c', '--conf') ?? '', around.folder);
  if (folder === null || IDLE.includes(given.positional[0] ?? '') || given.has(...IDLE_OPTIONS)) return null;
  const { sections, data } = settingsIn((name) => around.file(inFolder(folder, name)));
  const named = given.values('-e').flatMap((each) => each.split(','));
  const variable = around.variable('TOXENV') || null;
  const labels = given.values('-m').flatMap((each) => each.split(','));
  // Of what a machine has set, nobody here knows.
  const isOpen = variable !== null && hasHole(variable) && !isUnset(variable);
  const otherwise = () => (variable && !hasHole(variable) ? namesIn(variable) : listed(sections, data));
  const chosen = [...named, ...labels.flatMap((each) => labelled(each, sections, data))];
  const wanted = chosen.length > 0 || labels.length > 0 ? chosen : isOpen ? [] : otherwise();
  const started = wanted.flatMap((each) => {
    const { lines, place, ignoresErrors } = sections
      ? ofIni(sections, each, passed)
      : ofToml(data, each, passed);
    const within = { ...around, folder: place === null ? folder : inWorkspace(folder, place) };
    return lines.map(({ text, isTolerated }) =>
      textStarted(text, within, atFailure(isTolerated, ignoresErrors)),
    );
  });
  return started.length === 0 ? null : started;
}

/** An environment ends with the first command that fails, but for one with a `-`, or where it says `ignore_errors` (docs: config, `commands`). */
function atFailure(isTolerated: boolean, ignoresErrors: boolean): Pick<StartedScript, 'atFailure'> {
  if (isTolerated) return { atFailure: 'goes on' };
  return ignoresErrors ? {} : { atFailure: 'ends' };
}

/** `-c` names the file, or the folder that it lies in. */
function folderOf(file: string, folder: string | null): string | null {
  return inWorkspace(folder, /\.(?:ini|cfg|toml)$/.test(file) ? file.replace(/[^/]*$/, '') : file);
}

interface Settings {
  sections: IniSections | null;
  data: Fields | null;
}

/** Docs: tox.wiki/en/latest/config.html, "Discovery and file types". */
function settingsIn(text: (name: string) => string | null): Settings {
  const project = recordOf(recordOf(tomlFields(text('pyproject.toml'))?.tool)?.tox);
  const setup = iniSections(text('setup.cfg'));
  const legacy = project?.legacy_tox_ini;
  const sections =
    iniSections(text('tox.ini')) ??
    (setup?.has('tox:tox') ? setup : null) ??
    iniSections(typeof legacy === 'string' ? legacy : null);
  return { sections, data: tomlFields(text('tox.toml')) ?? project };
}

/** Those that run where none is named. */
function listed(sections: IniSections | null, data: Fields | null): string[] {
  const own = sections?.get('tox') ?? sections?.get('tox:tox');
  const written = own?.get('env_list') ?? own?.get('envlist') ?? [];
  const said = sections ? namesIn(written.join(',')) : data?.env_list;
  return (Array.isArray(said) ? said : []).filter((each) => typeof each === 'string' && each !== '');
}

/** The environments of a label, which tox is told by `-m`: it names them, or they name it. Docs: config, `labels`. */
function labelled(label: string, sections: IniSections | null, data: Fields | null): string[] {
  if (!sections) {
    const listed = recordOf(data?.labels)?.[label];
    const own = Object.entries(recordOf(data?.env) ?? {}).filter(([, each]) =>
      [recordOf(each)?.labels].flat().includes(label),
    );
    return [...(Array.isArray(listed) ? listed.map(String) : []), ...own.map(([name]) => name)];
  }
  const said = (sections.get('tox') ?? sections.get('tox:tox'))?.get('labels') ?? [];
  const listed = said.flatMap((line) => {
    const [, name, environments = ''] = /^([^=]+?)\s*=\s*(.*)$/.exec(line) ?? [];
    return name === label ? namesIn(environments) : [];
  });
  const own = [...sections].filter(
    ([title, section]) =>
      title.startsWith('testenv:') && namesIn((section.get('labels') ?? []).join(',')).includes(label),
  );
  return [...listed, ...own.flatMap(([title]) => namesIn(title.slice('testenv:'.length)))];
}

/** One command; `isTolerated`: it may fail. */
interface Line {
  text: string;
  isTolerated: boolean;
}

/** What an environment runs, and where: null is the folder of the settings. */
interface Environment {
  lines: Line[];
  ignoresErrors: boolean;
  place: string | null;
}

const KEYS = ['commands_pre', 'commands', 'commands_post'];

// -------------------------------------------------------------------- INI

function ofIni(sections: IniSections, name: string, passed: readonly string[]): Environment {
  const own = [...sections].find(
    ([title]) => title.startsWith('testenv:') && namesIn(title.slice('testenv:'.length)).includes(name),
  )?.[1];
  const inherited = withBases(own, sections);
  const factors = new Set(name.split('-'));
  const seen = new Set<readonly string[]>();
  /** With what is put in the place of a line that names another section's. */
  const whole = (lines: readonly string[]): string[] => {
    if (seen.has(lines)) return [];
    seen.add(lines);
    return lines.flatMap((line) => {
      const said = withFactors(line, factors);
      const [, section = '', key = ''] = /^\{\[([^\]{}]+)\]([^{}]+)\}$/.exec(said ?? '') ?? [];
      if (said === null) return [];
      return key === '' ? [said] : whole(sections.get(section)?.get(key) ?? []);
    });
  };
  const ofKey = (key: string) => whole(inherited.find((each) => each.has(key))?.get(key) ?? []);
  const fill = (line: string) => filled(line.replace(/^-\s*/, ''), sections, passed);
  const [place = null] = ['change_dir', 'changedir'].flatMap(ofKey).map(fill);
  const lines = KEYS.flatMap(ofKey).map((line) => ({ text: fill(line), isTolerated: line.startsWith('-') }));
  return { lines, place, ignoresErrors: /^true$/i.test(ofKey('ignore_errors')[0] ?? '') };
}

/** What an environment says, then what those say that it is based on: `testenv`, where it names none. */
function withBases(own: Section | undefined, sections: IniSections): Section[] {
  const found = new Set<Section>();
  const add = (section: Section | undefined) => {
    if (!section || found.has(section)) return;
    found.add(section);
    for (const each of namesIn((section.get('base') ?? []).join(','))) add(sections.get(each));
  };
  add(own);
  if (!own?.has('base')) add(sections.get('testenv'));
  return [...found];
}

/** `push: docker push …` is a line of the environments with that factor; null: of others. */
function withFactors(line: string, factors: ReadonlySet<string>): string | null {
  const [, condition, said = ''] = /^([\w.!,{}-]+):\s+(\S.*)$/.exec(line) ?? [];
  if (condition === undefined) return line;
  const holds = (factor: string) =>
    factor.startsWith('!') ? !factors.has(factor.slice(1)) : factors.has(factor);
  return namesIn(condition).some((each) => each.split('-').every(holds)) ? said : null;
}

const MOST_NAMES = 200;

/** `py{38,39}-push,lint`: each name that it stands for. */
function namesIn(written: string): string[] {
  let names = [''];
  const done: string[] = [];
  for (const part of written.match(/\{[^{}]*\}|,|[^{},]+/g) ?? []) {
    if (part === ',') {
      done.push(...names);
      names = [''];
    } else {
      const all = part.startsWith('{') ? part.slice(1, -1).split(',') : [part];
      if (names.length * all.length > MOST_NAMES) return done;
      names = names.flatMap((name) => all.map((each) => name + each.trim()));
    }
  }
  return [...done, ...names].map((each) => each.trim());
}

/** What is put in the place of `{…}`; what is not known is anything. */
function filled(line: string, sections: IniSections, passed: readonly string[]): string {
  return line.replace(/\{([^{}]*)\}/g, (_, name: string) => {
    const [, section = '', key = ''] = /^\[([^\]]+)\](.+)$/.exec(name) ?? [];
    const named = sections.get(section)?.get(key) ?? [];
    if (named.length === 1 && !named[0]?.includes('{')) return named[0] as string;
    const [, kind, rest] = /^(posargs|env|toxinidir|tox_root)(?::(.*))?$/.exec(name) ?? [];
    if (kind === 'posargs') return passed.length > 0 ? asScript(passed) : (rest ?? '');
    if (kind === 'env' && rest !== undefined) return variableIn(rest);
    return kind === undefined ? HOLE : '.';
  });
}

/** `{env:NAME:DEFAULT}`, in the words of a shell. */
function variableIn(said: string): string {
  const [, name, otherwise = ''] = /^(\w+)(?::([\w./:@-]*))?$/.exec(said) ?? [];
  return name === undefined ? HOLE : `\${${name}:-${otherwise}}`;
}

// ------------------------------------------------------------------- TOML

/** `[env.push]`, else what all environments have in common: lists of words. */
function ofToml(data: Fields | null, name: string, passed: readonly string[]): Environment {
  const own = recordOf(recordOf(data?.env)?.[name]);
  const base = recordOf(data?.env_run_base);
  const said = own?.change_dir ?? base?.change_dir;
  const lines = KEYS.flatMap((key) => own?.[key] ?? base?.[key] ?? [])
    .filter((each): each is unknown[] => Array.isArray(each))
    .map((each) => {
      const words = each.flatMap((word) => wordsOf(word, passed));
      const isTolerated = words[0] === '-';
      return { text: asScript(isTolerated ? words.slice(1) : words), isTolerated };
    });
  return {
    lines,
    place: typeof said === 'string' ? filled(said, new Map(), passed) : null,
    ignoresErrors: (own?.ignore_errors ?? base?.ignore_errors) === true,
  };
}

/** A word of a command, or those that are put in its place. */
function wordsOf(word: unknown, passed: readonly string[]): readonly string[] {
  if (typeof word === 'string') return [filled(word, new Map(), passed)];
  const { replace, default: otherwise } = recordOf(word) ?? {};
  if (replace !== 'posargs') return [HOLE];
  if (passed.length > 0) return passed;
  return Array.isArray(otherwise) && otherwise.every((each) => typeof each === 'string') ? otherwise : [HOLE];
}
