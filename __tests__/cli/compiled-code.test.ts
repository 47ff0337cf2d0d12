import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { compiledCodeFolder } from '../../src/faces/cli/compiled-code.js';
import { NODE24 } from '../node.js';

const CLI = join(import.meta.dirname, '../../dist/cli/index.js');

/** A home folder, with its folder of caches where a mode is given for that. */
function homeWith(mode: number | null): string {
  const home = mkdtempSync(join(tmpdir(), 'home-'));
  const caches = join(home, '.cache');
  if (mode !== null) mkdirSync(caches);
  if (mode !== null) chmodSync(caches, mode);
  return home;
}

describe('what was compiled is kept', () => {
  const linux = (home: string) => ({ platform: 'linux', home }) as const;

  test('in the caches of the user, wherever they are', () => {
    const home = homeWith(0o755);
    const own = join(home, 'own');
    mkdirSync(own, { mode: 0o700 });
    mkdirSync(join(home, 'Library/Caches'), { recursive: true, mode: 0o755 });
    expect(compiledCodeFolder({}, linux(home))).toBe(join(home, '.cache/ghcr-preflight'));
    expect(compiledCodeFolder({ XDG_CACHE_HOME: own }, linux(home))).toBe(join(own, 'ghcr-preflight'));
    expect(compiledCodeFolder({}, { platform: 'darwin', home })).toBe(
      join(home, 'Library/Caches/ghcr-preflight'),
    );
    expect(compiledCodeFolder({ XDG_CACHE_HOME: 'own' }, linux(home))).toBe(
      join(home, '.cache/ghcr-preflight'),
    );
    expect(compiledCodeFolder({ LOCALAPPDATA: own }, { platform: 'win32', home })).toBe(
      join(own, 'ghcr-preflight'),
    );
  });

  test('in a folder that is the user’s alone, whatever the mask of the process', () => {
    const home = homeWith(0o755);
    const mask = process.umask(0);
    try {
      expect(compiledCodeFolder({}, linux(home))).toBe(join(home, '.cache/ghcr-preflight'));
    } finally {
      process.umask(mask);
    }
    expect(statSync(join(home, '.cache/ghcr-preflight')).mode & 0o777).toBe(0o700);
  });

  test.each(['a folder that others write to', 'a link to one', 'a file', 'a link to nothing'])(
    'not in %s',
    (kind) => {
      const home = homeWith(0o755);
      const own = join(home, '.cache/ghcr-preflight');
      if (kind === 'a file') writeFileSync(own, '');
      else if (kind === 'a link to nothing') symlinkSync(join(home, 'gone'), own);
      else {
        const open = kind === 'a link to one' ? join(home, 'open') : own;
        mkdirSync(open);
        chmodSync(open, 0o777);
        if (open !== own) symlinkSync(open, own);
      }
      const found = () => compiledCodeFolder({}, linux(home));
      if (kind.includes('folder') || kind === 'a link to one') expect(found()).toBeNull();
      else expect(found).toThrow();
    },
  );

  test('not where there are no caches, nor in a job', () => {
    expect(compiledCodeFolder({}, linux(homeWith(null)))).toBeNull();
    expect(compiledCodeFolder({}, { platform: 'win32', home: homeWith(0o755) })).toBeNull();
    expect(compiledCodeFolder({ CI: 'true' }, linux(homeWith(0o755)))).toBeNull();
    const home = homeWith(null);
    writeFileSync(join(home, '.cache'), '');
    expect(compiledCodeFolder({}, linux(home))).toBeNull();
  });

  test.each([0o777, 0o775])('not where others may write (%o)', (mode) => {
    expect(compiledCodeFolder({}, linux(homeWith(mode)))).toBeNull();
  });

  (process.getuid?.() === 0 ? test : test.skip)('not where it is another user’s', () => {
    const home = homeWith(0o755);
    chownSync(join(home, '.cache'), 1000, 1000);
    expect(compiledCodeFolder({}, linux(home))).toBeNull();
  });
});

(NODE24 ? describe : describe.skip)('the command line', () => {
  const help = (home: string, env: Record<string, string> = {}) =>
    execFileSync(NODE24 as string, [CLI, 'lint', '--help'], {
      env: { HOME: home, ...env },
      encoding: 'utf8',
    });

  test('takes what it has compiled before, and says the same', () => {
    const home = homeWith(0o700);
    const first = help(home);
    const kept = join(home, '.cache/ghcr-preflight');
    expect(readdirSync(kept, { recursive: true }).length).toBeGreaterThan(1);
    expect(help(home)).toBe(first);
  });

  test('leaves nothing in a job', () => {
    const home = homeWith(0o700);
    help(home, { CI: 'true' });
    expect(existsSync(join(home, '.cache/ghcr-preflight'))).toBe(false);
  });
});
