/** Lists and tables of messages with what each means: a guide's, in which nobody is refused. */
import { describe, expect, test } from '@jest/globals';
import { read } from './support.js';

const MET = 'ERROR: failed to push ghcr.io/octo/app:1: denied: permission_denied: write_package';
const REFUSED = 'denied: installation not allowed to Create organization package';
const UNKNOWN = 'unauthorized: unauthenticated: User cannot be authenticated with the token provided';

const linesOf = async (...lines: string[]) =>
  (await read(lines.join('\n'))).jobs.flatMap(({ symptoms }) => symptoms.map(({ line }) => line));

describe('a list of different messages, each with an explanation', () => {
  test.each([
    [
      'with dashes',
      [`- \`${REFUSED}\` - the job has no right to write`, '- `manifest unknown` - the tag does not exist'],
    ],
    [
      'with colons',
      [`1. ${REFUSED}: the job has no right to write`, `2. ${UNKNOWN}: your token has expired`],
    ],
    ['in Chinese', [`- ${REFUSED}：工作流没有写入权限`, `- ${UNKNOWN}：令牌已经过期`]],
    ['of questions', [`Q: ${REFUSED}? Let the job write packages`, `Q: ${UNKNOWN}? Make a new token`]],
    [
      'as a table',
      [
        '| Error | Cause | Fix |',
        '|---|---|---|',
        `| ${REFUSED} | no right | grant it |`,
        '| unauthorized | no login | docker login |',
      ],
    ],
    [
      'as a table that was copied from a page',
      [`${REFUSED}\t权限不足`, 'Client.Timeout exceeded\t网络超时', `${UNKNOWN}\t令牌已经过期`],
    ],
    ['without anything between them', [`${REFUSED}工作流没有写入权限`, `${UNKNOWN}令牌已经过期`]],
    [
      'as a table with tabs',
      [`${REFUSED}\tThe job has no right`, `${UNKNOWN}\tThe token is no longer valid`],
    ],
    [
      'as a table in Chinese',
      [`| ${REFUSED} | 权限不足 | 添加权限 |`, `| ${UNKNOWN} | 令牌过期 | 换新令牌 |`],
    ],
  ])('%s is a guide, beside a refusal or alone', async (_, list) => {
    expect(await linesOf(MET, '', ...list)).toEqual([1]);
    expect(await linesOf(...list, '', MET)).toEqual([list.length + 2]);
    expect(await linesOf(...list)).toEqual([]);
  });
});

describe('a list is what somebody met', () => {
  test.each([
    ['of messages alone', [`- ${REFUSED}`, `- ${UNKNOWN}`]],
    [
      'which are far apart',
      [
        `- ${REFUSED} - the job has no right`,
        '',
        '',
        '',
        '',
        '',
        '',
        '',
        `- ${UNKNOWN} - the token has expired`,
      ],
    ],
    ["of a logger's lines", [`ERROR | the push failed: ${REFUSED}`, `ERROR | the login failed: ${UNKNOWN}`]],
    [
      'that tells when they came',
      [`- ${REFUSED} when pushing with the job's token`, `- ${UNKNOWN} with a classic one`],
    ],
    ['of one message', [`- ${REFUSED}: all three platforms, since the move`]],
    ['of the same message', [`- ${REFUSED}: the amd64 build job`, `- ${REFUSED}: the arm64 build job`]],
    ['that somebody tells of himself', [`- ${REFUSED}: my first try`, `- ${UNKNOWN}: and then my second`]],
    [
      'of images',
      [`- ${REFUSED}: ghcr.io/octo/app and its two tags`, `- ${UNKNOWN}: ghcr.io/octo/web and its two tags`],
    ],
  ])('%s', async (_, list) => expect((await linesOf('$ docker push ghcr.io/octo/app', ...list))[0]).toBe(2));
});

test('a list below the words of somebody who met it is his', async () => {
  const list = [
    `- ${REFUSED} - push in the first job`,
    `- ${UNKNOWN} - deploy of the second`,
    '- `manifest unknown` - pull in the third',
  ];
  expect((await linesOf('I got these from ghcr.io:', '', ...list))[0]).toBe(3);
  expect(await linesOf('Messages of ghcr.io:', '', ...list)).toEqual([]);
});

describe("a source's list of messages", () => {
  test.each([
    ['in single quotes', [`  '${REFUSED}',`, "  'ghcr.io: 503 Service Unavailable',"]],
    ['in double quotes', [`  "${REFUSED}",`, `  "${UNKNOWN}",`, '  "no basic auth credentials",']],
    ['of Go', ['\t`denied: denied`,', '\t`manifest unknown`,']],
  ])('%s is none of a run', async (_, list) => {
    expect(await linesOf(MET, 'for one of [', ...list, ']')).toEqual([1]);
    expect(await linesOf('const REFUSALS = [', ...list, ']; // ghcr.io')).toEqual([]);
  });

  test('what a command printed is shown so, too', async () =>
    expect(
      await linesOf(
        '"stderr_lines": [',
        '  "Error response from daemon: Head \\"https://ghcr.io/v2/octo/app/manifests/1\\": unauthorized",',
        '  "docker pull ghcr.io/octo/app: not found",',
        ']',
      ),
    ).toContain(2));
});
