import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { parseScript } from '../../src/workflow/shell/parse.js';
import { followScript } from '../../src/workflow/shell/script.js';
import fc from '../properties.js';
import { isWhole } from '../spread.js';
import { type Ran, runScripts } from './bash.js';

/** Scripts in the style of workflows, by what bash says to them; line ends as in the file. */
function scripts(kind: 'valid' | 'refused' | 'words'): [string, string][] {
  const folder = join(import.meta.dirname, '../fixtures/scripts', kind);
  return readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]);
}

/** GitHub's YAML readers hand lines on without the carriage return. */
const unix = (script: string) => script.replaceAll('\r\n', '\n');

const valid = [...scripts('valid'), ...scripts('words')];
const refused = scripts('refused');
const all = [...valid, ...refused];

describe('a script is read where bash reads it', () => {
  let answers: Map<string, Ran>;
  let posix: Map<string, Ran>;
  beforeAll(() => {
    const ask = (command: string[]) => {
      const ran = runScripts(
        all.map(([, script]) => unix(script)),
        { command },
      );
      return new Map(all.map(([name], index) => [name, ran[index] as Ran]));
    };
    answers = ask(['bash', '-O', 'extglob', '-n']);
    posix = ask(['sh', '-n']);
  });

  test.each(valid)('%s', (name, script) => {
    // bash warns of a malformed `[[ … ]]` and answers 0.
    expect(answers.get(name)).toMatchObject({ status: 0, stderr: '' });
    expect(parseScript(script)).not.toBeNull();
  });

  test.each(refused)('not: %s', (name, script) => {
    expect(answers.get(name)?.stderr).not.toBe('');
    expect(parseScript(script)).toBeNull();
    expect(followScript(script, () => null)).toMatchObject({ isRead: false, commands: [] });
  });

  test('what sh takes is read as well', () => {
    const taken = valid.filter(([name]) => posix.get(name)?.status === 0);
    expect(taken.length).toBeGreaterThan(20);
    expect(taken.filter(([, script]) => !parseScript(script))).toEqual([]);
  });
});

describe('each command gets the words that bash gives it', () => {
  const env = {
    OWNER: 'Octo',
    NAME: 'octo/app',
    LIST: 'one two\nthree',
    EMPTY: '',
    SHA: '0123456789',
    REF: 'refs/heads/feature/x',
  };
  const known: Record<string, string> = env;
  let ran: Map<string, string[][]>;

  beforeAll(() => {
    const folder = mkdtempSync(join(tmpdir(), 'stub-'));
    const stub = join(folder, 'docker');
    const given = join(folder, 'given');
    writeFileSync(stub, `#!/bin/sh\nprintf '%s\\037' "$@" >> '${given}'\nprintf '\\036' >> '${given}'\n`);
    chmodSync(stub, 0o755);
    // Each script ends the page on which the stub writes.
    const page = `\nprintf '\\035' >> '${given}'\n`;
    const words = scripts('words');
    runScripts(
      words.flatMap(([, script]) => [unix(script), page]),
      { env: { ...env, PATH: `${folder}${delimiter}${process.env.PATH}` } },
    );
    const pages = readFileSync(given, 'utf8').split('\u001d');
    ran = new Map(
      words.map(([name], index) => [
        name,
        (pages[index] ?? '')
          .split('\u001e')
          .slice(0, -1)
          .map((line) => line.split('\u001f').slice(0, -1)),
      ]),
    );
    rmSync(folder, { recursive: true });
  });

  test.each(scripts('words'))('%s', (name, script) => {
    const { commands } = followScript(script, (each) => known[each] ?? '');
    const ours = commands.filter(({ words: [command] }) => command === 'docker');
    expect(ours.map(({ words: [, ...args] }) => args)).toEqual(ran.get(name));
    expect(ours.length).toBeGreaterThan(0);
    expect(ours.filter(({ runs }) => runs !== 'yes')).toEqual([]);
  });
});

describe('no script is too much', () => {
  const open = ['$(', '"$(', '(', '((', '{ ', '${X:-', '[[ ( ', 'if ', 'case x in x) ', '<(', 'f() { '];
  test.each(open)('%j a thousand times is not read', (source) => {
    expect(parseScript(source.repeat(1000))).toBeNull();
  });

  test.each([
    ['substitutions in each other', `docker push ${'$(echo '.repeat(200)}x${')'.repeat(200)}`],
    ['pipes', `echo x ${'| tr A-Z a-z '.repeat(10_000)}`],
    ['conditions in a row', `${'[ a = a ] && '.repeat(10_000)} docker push x`],
    ['loops in loops', `${'for a in {1..20}; do '.repeat(40)} docker push $a; ${'done; '.repeat(40)}`],
    ['braces that multiply', `docker push ${'{a,b}'.repeat(200)}`],
    ['a word that doubles itself', `X=0123456789\n${'X=$X$X\n'.repeat(60)}docker push $X $X`],
    [
      'a command with many long words',
      `X=$(printf %s ${'x'.repeat(60_000)})\ndocker push ${'$X '.repeat(9000)}`,
    ],
    ['a pattern with stars', `X=${'a'.repeat(50_000)}; docker push \${X%%a*a*a*b}`],
    ['blocks that never end', `${'echo "A<<B" >> $GITHUB_ENV\n'.repeat(9000)}`],
    ['functions that call each other', 'f() { g; g; }; g() { f; f; }; f'],
    ['a script as long as a book', 'docker push x\n'.repeat(100_000)],
  ])('%s', (_, script) => {
    const { commands, environment } = followScript(script, () => null);
    const size = commands.flatMap(({ words }) => words).reduce((sum, word) => sum + word.length, 0);
    expect(commands.length).toBeLessThanOrEqual(5000);
    expect(size + environment.size).toBeLessThan(1_000_000);
  });

  test('any text is read or not read, and nothing else happens', () => {
    const piece = fc.constantFrom(
      ...'$ { } ( ) [ ] < > | & ; ! # = " \' ` \\ \n * ? ~ , : / % ^ @ - a x 1'.split(' '),
      ...[
        'if',
        'then',
        'fi',
        'do',
        'done',
        'case',
        'in',
        'esac',
        'for',
        'docker',
        '<<E\n',
        '\nE\n',
        '\uE0DA',
        ' ',
      ],
      ...['[[', ']]', '((', '))', '${', '$(', '&&', '||', ';;', '>>', '$GITHUB_ENV', 'echo', 'A=b'],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const script = pieces.join('');
        const { isRead, commands } = followScript(script, () => null);
        expect(isRead).toBe(parseScript(script) !== null);
        if (!isRead) expect(commands).toEqual([]);
      }),
      { numRuns: isWhole ? 3000 : 600 },
    );
  });
});
