/** The commands of a release by release-it: the hooks of its configuration. */
import { recordOf } from '../../../evidence/json-text.js';
import { HOLE } from '../../language/values.js';
import { inWorkspace } from '../../language/workspace.js';
import type { StartedScript } from '../../shell/starting/started.js';
import type { StartSurroundings } from '../clients.js';
import { tomlFields, yamlFields } from './parsed.js';
import { textStarted } from './scripts.js';

/** Docs: github.com/release-it/release-it docs/configuration.md. Those in JavaScript are not read. */
const FILES = ['json', 'yaml', 'yml', 'toml'].map((ending) => `.release-it.${ending}`);

/** @param named by an option; null: none is @returns null: no configuration is read, or it has no hooks */
export function releaseHooks(named: string | null, around: StartSurroundings): StartedScript[] | null {
  const read = (name: string) => around.file(inWorkspace(around.folder, name) ?? '');
  const own = named === null ? yamlFields(read('package.json'))?.['release-it'] : undefined;
  const [settings = null] = (named === null ? FILES : [named]).flatMap((name) => {
    const text = read(name);
    return text === null ? [] : [name.endsWith('.toml') ? tomlFields(text) : yamlFields(text)];
  });
  const hooks = recordOf((settings ?? recordOf(own))?.hooks);
  const commands = Object.values(hooks ?? {}).flat();
  const started = commands.flatMap((command) =>
    typeof command === 'string'
      ? [textStarted(command.replace(/\$\{[^}]*\}/g, HOLE), around, { atFailure: 'ends' as const })]
      : [],
  );
  return started.length === 0 ? null : started;
}
