/** The push right before went through, as somebody tells beside a refusal: the package was only just made. */
import { describe, expect, test } from '@jest/globals';
import { answerTo } from './support.js';

const first = async (text: string) => (await answerTo(text)).ids[0];
const READ = 'denied: permission_denied: read_package';

describe('the package was only just made', () => {
  test.each([
    `First push works, second tag fails: ${READ} (ghcr.io)`,
    'First push works, second tag ghcr.io/octo/app:latest gets 403 Forbidden',
    'First push works, second tag denied on ghcr.io',
    'First push works, second tag denied',
    `The first push of ghcr.io/octo/app works, the second tag fails:\n\n${READ}`,
    'docker push ghcr.io/octo/app:1.0 succeeded (new package), docker push ghcr.io/octo/app:latest two seconds later: denied',
    'ghcr.io: the first push of a new package goes through, the second tag right after it is refused with 403 Forbidden',
    `The first tag pushes fine and creates the package, pushing the second tag a second later gives ${READ} on ghcr.io`,
    'The first platform was pushed successfully to ghcr.io/octo/app. The second platform fails with 403 Forbidden.',
    'Pushing 1.0 created the package, pushing latest right after it fails with 403 Forbidden (ghcr.io/octo/app)',
    '推送 ghcr.io/octo/app 第一个标签成功，紧接着推送第二个标签就 403 Forbidden',
    `第一次推送成功，第二个标签就报错：${READ}（ghcr.io）`,
  ])('%s', async (text) => expect(await first(text)).toBe('new-package-race'));
});

describe('something else was different', () => {
  test.each([
    'The first push from my laptop works, the second tag from Actions to ghcr.io/octo/app fails: 403 Forbidden',
    'The first push with a PAT worked, the next tag of ghcr.io/octo/app fails with 403 Forbidden',
    'The first push of ghcr.io/octo/app works, the second tag fails: denied: permission_denied: write_package',
    'The first release worked, the next release to ghcr.io/octo/app fails with 403 Forbidden',
    '第一次在本地推送成功，第二次在工作流里推送 ghcr.io/octo/app 就 403 Forbidden',
  ])('%s', async (text) => expect(await first(text)).not.toBe('new-package-race'));
});
