/** A text that was wrapped with a long name in it is read as if it had been wrapped with the short one. */
import { describe, expect, test } from '@jest/globals';
import { renamed } from '../../src/report/terminal/renamed.js';
import { terminal } from '../../src/report/terminal/terminal.js';
import { finding, image, report } from './reports.js';

const LONG = '127.0.0.1:41234';
const MESSAGES = {
  en: (host: string) =>
    `${host} refused the push to ${host}/octo/app: "installation not allowed to Create organization package". The permissions of job "image" give GITHUB_TOKEN no access to packages, so ask ${host} again.`,
  'zh-CN': (host: string) =>
    `${host} 拒绝推送 ${host}/octo/app：“installation not allowed to Create organization package”。作业 image 的 permissions 没有授予 GITHUB_TOKEN 任何软件包权限，因此请再次询问 ${host}。`,
};

const said = (host: string, language: 'en' | 'zh-CN', columns: number, color: boolean) =>
  terminal(
    report({
      registry: host,
      images: [image({ reference: `${host}/octo/app:1` }), image({ reference: `${host}/octo/app:2` })],
      findings: [finding({ message: MESSAGES[language](host), image: `${host}/octo/app` })],
    }),
    { color, language, columns },
  );

describe.each(['en', 'zh-CN'] as const)('%s', (language) => {
  test.each([60, 77, 80, 100])('%i columns', async (columns) => {
    for (const color of [false, true]) {
      const shown = renamed(await said(LONG, language, columns, color), LONG, 'ghcr.io', columns);
      const meant = await said('ghcr.io', language, columns, color);
      // The table of images has columns of its own, as wide as the longest name.
      const prose = (text: string) =>
        text.split('\n').filter((line) => !/octo\/app:\d|write_package/.test(line));
      expect(prose(shown)).toEqual(prose(meant));
    }
  });
});

test.each([
  [
    'a line that ended by itself',
    `${LONG}/octo/app is there.\nNothing else.`,
    'ghcr.io/octo/app is there.\nNothing else.',
  ],
  [
    'a line that nobody wrapped',
    `${'word '.repeat(17)}${LONG}.\nnext`,
    `${'word '.repeat(17)}ghcr.io.\nnext`,
  ],
  ['another item', `${'word '.repeat(13)}${LONG}\n✗ next`, `${'word '.repeat(13)}ghcr.io\n✗ next`],
  ['an empty line', `It is at ${LONG}\n\nand so on`, 'It is at ghcr.io\n\nand so on'],
  [
    'a line that stands elsewhere',
    `  ${'x '.repeat(38)}${LONG}\n      y`,
    `  ${'x '.repeat(38)}ghcr.io\n      y`,
  ],
  ['what has no such name', `${'word '.repeat(16).trim()}\nword`, `${'word '.repeat(16).trim()}\nword`],
])('%s stays', (_, text, left) => {
  expect(renamed(text, LONG, 'ghcr.io', 80)).toBe(left);
});
