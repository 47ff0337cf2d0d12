/** The `commands` of tox's environments, which it runs without a shell. Docs: tox.wiki/en/latest/config.html. */

import { recordOf } from '../../../../evidence/json-text.js';
import { HOLE } from '../../../language/values.js';
import { asScript } from '../../../shell/starting/as-script.js';
import type { StartedScript } from '../../../shell/starting/started.js';
import { type Arguments, readArguments } from '../../arguments.js';
import type { StartSurroundings } from '../../clients.js';
import { inFolder } from '../files.js';
import { tomlFields } from '../parsed.js';
import { textStarted } from '../scripts.js';
import { type IniSections, iniSections } from './ini.js';

const TAKES = '-e -c --conf --workdir -x --override --result-json'.split(' ');

/** `tox -e push,lint`, `tox run -e push -- ARGUMENTS`. */
export function toxStarted({ words }: Arguments, around: StartSurroundings): readonly StartedScript[] | null {
  const { folder } = around;
  if (folder === null) return null;
  const end = words.includes('--') ? words.indexOf('--') : words.length;
  const passed = words.slice(end + 1);
  const wanted = readArguments(words.slice(0, end), TAKES)
    .values('-e')
    .flatMap((each) => each.split(','));
  const text = (name: string) => around.file(inFolder(folder, name));
  const project = recordOf(recordOf(tomlFields(text('pyproject.toml'))?.tool)?.tox);
  const legacy = project?.legacy_tox_ini;
  const ini = text('tox.ini') ?? text('setup.cfg') ?? (typeof legacy === 'string' ? legacy : null);
  const sections = iniSections(ini);
  const data = tomlFields(text('tox.toml')) ?? project;
  const lines = wanted.flatMap((each) =>
    sections ? ofIni(sections, each, passed) : ofToml(data, each, passed),
  );
  return lines.length === 0 ? null : [textStarted(lines.join('\n'), around)];
}

const KEYS = ['commands_pre', 'commands', 'commands_post'];

// -------------------------------------------------------------------- INI

function ofIni(sections: IniSections, name: string, passed: readonly string[]): string[] {
  const own = [...sections].find(
    ([title]) => title.startsWith('testenv:') && namesIn(title.slice('testenv:'.length)).includes(name),
  )?.[1];
  const base = sections.get('testenv');
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
  const ofKey = (key: string) => whole(own?.get(key) ?? base?.get(key) ?? []);
  return KEYS.flatMap(ofKey).map((line) => filled(line.replace(/^-\s*/, ''), sections, passed));
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
function ofToml(
  data: Readonly<Record<string, unknown>> | null,
  name: string,
  passed: readonly string[],
): string[] {
  const own = recordOf(recordOf(data?.env)?.[name]);
  const base = recordOf(data?.env_run_base);
  return KEYS.flatMap((key) => own?.[key] ?? base?.[key] ?? [])
    .filter((each): each is unknown[] => Array.isArray(each))
    .map((words) => {
      const said = words.flatMap((each) => {
        if (typeof each === 'string') return [filled(each, new Map(), passed)];
        return recordOf(each)?.replace === 'posargs' && passed.length > 0 ? passed : [HOLE];
      });
      return asScript(said[0] === '-' ? said.slice(1) : said);
    });
}
