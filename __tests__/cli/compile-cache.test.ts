/** Where the command line keeps itself compiled: in a folder that is the user's own, or nowhere. */
import { expect, test } from '@jest/globals';
import { compileCacheFolder } from '../../src/faces/cli/compile-cache.js';

test.each<[NodeJS.Platform, Record<string, string>, string | null]>([
  ['linux', { HOME: '/home/mona' }, '/home/mona/.cache/ghcr-preflight'],
  ['linux', { HOME: '/home/mona', XDG_CACHE_HOME: '/var/cache/mona' }, '/var/cache/mona/ghcr-preflight'],
  ['linux', { HOME: '/home/mona', XDG_CACHE_HOME: 'cache' }, '/home/mona/.cache/ghcr-preflight'],
  ['linux', { HOME: '' }, null],
  ['linux', { HOME: 'mona' }, null],
  ['linux', {}, null],
  ['linux', { HOME: '/home/mona', CI: 'true' }, null],
  ['darwin', { HOME: '/Users/mona' }, '/Users/mona/Library/Caches/ghcr-preflight'],
  ['win32', { HOME: '/c/mona', LOCALAPPDATA: 'C:\\mona\\Local' }, 'C:\\mona\\Local\\ghcr-preflight'],
  ['win32', { HOME: 'C:\\mona' }, null],
])('on %s with %p: %p', (platform, env, folder) => {
  expect(compileCacheFolder(env, platform)).toBe(folder);
});
