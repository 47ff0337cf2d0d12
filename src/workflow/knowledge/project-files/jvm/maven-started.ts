/** Programs that Maven runs: exec-maven-plugin, bound to a phase (mojohaus.org/exec-maven-plugin/exec-mojo.html). */
import { inWorkspace } from '../../../language/workspace.js';
import { asScript } from '../../../shell/starting/as-script.js';
import type { StartedScript } from '../../../shell/starting/started.js';
import type { StartSurroundings } from '../../clients.js';
import { textStarted } from '../scripts.js';
import { buildFiles, filledProperties, mavenProperties } from './jvm-build-files.js';
import { type BoundGoal, boundExecutions } from './maven-lifecycle.js';

const EXEC: BoundGoal = { plugin: 'exec-maven-plugin', goals: /^exec$/, phase: null, skip: 'exec.skip' };

/**
 * @param said the words of the command
 * @param folders of the modules that are built, as they stand relative to the command's folder
 */
export function mavenStarted(
  said: readonly string[],
  folders: readonly string[],
  around: StartSurroundings,
): StartedScript[] {
  const file = (path: string) => around.file(inWorkspace(around.folder, path) ?? '');
  return folders.flatMap((folder) =>
    buildFiles('maven', [folder], file).flatMap((pom) =>
      boundExecutions(pom, said, EXEC).flatMap(({ text, runs }) => {
        const words = commandIn(text).map((each) =>
          filledProperties(each, mavenProperties(pom, around.variable)),
        );
        return words.length > 1 ? [textStarted(asScript(words), around, { runs })] : [];
      }),
    ),
  );
}

/** `<executable>` with each `<argument>`, or all of them in `<commandlineArgs>`. */
function commandIn(execution: string): string[] {
  const executable = /<executable>\s*([^<\s]+)\s*</.exec(execution)?.[1];
  if (executable === undefined) return [];
  const args = [...execution.matchAll(/<argument>\s*([^<]*?)\s*<\/argument>/g)].map(([, each = '']) => each);
  const line = /<commandlineArgs>\s*([^<]*?)\s*</.exec(execution)?.[1] ?? '';
  return [executable, ...args, ...line.split(/\s+/).filter(Boolean)];
}
