/** The `scripts` of a `package.json`. */
import { parsedJson, recordOf } from '../../../evidence/json-text.js';
import { hasHole } from '../../language/values.js';
import type { StartedScript } from '../../shell/starting/started.js';
import { asScript } from '../../shell/starting/xargs.js';
import type { StartSurroundings } from '../clients.js';
import { inFolder } from './files.js';
import { textStarted } from './scripts.js';

/** Docs: docs.npmjs.com/cli/using-npm/scripts: `preNAME` runs before it and `postNAME` after it. */
export function packageScript(
  name: string,
  args: readonly string[],
  around: StartSurroundings,
): readonly StartedScript[] | null {
  const scripts = scriptsOf(around);
  const own = scripts?.[name];
  if (!scripts || hasHole(name) || typeof own !== 'string') return null;
  const whole = args.length === 0 ? own : `${own} ${asScript(args)}`;
  return [scripts[`pre${name}`], whole, scripts[`post${name}`]].flatMap((source) =>
    typeof source === 'string' ? [textStarted(source, around)] : [],
  );
}

/** The names of the scripts in the folder of a command. */
export function scriptNames(around: StartSurroundings): string[] {
  return Object.keys(scriptsOf(around) ?? {});
}

function scriptsOf({ folder, file }: StartSurroundings): Record<string, unknown> | null {
  const text = folder === null ? null : file(inFolder(folder, 'package.json'));
  return text === null ? null : recordOf(recordOf(parsedJson(text))?.scripts);
}
