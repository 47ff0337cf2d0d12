/** Chapters of guides that show a message: with its symptoms and its cure, as an example of several, in words for everybody. */
import { describe, expect, test } from '@jest/globals';
import { answerTo } from './support.js';

const MESSAGE = 'denied: permission_denied: write_package';
const SCOPES = 'denied: permission_denied: The token provided does not match expected scopes.';
const MET = `#12 ERROR: failed to push ghcr.io/octo/app:1: ${MESSAGE}`;
const block = (message = MESSAGE) => ['```', message, '```'];

describe('nobody is refused', () => {
  test.each([
    [
      'a title, a block, a cure',
      ['### Not permitted', ...block(SCOPES), '**Solution**: Ensure the PAT has the scope'],
    ],
    [
      'a title, a block, steps',
      [
        '## The push is refused',
        ...block(),
        '',
        '**Fix:**',
        '',
        '1. Go to the settings of the package',
        '2. Add it',
      ],
    ],
    [
      'a title, symptoms, a cure, in Russian',
      [
        `### Ошибка: \`${MESSAGE}\``,
        '',
        '**Симптомы:**',
        `- \`${MESSAGE}\``,
        '',
        '**Решение:**',
        '1. Проверить',
      ],
    ],
    [
      'a title, symptoms, a cure',
      [`## \`${MESSAGE}\` at the push`, '', '**Symptoms:**', `- ${MESSAGE}`, '', '**Cause:** no role'],
    ],
    [
      'an example of an error that may come',
      ['Below is an example of the error you might encounter:', ...block()],
    ],
    ['what its reader may meet', ['Here is the message you may see:', ...block()]],
    [
      'a common error',
      ['如果令牌没有 `write:packages`，推送会失败，常见错误：', ...block(SCOPES), '刷新权限：'],
    ],
    [
      'one of several examples',
      [
        '## Example 2: The push is refused',
        '### At first',
        ...block(`Run docker push ghcr.io/org/app:1\n${MESSAGE}`),
      ],
    ],
    [
      'a page with its title',
      [
        `The push fails with "${MESSAGE}"`,
        'To push an image can sometimes end so.',
        'A common symptom is an error message such as:',
        '',
        MESSAGE,
      ],
    ],
    [
      'everybody who does so',
      ['当用户执行 docker pull ghcr.io/octo/app:1 命令时,系统返回"unauthorized"错误。'],
    ],
    ['developers', ['当开发者推送镜像至GHCR时，系统返回403 Forbidden错误。']],
    ['an error like it', [`If the token has no scope, the push fails with an error like: \`${SCOPES}\``]],
  ])('%s', async (_, lines) => expect((await answerTo(lines.join('\n'))).ids).toEqual([]));
});

describe('who met it is told all the same', () => {
  test.each([
    [
      'in symptoms of a report',
      [`## Push fails with ${MESSAGE}`, '', '**Symptoms:**', `- our push fails: ${MESSAGE}`],
    ],
    ['in a form', ['### What happened', ...block(), '**Solution** tried: add the role, no effect']],
    ['without a cure', ['### Push to ghcr.io', ...block(), '**Cause:** unknown']],
    ['as the only example', ['### Example', ...block(MET)]],
    [
      'an example with his image',
      ['### Push', ...block(MET), '**Solution**: Ensure that the package has the role'],
    ],
    ['with an error like it', [`Since yesterday the push fails with an error like: \`${MESSAGE}\``]],
    ['what comes in his own case', [`推送到 ghcr.io/octo/app 会报 ${MESSAGE}，怎么办`]],
    ['at times', [`Pushing to ghcr.io/octo/app sometimes fails: ${MESSAGE}`]],
  ])('%s', async (_, lines) =>
    expect((await answerTo(lines.join('\n'))).ids[0]).toMatch(
      /^(?:package-not-granted|registry-unavailable)$/,
    ),
  );
});

describe('a source shows it', () => {
  test.each([
    [
      'in a text of several lines',
      [
        '  "template": (',
        '    "failed to pull and unpack: "',
        `    "failed to authorize: ${MESSAGE}"`,
        '  ),',
      ],
    ],
    [
      'in pairs with names',
      [
        '("dial tcp: lookup ghcr.io: no such host", "DNS"),',
        '("401 Unauthorized", "AUTH"),',
        '("manifest unknown", "TAG"),',
      ],
    ],
    [
      'beside the constant of a type',
      ['"reason": ImagePullBackoffReason.NotAuthorized | ImagePullBackoffReason.Gone,'],
    ],
  ])('%s', async (_, lines) => expect((await answerTo(lines.join('\n'))).ids).toEqual([]));

  test('and what a client prints in parentheses it does not', async () =>
    expect((await answerTo(`Error: push failed (\n${MESSAGE}\n)`)).ids).toEqual(['package-not-granted']));
});
