/** What the command line knows of its terminal, and how it says how far it has come. */
import { describe, expect, jest, test } from '@jest/globals';
import { PATIENCE, progressLine } from '../../src/faces/cli/progress.js';
import { wantsColor, wantsLinks } from '../../src/faces/cli/terminal.js';

function onTerminal<T>(isTTY: boolean, work: () => T): T {
  const before = process.stdout.isTTY;
  process.stdout.isTTY = isTTY;
  try {
    return work();
  } finally {
    process.stdout.isTTY = before;
  }
}

describe('colours', () => {
  test.each<[string, boolean, boolean, NodeJS.ProcessEnv]>([
    ['on a terminal', true, true, {}],
    ['not into a pipe', false, false, {}],
    ['not on a dumb terminal', false, true, { TERM: 'dumb' }],
    ['not with NO_COLOR', false, true, { NO_COLOR: '1' }],
    ['with FORCE_COLOR, wherever it goes', true, false, { FORCE_COLOR: '1' }],
    ['with FORCE_COLOR on a dumb terminal', true, false, { FORCE_COLOR: '1', TERM: 'dumb' }],
    ['not with FORCE_COLOR=0', false, true, { FORCE_COLOR: '0' }],
    ['not with FORCE_COLOR and NO_COLOR', false, true, { FORCE_COLOR: '1', NO_COLOR: '1' }],
  ])('%s', (_, want, isTTY, env) =>
    expect(onTerminal(isTTY, () => wantsColor({ color: true }, env))).toBe(want),
  );

  test('not with --no-color, whatever else is asked', () =>
    expect(onTerminal(true, () => wantsColor({ color: false }, { FORCE_COLOR: '1' }))).toBe(false));
});

describe('links', () => {
  const links = (env: NodeJS.ProcessEnv, isTTY = true) => {
    const before = { ...process.env };
    try {
      for (const name of ['CI', 'TERM_PROGRAM', 'VTE_VERSION', 'FORCE_HYPERLINK', 'GITHUB_ACTIONS'])
        delete process.env[name];
      Object.assign(process.env, { TERM: 'xterm-256color', ...env });
      return onTerminal(isTTY, () => wantsLinks({ color: true }, process.env));
    } finally {
      process.env = before;
    }
  };

  test('where the terminal is known to open them', () => {
    expect(links({ TERM_PROGRAM: 'iTerm.app', TERM_PROGRAM_VERSION: '3.5.0' })).toBe(true);
    expect(links({ VTE_VERSION: '6800' })).toBe(true);
  });

  test('not elsewhere, and not without colours', () => {
    expect(links({ TERM_PROGRAM: 'Apple_Terminal' })).toBe(false);
    expect(links({ VTE_VERSION: '6800', NO_COLOR: '1' })).toBe(false);
    expect(links({ VTE_VERSION: '6800' }, false)).toBe(false);
  });
});

describe('progress', () => {
  const stream = (isTTY: boolean) => {
    const written: string[] = [];
    const write = (text: string) => written.push(text) > 0;
    return { stream: { isTTY, columns: 40, write } as unknown as NodeJS.WriteStream, written };
  };

  test('is shown on a terminal, in its width, and taken away at the end', () => {
    const { stream: target, written } = stream(true);
    const line = progressLine(target, {});
    line.show(1, 2, `MB ${'x'.repeat(100)}`);
    line.end();
    expect(written).toHaveLength(2);
    expect(written[0]).toMatch(/1\/2 MB x+…$/);
    expect(written[0]?.replace('\r\u001b[K', '')).toHaveLength(39);
    expect(written[1]).toBe('\r\u001b[K');
  });

  test.each<[string, boolean, NodeJS.ProcessEnv]>([
    ['a pipe', false, {}],
    ['Actions', true, { GITHUB_ACTIONS: 'true' }],
    ['a dumb terminal', true, { TERM: 'dumb' }],
  ])('is not shown in %s', (_, isTTY, env) => {
    const { stream: target, written } = stream(isTTY);
    const line = progressLine(target, env);
    line.show(1, 2, 'x');
    line.wait('x');
    line.end();
    expect(written).toEqual([]);
  });

  test('of what is done within a second is none', () => {
    const { stream: target, written } = stream(true);
    const line = progressLine(target, {}, PATIENCE);
    line.show(1, 2, 'x');
    line.end();
    expect(written).toEqual([]);
  });

  test('of what nobody can measure counts the seconds', () => {
    jest.useFakeTimers();
    try {
      const { stream: target, written } = stream(true);
      const line = progressLine(target, {}, PATIENCE);
      line.wait('Reading');
      expect(written).toEqual([]);
      jest.advanceTimersByTime(2 * PATIENCE);
      expect(written.map((text) => text.replace('\r\u001b[K', ''))).toEqual([
        'Reading (1 s)',
        'Reading (2 s)',
      ]);
      line.end();
      jest.advanceTimersByTime(5 * PATIENCE);
      expect(written).toHaveLength(3);
    } finally {
      jest.useRealTimers();
    }
  });
});
