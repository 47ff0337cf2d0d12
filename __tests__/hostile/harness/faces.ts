/** The faces that read a checkout, so that one text can be put before each of them. */
import { type Arena, WORKFLOW } from './arena.js';
import { expectBounded } from './expect.js';
import type { Ended } from './process.js';

export interface Face {
  run(arena: Arena): Promise<Ended>;
  /** The exit codes that it has for text of any kind. */
  codes: number[];
}

const lint: Face = { run: (arena) => arena.lint(), codes: [0, 1, 2] };
const lintAction: Face = { run: (arena) => arena.lintAction(), codes: [0, 1] };
const main: Face = {
  async run(arena) {
    await arena.lab();
    return arena.main({ inputs: { images: '' } });
  },
  codes: [0, 1],
};

export const FACES: [string, Face][] = [
  ['lint', lint],
  ['the lint action', lintAction],
  ['main', main],
];
export const LINT_AND_MAIN: [string, Face][] = [
  ['lint', lint],
  ['main', main],
];

/** A checkout with these files beside its workflow. */
export type Files = Record<string, string>;

/** Puts the files there, runs the face, and holds it to its bounds. */
export async function readBy(arena: Arena, files: Files, face: Face): Promise<Ended> {
  for (const [name, text] of Object.entries(files)) arena.checkout(name, text);
  const ended = await face.run(arena);
  expectBounded(ended, face.codes);
  return ended;
}

/** A workflow of one job that pushes; `before` are lines of its steps. */
export function pushing(steps: string[], head = 'on: push'): Files {
  return {
    [WORKFLOW]: [
      head,
      'jobs:',
      '  image:',
      '    runs-on: ubuntu-24.04',
      '    permissions: {contents: read, packages: write}',
      '    steps:',
      '      - run: echo ghcr.io',
      ...steps.map((step) => `      ${step}`),
      '',
    ].join('\n'),
  };
}

/** `count` of them, one after another. */
export function many(count: number, unit: (at: number) => string, between = ''): string {
  return Array.from({ length: count }, (_, at) => unit(at)).join(between);
}
