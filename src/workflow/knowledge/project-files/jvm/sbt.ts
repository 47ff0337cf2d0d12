/**
 * What sbt pushes: `Docker/publish` of sbt-native-packager, which calls `docker push`
 * (sbt-native-packager.readthedocs.io, Docker Plugin: Tasks, Environment Settings).
 */
import { HOLE } from '../../../language/values.js';
import { inWorkspace } from '../../../language/workspace.js';
import { asScript } from '../../../shell/starting/as-script.js';
import type { StartedScript } from '../../../shell/starting/started.js';
import type { Arguments } from '../../arguments.js';
import type { StartSurroundings } from '../../clients.js';
import { textStarted } from '../scripts.js';

/** `Docker/publish`, `docker:publish`, `app / Docker / publish`, in a word with others, too; not `publishLocal`. */
const PUBLISHES = /(?:^|[\s;/])(?:Docker\s{0,3}\/\s{0,3}publish|docker:publish)(?![\w-])/i;

/** null: it publishes nothing. */
export function sbtStarted({ words }: Arguments, around: StartSurroundings): readonly StartedScript[] | null {
  if (!words.some((each) => PUBLISHES.test(each))) return null;
  const build = around.file(inWorkspace(around.folder, 'build.sbt') ?? '') ?? '';
  // What the command sets comes last.
  const settings = [build, ...words].join('\n');
  const [host, user] = [settingOf('dockerRepository', settings), settingOf('dockerUsername', settings)];
  const name = settingOf('packageName', settings) ?? settingOf('(?<!\\.)\\bname', settings);
  // Without a registry it is Docker Hub's; a plugin of the build may say otherwise.
  const image =
    host === null ? HOLE : [host, ...(user === null ? [] : [user]), name?.toLowerCase() ?? HOLE].join('/');
  return [textStarted(asScript(['docker', 'push', `${image}:${HOLE}`]), around)];
}

/** The text that a setting is given, `Some("…")` or `"…"`; a hole for another expression, null where none is. */
function settingOf(name: string, build: string): string | null {
  const [, value] =
    new RegExp(`${name}(?:\\s+in\\s+Docker)?[ \\t]*:=[ \\t]*([^\\n]{0,300})`).exec(build) ?? [];
  if (value === undefined) return null;
  return /^(?:Some\(\s*)?"([^"$\n]+)"/.exec(value)?.[1] ?? HOLE;
}
