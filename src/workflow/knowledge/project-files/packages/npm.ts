/** The `scripts` of a `package.json`. */
import { recordOf } from '../../../../evidence/json-text.js';
import { hasHole } from '../../../language/values.js';
import { inWorkspace } from '../../../language/workspace.js';
import { isUnset } from '../../../shell/known/process.js';
import { asScript } from '../../../shell/starting/as-script.js';
import type { StartedScript } from '../../../shell/starting/started.js';
import type { StartSurroundings } from '../../clients.js';
import { inFolder } from '../files.js';
import { jsonFields } from '../parsed.js';
import { textStarted } from '../scripts.js';

/** Docs: docs.npmjs.com/cli/using-npm/scripts: `preNAME` runs before it and `postNAME` after it. */
export function packageScript(
  name: string,
  args: readonly string[],
  around: StartSurroundings,
): readonly StartedScript[] | null {
  const scripts = scriptsOf(around);
  const own = scripts?.[name];
  if (hasHole(name) || typeof own !== 'string') return null;
  // A plain command is the same to each of them.
  if (/[$`%{}()]/.test(own) && isInOtherShell(around)) return null;
  const passed = args.length === 0 ? '' : ` ${asScript(args)}`;
  return [
    ...sourcesOf(`pre${name}`, '', around),
    ...sourcesOf(name, passed, around),
    ...sourcesOf(`post${name}`, '', around),
  ];
}

/** `script-shell` of `.npmrc`: what such a script does, only that shell knows. Docs: docs.npmjs.com/cli/using-npm/config, script-shell. */
function isInOtherShell({ folder, file }: StartSurroundings): boolean {
  const settings = folder === null ? null : file(inFolder(folder, '.npmrc'));
  const [, shell = ''] = /^[ \t]*script-shell[ \t]*=[ \t]*(.*?)[ \t]*$/m.exec(settings ?? '') ?? [];
  return shell !== '' && !/(?:^|[\\/])(?:ba|da|z|k)?sh(?:\.exe)?["']?$/.test(shell);
}

/** Those of these scripts that there are, in this order. */
export function packageScripts(
  names: readonly string[],
  around: StartSurroundings,
): readonly StartedScript[] | null {
  const scripts = scriptsOf(around);
  const found = names.filter((name) => typeof scripts?.[name] === 'string');
  return found.length === 0 ? null : found.flatMap((name) => sourcesOf(name, '', around));
}

/**
 * A script as it stands, or what wireit runs in its place: what it depends on, and its command.
 * Docs: github.com/google/wireit, README.md.
 *
 * @param passed words behind it, with a blank in front
 */
function sourcesOf(
  name: string,
  passed: string,
  around: StartSurroundings,
  seen = new Set<string>(),
): StartedScript[] {
  const { folder } = around;
  const own = scriptsOf(around)?.[name];
  const isNew = !seen.has(`${folder}:${name}`) && seen.size < MOST_DEPENDENCIES;
  if (typeof own !== 'string' || !isNew) return [];
  seen.add(`${folder}:${name}`);
  if (own !== 'wireit') return [textStarted(own + passed, around)];
  const { command, dependencies, env } = recordOf(recordOf(manifestOf(around)?.wireit)?.[name]) ?? {};
  const given = { ...around, variable: withWireitEnv(env, around.variable) };
  const needed = (Array.isArray(dependencies) ? dependencies : []).flatMap((each) => {
    const said = recordOf(each)?.script ?? each;
    // `./packages/app:build`: of another package.
    const [, path, task = ''] =
      /^(?:(\.{1,2}\/[^:]*):)?(.*)$/s.exec(typeof said === 'string' ? said : '') ?? [];
    const place = path === undefined ? folder : inWorkspace(folder, path);
    return sourcesOf(task, '', { ...around, folder: place }, seen);
  });
  return [...needed, ...(typeof command === 'string' ? [textStarted(command + passed, given)] : [])];
}

const MOST_DEPENDENCIES = 100;

/** `"env": {"TAG": "1", "REGISTRY": {"external": true, "default": "ghcr.io"}}`: what is external is what it was, else its default. */
function withWireitEnv(env: unknown, outer: StartSurroundings['variable']): StartSurroundings['variable'] {
  const set = recordOf(env) ?? {};
  return (name) => {
    const own = Object.hasOwn(set, name) ? set[name] : undefined;
    if (typeof own === 'string') return own;
    const value = outer(name);
    const fallback = recordOf(own)?.default;
    return typeof fallback === 'string' && isUnset(value) ? fallback : value;
  };
}

/** The names of the scripts in the folder of a command. */
export function scriptNames(around: StartSurroundings): string[] {
  return Object.keys(scriptsOf(around) ?? {});
}

function scriptsOf(around: StartSurroundings): Record<string, unknown> | null {
  return recordOf(manifestOf(around)?.scripts);
}

function manifestOf({ folder, file }: StartSurroundings): Record<string, unknown> | null {
  return folder === null ? null : jsonFields(file(inFolder(folder, 'package.json')));
}
