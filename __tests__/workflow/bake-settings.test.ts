/** What `--set` changes of the targets of a bake, and what it leaves. */
import { expect, test } from '@jest/globals';
import { bakeFound } from '../../src/workflow/knowledge/bake.js';
import { NOWHERE } from '../../src/workflow/knowledge/clients.js';

const FILE =
  'group "default" { targets = ["web", "api"] }\n' +
  'target "web" { tags = ["ghcr.io/octo/web:1"] }\ntarget "api" { tags = ["ghcr.io/octo/api:1"] }\n';

function pushed(settings: readonly string[], file: string | null = FILE): string[] {
  const around = { ...NOWHERE, file: (path: string) => (path === 'docker-bake.hcl' ? file : null) };
  const call = { settings, files: [], targets: [], folder: '.', push: 'yes', input: 'run' } as const;
  return bakeFound(call, around).map(({ reference }) => reference);
}

const [WEB, API, NEW] = ['ghcr.io/octo/web:1', 'ghcr.io/octo/api:1', 'ghcr.io/octo/new:2'];

test.each<[string, string[], string[]]>([
  ['nothing', [], [WEB, API]],
  ['the tags of one target', [`web.tags=${NEW}`], [NEW, API]],
  ['the tags of all targets', [`*.tags=${NEW}`], [NEW]],
  ['those of some', [`w*.tags=${NEW}`], [NEW, API]],
  ['one tag more', [`web.tags+=${NEW}`], [NEW, WEB, API]],
  ['one more of each', [`*.tags+=${NEW}`], [NEW, WEB, API]],
  ['those of a target that is not built', [`other.tags=${NEW}`], [WEB, API]],
])('%s', (_, settings, expected) => expect(pushed(settings)).toEqual(expected));

test('of targets that no file shows, what is set is all that is known', () =>
  expect(pushed([`web.tags=${NEW}`], null)).toEqual([NEW]));
