/** The `scripts` of a `package.json`. */
import { hasHole } from '../../language/values.js';
import type { StartedScript } from '../../shell/started.js';
import type { StartSurroundings } from '../clients.js';
import { inFolder } from './files.js';
import { textStarted } from './scripts.js';

/** Docs: docs.npmjs.com/cli/using-npm/scripts: `preNAME` runs before it and `postNAME` after it. */
export function packageScript(
  name: string,
  args: readonly string[],
  around: StartSurroundings,
): readonly StartedScript[] | null {
  const { folder } = around;
  if (folder === null || hasHole(name)) return null;
  const scripts = scriptsIn(around.file(inFolder(folder, 'package.json')));
  const own = scripts?.[name];
  if (!scripts || typeof own !== 'string') return null;
  const whole = [own, ...args.map(quoted)].join(' ');
  return [scripts[`pre${name}`], whole, scripts[`post${name}`]].flatMap((source) =>
    typeof source === 'string' ? [textStarted(source, around)] : [],
  );
}

function quoted(argument: string): string {
  return /^[\w./:=@%+,-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", "'\\''")}'`;
}

function scriptsIn(text: string | null): Record<string, unknown> | null {
  if (text === null) return null;
  try {
    const { scripts } = JSON.parse(text) as { scripts?: unknown };
    return scripts && typeof scripts === 'object' ? (scripts as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
