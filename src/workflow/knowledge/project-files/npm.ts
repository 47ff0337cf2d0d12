/** The `scripts` of a `package.json`. */
import { parsedJson, recordOf } from '../../../evidence/json-text.js';
import { hasHole } from '../../language/values.js';
import type { StartedScript } from '../../shell/starting/started.js';
import type { StartSurroundings } from '../clients.js';
import { inFolder, yaml } from './files.js';
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

/** `workspaces` of more entries than this are those of no repository. */
const MOST_WORKSPACES = 200;

/**
 * The folder of a package of the workspace; null where it is not found.
 *
 * @param wanted its name or its folder
 * @param root the folder of the workspace
 */
export function workspaceFolder(
  wanted: string,
  root: string | null,
  { file }: Pick<StartSurroundings, 'file'>,
): string | null {
  if (root === null || wanted === '' || hasHole(wanted) || /[*!{]|\.\.\./.test(wanted)) return null;
  const text = (folder: string) => file(inFolder(root, `${folder}/package.json`));
  const path = wanted.replace(/^\.\//, '').replace(/\/+$/, '');
  if (!wanted.startsWith('@') && text(path) !== null) return inFolder(root, path);
  const short = wanted.split('/').at(-1) as string;
  const found = patternsIn(file(inFolder(root, 'package.json')), file(inFolder(root, 'pnpm-workspace.yaml')))
    .map((pattern) => pattern.replace(/^\.\//, '').replace(/\/+$/, '').replace(/\*+$/, short))
    .find((folder) => !folder.includes('*') && dataIn(text(folder))?.name === wanted);
  return found === undefined ? null : inFolder(root, found);
}

/** Folders of packages as npm and yarn name them, and as pnpm does. */
function patternsIn(own: string | null, pnpm: string | null): string[] {
  const said = dataIn(own)?.workspaces;
  const listed = Array.isArray(said) ? said : (said as { packages?: unknown } | undefined)?.packages;
  const named = Array.isArray(listed) ? listed.filter((each) => typeof each === 'string') : [];
  const ofPnpm = (pnpm === null ? null : (yaml(pnpm) as { packages?: unknown } | null))?.packages;
  const more = Array.isArray(ofPnpm) ? ofPnpm.filter((each) => typeof each === 'string') : [];
  return [...named, ...more].slice(0, MOST_WORKSPACES);
}

function quoted(argument: string): string {
  return /^[\w./:=@%+,-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", "'\\''")}'`;
}

function scriptsIn(text: string | null): Record<string, unknown> | null {
  return recordOf(dataIn(text)?.scripts);
}

function dataIn(text: string | null): Record<string, unknown> | null {
  return text === null ? null : recordOf(parsedJson(text));
}
