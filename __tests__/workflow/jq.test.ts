/** Small jq programs: on known data as jq itself answers (its manual), on open data only what is sure. */
import { describe, expect, test } from '@jest/globals';
import { FOUND } from '../../src/workflow/language/origins.js';
import { ranJq } from '../../src/workflow/shell/printing/jq/jq.js';

const RAW = { raw: true, joined: false, compact: true };
const ask = (program: string, data: unknown, style = RAW) =>
  ranJq(program, JSON.stringify(data), new Map([['name', 'x']]), style);

describe('on known data', () => {
  const tags = { tags: ['octo/app:1', 'ghcr.io/octo/app:1', 'ghcr.io/octo/app:latest'] };
  test.each<[string, string]>([
    ['.tags[0]', 'octo/app:1\n'],
    ['.tags[-1]', 'ghcr.io/octo/app:latest\n'],
    ['.tags[]', 'octo/app:1\nghcr.io/octo/app:1\nghcr.io/octo/app:latest\n'],
    ['.tags | length', '3\n'],
    ['.tags[1:] | join(",")', 'ghcr.io/octo/app:1,ghcr.io/octo/app:latest\n'],
    [
      '.tags | map("-t " + .) | join(" ")',
      '-t octo/app:1 -t ghcr.io/octo/app:1 -t ghcr.io/octo/app:latest\n',
    ],
    ['[.tags[] | select(startswith("ghcr.io/") | not)] | join(" ")', 'octo/app:1\n'],
    ['.tags | map(select(contains("latest"))) | first', 'ghcr.io/octo/app:latest\n'],
    ['.tags[0] | split(":")[1]', '1\n'],
    [
      '.tags[] | select(test("^ghcr\\\\.io")) | "-t \\(.)"',
      '-t ghcr.io/octo/app:1\n-t ghcr.io/octo/app:latest\n',
    ],
    ['.tags | map(select(endswith(":1") and (startswith("octo") | not))) | .[0]', 'ghcr.io/octo/app:1\n'],
    ['.tags | map(ltrimstr("ghcr.io/")) | unique | join(" ")', 'octo/app:1 octo/app:latest\n'],
    ['.tags - ["octo/app:1"] | length', '2\n'],
    ['if (.tags | length) > 1 then "many" else "one" end', 'many\n'],
    ['.tags | any(. == "octo/app:1")', 'true\n'],
    ['$name', 'x\n'],
    ['.tags[0] | @sh', "'octo/app:1'\n"],
    ['.tags[2] | ascii_upcase', 'GHCR.IO/OCTO/APP:LATEST\n'],
    ['.tags[:1]', '["octo/app:1"]\n'],
    ['empty', ''],
    ['{}', '{}\n'],
    ['{a: 1, "b": .tags[0], (.tags[0]): $name}', '{"a":1,"b":"octo/app:1","octo/app:1":"x"}\n'],
    ['{$name, tags} | .tags | length', '3\n'],
    ['{a: .tags[0] | split(":")[1], b: 2}.a', '1\n'],
    ['{a: .tags[:2][]} | .a', 'octo/app:1\nghcr.io/octo/app:1\n'],
  ])('%s', (program, printed) => {
    expect(ask(program, tags)).toBe(printed);
  });

  test('-j prints no line ends', () => {
    expect(ask('.tags[:2][]', tags, { raw: true, joined: true, compact: false })).toBe(
      'octo/app:1ghcr.io/octo/app:1',
    );
  });
});

describe('on open data', () => {
  const open = { tags: [`octo/app:${FOUND}`, `ghcr.io/octo/app:${FOUND}`] };
  test.each<[string, string | null]>([
    [
      '.tags | map(select(startswith("ghcr.io/"))) | map("-t " + .) | join(" ")',
      `-t ghcr.io/octo/app:${FOUND}\n`,
    ],
    ['.tags[] | select(test("^ghcr.io/"))', `ghcr.io/octo/app:${FOUND}\n`],
    ['.tags[0] | split(":")[0]', 'octo/app\n'],
    // One open tag stands for all of a name.
    ['.tags[1]', null],
    ['.tags | length', null],
    // The tag may say it.
    ['.tags[] | select(contains("latest"))', null],
    ['.tags[] | select(endswith(":1"))', null],
    // The outputs of an action are known in part.
    ['.labels', null],
  ])('%s', (program, printed) => {
    expect(ask(program, open)).toBe(printed);
  });
});

describe('what is not followed is not known', () => {
  test.each([
    'def f: f; f',
    'recurse',
    'until(false; .)',
    '.tags | sort_by(.x)',
    '[',
    '"',
    '.tags |',
    `${'['.repeat(500)}${']'.repeat(500)}`,
    '.. | strings',
    // Names that every object of JavaScript has.
    'toString',
    '.tags | constructor',
    'hasOwnProperty("tags")',
    `.tags[0]${' | [., .] | join("")'.repeat(30)}`,
    `[1,1] | ${'[.[], .[]] | '.repeat(60)}length`,
  ])('%j', (program) => {
    expect(ask(program, { tags: ['a'] })).toBeNull();
  });
});
