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
import { withoutRemarks } from './jvm-build-files.js';

/** `Docker/publish`, `docker:publish`, `app / Docker / publish`, in a word with others, too; not `publishLocal`. */
const PUBLISHES = /(?:^|[\s;/])(?:Docker\s{0,3}\/\s{0,3}publish|docker:publish)(?![\w-])/i;

/** null: it publishes nothing. */
export function sbtStarted({ words }: Arguments, around: StartSurroundings): readonly StartedScript[] | null {
  if (!words.some((each) => PUBLISHES.test(each))) return null;
  const written = around.file(inWorkspace(around.folder, 'build.sbt') ?? '') ?? '';
  const build = withoutRemarks('gradle', written);
  // What the command sets comes last.
  const setting = (name: string) => settingOf(name, words.join('\n')) ?? settingOf(name, build);
  const [host, user] = [setting('dockerRepository'), setting('dockerUsername')];
  const name = setting('Docker\\s*/\\s*packageName') ?? setting('packageName') ?? setting('(?<!\\.)\\bname');
  // Without a registry it is Docker Hub's; a plugin of the build may say otherwise.
  const image =
    host === null ? HOLE : [host, ...(user === null ? [] : [user]), name?.toLowerCase() ?? HOLE].join('/');
  return [textStarted(asScript(['docker', 'push', `${image}:${HOLE}`]), around)];
}

/**
 * The text that a setting is given, `Some("…")` or `"…"`; null where none is. A hole for another expression, and for
 * several that differ: each may be of another project.
 */
function settingOf(name: string, build: string): string | null {
  const pattern = new RegExp(`${name}(?:\\s+in\\s+Docker)?[ \\t]*:=[ \\t]*([^\\n]{0,300})`, 'g');
  const values = [...build.matchAll(pattern)].map(
    ([, value = '']) => /^(?:Some\(\s*)?"([^"$\n]+)"/.exec(value)?.[1] ?? HOLE,
  );
  const [value = null, ...others] = new Set(values);
  return others.length > 0 ? HOLE : value;
}
