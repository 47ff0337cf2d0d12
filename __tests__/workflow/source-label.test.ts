/** The label that links a package to its repository, as Dockerfiles of a checkout set it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { expect, test } from '@jest/globals';
import { dockerfileLabels } from '../../src/workflow/planning/source-label.js';

const NAME = 'org.opencontainers.image.source';
const HOME = 'https://github.com/octo/app';

function labels(files: Readonly<Record<string, string>>) {
  const root = mkdtempSync(path.join(tmpdir(), 'labels-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.join(root, path.dirname(name)), { recursive: true });
      writeFileSync(path.join(root, name), text);
    }
    return dockerfileLabels(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}

test.each<[string, string, [line: number, source: string | null][]]>([
  ['on a line of its own', `FROM scratch\nLABEL ${NAME}=${HOME}\n`, [[2, HOME]]],
  ['in quotes, and in small letters', `label "${NAME}"="${HOME}"\n`, [[1, HOME]]],
  ['among others on several lines', `LABEL a=b \\\n  ${NAME}=${HOME} \\\n  c=d\n`, [[2, HOME]]],
  ['twice: the last counts', `LABEL ${NAME}=${HOME}/old\nLABEL ${NAME}=${HOME}\n`, [[2, HOME]]],
  ['by a build argument', `LABEL ${NAME}=https://github.com/$OWNER/app\n`, [[1, null]]],
  ['in a comment alone', `LABEL a=b \\\n# ${NAME}=${HOME}\n  c=d\n`, []],
  ['by a command that is no label', `LABEL a=b\nRUN echo ${NAME}=${HOME}\n`, []],
])('%s', (_, text, expected) => {
  const found = labels({ Dockerfile: text });
  expect(found.map(({ line, source }) => [line, source])).toEqual(expected);
});

test('whatever a Dockerfile is called, a few folders deep, but for those of others', () => {
  const text = `LABEL ${NAME}=${HOME}\n`;
  const here = ['Dockerfile', 'Dockerfile.prod', 'api.Dockerfile', 'Containerfile', 'a/b/c/Dockerfile'];
  const others = [
    'a/b/c/d/Dockerfile',
    'node_modules/x/Dockerfile',
    'vendor/Dockerfile',
    '.x/Dockerfile',
    'Docker.md',
  ];
  const found = labels(Object.fromEntries([...here, ...others].map((name) => [name, text])));
  expect(found.map(({ file }) => file).sort()).toEqual([...here].sort());
});
