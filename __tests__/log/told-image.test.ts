/** Who tells of a refusal often names, for the contrast, an image that works: it is not that one which was refused. */
import { expect, test } from '@jest/globals';
import { refusedImageIn } from '../../src/evidence/log/people/told/image.js';
import { explained } from './support.js';

test.each([
  [
    'docker pull ghcr.io/octo-new/app:1 gives unauthorized, but ghcr.io/octo/app:1 still works.',
    'octo-new/app',
  ],
  ['Pulling ghcr.io/octo-new/app returns 403 Forbidden while ghcr.io/octo/app pulls fine', 'octo-new/app'],
  ["ghcr.io/octo-new/app doesn't work (unauthorized); ghcr.io/octo/app works", 'octo-new/app'],
  ['ghcr.io/octo/app:1 works. ghcr.io/octo-new/app:1 is denied: 403 Forbidden', 'octo-new/app'],
  ['ghcr.io/octo/web kann ich ziehen, das klappt, aber ghcr.io/octo/api wird mit 403 abgelehnt', 'octo/api'],
  [
    '拉取 ghcr.io/octo-new/app 时提示 unauthorized。旧名称 ghcr.io/octo/app 仍然可以正常拉取。',
    'octo-new/app',
  ],
  ['ghcr.io/octo/web 可以拉取，但 ghcr.io/octo/api 被拒绝：403 Forbidden', 'octo/api'],
  // Only one is named, or nothing is said to work.
  ['It used to work, now docker pull ghcr.io/octo/app:1 says unauthorized', 'octo/app'],
  ['ghcr.io/octo/app works no longer: unauthorized', 'octo/app'],
  ['failed to copy ghcr.io/octo/a:1 to ghcr.io/octo/b:1: denied', 'octo/b'],
  ['ghcr.io/octo/app:works: denied: denied', 'octo/app'],
])('%s', (text, name) => expect(refusedImageIn(text)?.name).toBe(name));

test('a line without an image has none', () => expect(refusedImageIn('but it works')).toBeNull());

test('the finding names the one that was refused', async () => {
  const [finding] = await explained(
    'docker pull ghcr.io/octo-new/app:1 gives unauthorized, but ghcr.io/octo/app:1 still works.\n',
  );
  expect(finding?.image).toBe('ghcr.io/octo-new/app');
});

test('a line of a megabyte is read to its end', () => {
  const text = `ghcr.io/octo/app works but ${'but works, '.repeat(100_000)}`;
  expect(refusedImageIn(`${text} ghcr.io/octo-new/app is denied`)).toEqual(
    refusedImageIn('ghcr.io/octo/app works but ghcr.io/octo-new/app is denied'),
  );
});
