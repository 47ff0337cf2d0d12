/** What xargs runs for what is piped in, as the manual of GNU's has it. */
import { describe, expect, test } from '@jest/globals';
import { FOUND, GITHUB_TOKEN, standIn } from '../../src/workflow/language/origins.js';
import { asScript } from '../../src/workflow/shell/starting/as-script.js';
import { xargsCommands, xargsFile } from '../../src/workflow/shell/starting/xargs.js';

const commands = (line: string, fed: string | null) =>
  xargsCommands(line.split(' '), fed)?.map(({ words, runs }) => `${runs}: ${words.join(' ')}`) ?? null;

test.each<[string, string | null]>([
  ['xargs docker push', null],
  ['xargs -a list -n1 docker push', 'list'],
  ['xargs -n 1 -P 4 --arg-file list docker push', 'list'],
  ['xargs --arg-file=list docker push', 'list'],
  ['xargs -alist docker push', 'list'],
  ['xargs -n1 docker push -a list', null],
])('%s reads %j', (line, file) => expect(xargsFile(line.split(' '))).toBe(file));

describe('the commands that xargs runs', () => {
  test.each<[string, string, string[]]>([
    ['xargs docker push', 'a b\nc\n', ['push a b c']],
    ['xargs -n 1 docker push', 'a b\nc\n', ['push a', 'push b', 'push c']],
    ['xargs -n2 docker push', ' a  b\nc\n', ['push a b', 'push c']],
    ['xargs --max-args=2 docker push', 'a b c', ['push a b', 'push c']],
    ['xargs --max-args 1 docker push', 'a b', ['push a', 'push b']],
    ['xargs -L1 docker push', 'a b\n\nc\n', ['push a b', 'push c']],
    ['xargs -I {} docker push x:{}', 'a b\n  c\n', ['push x:a b', 'push x:c']],
    ['xargs -I% -P 4 docker push % %', 'a\n', ['push a a']],
    ['xargs -i docker push {}', 'a\nb\n', ['push a', 'push b']],
    ['xargs -rt docker push', 'a\n', ['push a']],
    ['xargs -r docker push', '\n', []],
    ['xargs -d, -n1 docker push', 'a,b', ['push a', 'push b']],
    ['xargs -d \\n docker push', 'a b\nc\n', ['push a b c']],
    ['xargs docker push', '"a" \'b\'\n', ['push a b']],
  ])('%s', (line, fed, expected) => {
    expect(commands(line, fed)).toEqual(expected.map((each) => `yes: docker ${each}`));
  });

  test.each(['xargs docker push', 'xargs -I{} docker push {}', 'xargs -0r docker push'])(
    '%s, of what is not known, at times',
    (line) => {
      const fed = /-0/.test(line) ? 'x' : null;
      expect(commands(line, fed)).toEqual([`sometimes: docker push ${FOUND}`]);
      expect(commands(line, null)).toEqual([`sometimes: docker push ${FOUND}`]);
    },
  );

  test.each([
    'xargs',
    'xargs -n1',
    'xargs --odd docker push',
    'xargs -n x docker push',
    'xargs -n0 docker push',
  ])('%s: nobody knows', (line) => expect(commands(line, 'a\n')).toBeNull());

  test.each([
    ['the token', GITHUB_TOKEN],
    ['another secret', standIn({ kind: 'secret', name: 'PAT' })],
  ])('%s is one word', (_, token) => {
    expect(commands('xargs docker login -p', `${token}\n`)).toEqual([`yes: docker login -p ${token}`]);
  });

  test('no more than a reader needs', () => {
    expect(commands('xargs -n1 docker push', 'a\n'.repeat(10_000))).toHaveLength(20);
  });
});

test('a word stays one word in a script', () => {
  expect(asScript(['sh', '-c', "echo 'a b' $(x)"])).toBe(`'sh' '-c' 'echo '\\''a b'\\'' $(x)'`);
});
