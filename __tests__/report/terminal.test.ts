import { describe, expect, test } from '@jest/globals';
import { terminal } from '../../src/report/terminal/terminal.js';
import { width, wrap } from '../../src/report/text.js';
import fc from '../properties.js';
import { CASES, finding, HOSTILE, hostileReport, image, report, WORKFLOW } from './reports.js';

const source = (file: string) => (file === '.github/workflows/ci.yml' ? WORKFLOW : undefined);

describe.each(['en', 'zh-CN'] as const)('what a user reads in a terminal (%s)', (language) => {
  test.each(Object.keys(CASES))('%s', async (name) => {
    const found = CASES[name]?.[language];
    if (!found) throw new Error(name);
    expect(await terminal(found, { color: false, language, source })).toMatchSnapshot();
  });
});

describe('the marked lines', () => {
  const mark = async (
    text: string,
    location: Partial<NonNullable<ReturnType<typeof finding>['location']>>,
  ) => {
    const at = { file: 'a.yml', line: 1, column: 1, endLine: 1, endColumn: 2, ...location };
    const page = await terminal(report({ findings: [finding({ location: at })] }), {
      color: false,
      language: 'en',
      source: () => text,
    });
    const lines = page.split('\n');
    const start = lines.findIndex((line) => line.includes('-->'));
    const end = lines.findIndex((line, index) => index > start && !/^\s*\d* \|/.test(line));
    return lines.slice(start + 2, end - 1).map((line) => line.replace(/^\s*\d* \| ?/, ''));
  };

  test('underline exactly the place', async () =>
    expect(await mark('packages: read', { column: 11, endColumn: 15 })).toEqual([
      'packages: read',
      '          ^^^^',
    ]));

  test('begin behind a byte order mark, which is no column', async () =>
    expect(await mark('\ufeffon: push\nb: c', { column: 5, endColumn: 9 })).toEqual([
      'on: push',
      '    ^^^^',
    ]));

  test('go past Chinese characters by two columns each', async () =>
    expect(await mark('名: 读取 x', { column: 4, endColumn: 6 })).toEqual(['名: 读取 x', '    ^^^^']));

  test('show a tab as four columns', async () =>
    expect(await mark('\ta: b', { column: 2, endColumn: 3 })).toEqual(['    a: b', '    ^']));

  test('leave out empty lines and stop after six', async () =>
    expect(await mark('a\n\nb\r\nc\nd\ne\nf\ng', { endLine: 8 })).toEqual(
      ['a', 'b', 'c', 'd', 'e'].flatMap((line) => [line, '^']),
    ));

  test('underline a longer place to the end of each line but its last', async () =>
    expect(await mark('abc\ndefg\nhij', { column: 2, endLine: 3, endColumn: 3 })).toEqual([
      'abc',
      ' ^^',
      'defg',
      '^^^^',
      'hij',
      '^^',
    ]));

  test('keep the place in sight in a very long line', async () => {
    const [line = '', under = ''] = await mark(`${'x'.repeat(500)}HERE${'y'.repeat(500)}`, {
      column: 501,
      endColumn: 505,
    });
    expect(width(line)).toBeLessThanOrEqual(80);
    expect(line.slice(under.indexOf('^'), under.lastIndexOf('^') + 1)).toBe('HERE');
  });

  test('are left out when the file is another version', async () =>
    expect(await mark('only one line', { line: 7, endLine: 7 })).toEqual([]));

  test('mark an empty place with one caret', async () =>
    expect(await mark('a', { column: 2, endColumn: 2 })).toEqual(['a', ' ^']));
});

describe('what lint says', () => {
  const lint = (findings: ReturnType<typeof finding>[], fixable?: number, language: 'en' | 'zh-CN' = 'en') =>
    terminal(report({ command: 'lint', images: [], findings }), { color: false, language, source, fixable });
  const last = (page: string) => page.trimEnd().split('\n').at(-1);
  const warning = finding({ severity: 'warning' });

  test('is nothing when there is nothing', async () => expect(await lint([])).toBe(''));

  test('begins with the finding, like a compiler', async () =>
    expect((await lint([finding()])).split('\n').slice(0, 8)).toEqual([
      'error[job-lacks-packages-write]: The job may not write packages',
      '  --> .github/workflows/ci.yml:12:5',
      '   |',
      '12 |     permissions:',
      '   |     ^^^^^^^^^^^^',
      '13 |       contents: read',
      '   |       ^^^^^^^^^^^^^^',
      '   |',
    ]));

  test('keeps the order of the files', async () => {
    const page = await lint([warning, finding()]);
    expect(page.indexOf('warning[')).toBeLessThan(page.indexOf('error['));
  });

  test.each([
    [[finding()], undefined, '1 error', '1 个错误'],
    [[finding()], 1, '1 error; --fix has a repair for it', '1 个错误，有 --fix 修复方案'],
    [
      [finding(), warning],
      1,
      '1 error, 1 warning; --fix has a repair for 1 of them',
      '1 个错误，1 个警告，其中 1 个有 --fix 修复方案',
    ],
    [
      [finding(), finding()],
      2,
      '2 errors; --fix has a repair for all of them',
      '2 个错误，均有 --fix 修复方案',
    ],
  ])('ends with their number (%#)', async (findings, fixable, en, zh) => {
    expect(last(await lint(findings, fixable))).toBe(en);
    expect(last(await lint(findings, fixable, 'zh-CN'))).toBe(zh);
  });

  test.each([
    [[], ['2 ignored, as a comment or --ignore asks']],
    [[finding()], ['1 error', '2 ignored, as a comment or --ignore asks']],
  ])('counts what was ignored behind that (%#)', async (findings, lines) => {
    const found = report({ command: 'lint', images: [], findings, ignored: 2 });
    const page = await terminal(found, { color: false, language: 'en', source });
    expect(page.trimEnd().split('\n').slice(-lines.length)).toEqual(lines);
  });
});

describe('colours', () => {
  const esc = (text: string) => text.replaceAll('\u001b', '␛');

  test('are there when asked for', async () => {
    const page = esc(await terminal(report(), { color: true, language: 'en', source }));
    expect(page).toContain('␛[31m␛[1merror[job-lacks-packages-write]␛[22m␛[39m');
    expect(page).toContain('␛[32m+      packages: write␛[39m');
    expect(page).toContain('␛[1mfix:␛[22m Give the job');
  });

  test('change nothing but colour', async () => {
    for (const language of ['en', 'zh-CN'] as const) {
      for (const found of Object.values(CASES)) {
        const page = await terminal(found[language], { color: true, language, source });
        const bare = page.replace(/\u001b\[\d+m/g, '');
        expect(bare).toBe(await terminal(found[language], { color: false, language, source }));
      }
    }
  });

  test('can not be brought in from outside', async () => {
    const page = await terminal(hostileReport(), { color: false, language: 'en' });
    expect(page).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    expect(page).toMatchSnapshot();
  });

  test('are ours alone where they are wanted', async () => {
    const page = await terminal(hostileReport(), { color: true, language: 'en' });
    const plain = page.replace(/\u001b\[(?:1|2|4|22|24|3[1-46]|39)m/g, '');
    expect(plain).not.toBe(page);
    expect(plain).toBe(await terminal(hostileReport(), { color: false, language: 'en' }));
  });
});

describe('width and wrapping', () => {
  test('no line is wider than asked or begins with a closing mark', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('软件包', '令牌，', '（作业）', ' packages ', ' a ', '：\n'), {
          maxLength: 40,
        }),
        fc.integer({ min: 20, max: 60 }),
        (parts, columns) => {
          for (const line of wrap(`令${parts.join('牌')}`, columns)) {
            expect(width(line)).toBeLessThanOrEqual(columns);
            expect(line).not.toMatch(/^[，：）]|（$/);
          }
        },
      ),
    );
  });

  test('a word that is wider stays whole', () =>
    expect(wrap('open https://github.com/orgs/octo/packages now', 20)).toEqual([
      'open',
      'https://github.com/orgs/octo/packages',
      'now',
    ]));

  test.each([
    [
      'an expression',
      'Log in with ${{ secrets.GHCR_TOKEN }} now',
      26,
      ['Log in with', '${{ secrets.GHCR_TOKEN }}', 'now'],
    ],
    ['a key with its expression', 'Set a: b, c: ${{ x }}.', 12, ['Set a: b,', 'c: ${{ x }}.']],
    ['a key with a level', 'Add packages: write to it', 16, ['Add', 'packages: write', 'to it']],
    ['none that no line has room for', 'if: ${{ a || b }}', 8, ['if: ${{', 'a || b', '}}']],
    ['no sentence', 'Note: read it', 8, ['Note:', 'read it']],
  ])('keeps whole what is copied: %s', (_, text, columns, lines) =>
    expect(wrap(text, columns)).toEqual(lines),
  );

  test('loses no character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 30 }), (text, columns) => {
        const bare = (found: string) => found.replace(/\s+/g, '');
        expect(bare(wrap(text, columns).join(''))).toBe(bare(wrap(text, 10_000).join('')));
      }),
    );
  });

  test.each([...'，。、；：？！）】》」』”’…·,.;:!?)]}%'])('no line of Chinese begins with %s', (mark) =>
    expect(wrap(`软件包软件包${mark}镜像`, 12)[0]).toBe('软件包软件'),
  );

  test.each([...'（【《「『“‘([{'])('no line of Chinese ends with %s', (mark) =>
    expect(wrap(`软件包软件${mark}镜像`, 12)[0]).toBe('软件包软件'),
  );

  test('Chinese text breaks between characters, not before a comma', () =>
    expect(wrap('作业无权写入软件包，因此被拒绝。', 18)).toEqual(['作业无权写入软件', '包，因此被拒绝。']));

  test.each([
    ['abc', 3],
    ['软件包', 6],
    ['（a）', 5],
    ['e\u0301', 1],
    ['✅', 2],
    ['한국', 4],
    ['🇨🇳', 2],
    ['ｆｕｌｌ', 8],
    ['ﾊﾝ', 2],
    ['…—“”', 4],
    ['\u200b\ufe0f', 0],
  ])('%s takes %d columns', (text, columns) => expect(width(text)).toBe(columns));
});

describe('links of a terminal', () => {
  const docsBase = 'https://github.com/org/ghcr-preflight/blob/v1';
  const LINK = /\u001b\]8;;([^\u001b]*)\u001b\\([^\u001b]*)\u001b\]8;;\u001b\\/g;
  const links = async (changes: Parameters<typeof finding>[0], hyperlinks = true) => {
    const found = report({ findings: [finding(changes)] });
    const text = await terminal(found, { color: false, language: 'en', docsBase, hyperlinks });
    return { all: [...text.matchAll(LINK)].map(([, address, shown]) => [shown, address]), text };
  };
  const page = `${docsBase}/docs/causes/job-lacks-packages-write.md`;

  test('stand behind the id, the page to open and the docs', async () => {
    const fix = { summary: 'x', diff: null, url: 'https://github.com/settings', command: null };
    expect((await links({ fix })).all).toEqual([
      ['job-lacks-packages-write', page],
      ['https://github.com/settings', 'https://github.com/settings'],
      ['docs/causes/job-lacks-packages-write.md', page],
    ]);
  });

  test('are not there unasked; the address is in plain sight then, and whole', async () => {
    const { text } = await links({}, false);
    expect(text).not.toContain('\u001b');
    expect(text.split('\n')).toContain(`    ${page}`);
  });

  test('an address stands behind its label where there is room', async () => {
    const found = report({ findings: [finding()] });
    const text = await terminal(found, { color: false, language: 'en', docsBase, columns: 110 });
    expect(text).toContain(`  docs: ${page}\n`);
  });

  test('lead to web pages only, and can not be ended from within', async () => {
    for (const url of ['javascript:alert(1)', 'https://x\u001b\\evil', 'https://x y', HOSTILE]) {
      const fix = { summary: 'x', diff: null, url, command: null };
      expect((await links({ fix })).all.map(([, address]) => address)).toEqual([page, page]);
    }
  });
});

test.each([60, 80, 120])(
  'a name too long for %d columns moves nothing in the rows of the others',
  async (columns) => {
    const long = `ghcr.io/octo/${'part/'.repeat(20)}app:1`;
    const images = ['ghcr.io/octo/app:1', long, 'ghcr.io/octo/web:1'].map((reference) =>
      image({ reference }),
    );
    const text = await terminal(report({ images }), { color: false, language: 'en', columns });
    const rows = text.split('\n').filter((line) => line.includes('refused  GITHUB_TOKEN'));
    const [first = '', middle = '', last = ''] = rows;
    expect(first).toMatch(/^ {2}✗ ghcr\.io\/octo\/app:1 {2}refused {2}GITHUB_TOKEN/);
    expect(middle).toBe(`  ✗ ${long}  refused  GITHUB_TOKEN`);
    expect(last).toMatch(/^ {2}✗ ghcr\.io\/octo\/web:1 {2}refused {2}GITHUB_TOKEN/);
    for (const each of [first, last]) expect(width(each)).toBeLessThanOrEqual(columns);
  },
);

describe('the first lines', () => {
  test.each([
    [2, 'would refuse both images'],
    [3, 'would refuse all 3 images'],
  ])('count %d images', async (count, words) => {
    const images = Array.from({ length: count }, (_, index) => image({ reference: `ghcr.io/octo/${index}` }));
    expect(await lines({ images })).toContain(words);
  });

  const lines = (changes: Parameters<typeof report>[0], note?: string) =>
    terminal(report(changes), { color: false, language: 'en', columns: 110, ...(note ? { note } : {}) });

  test('name the reason, and how many more there are to read', async () => {
    expect(await lines({})).toMatch(
      /^✗ .* with GITHUB_TOKEN\. The reason: The job may not write packages\.\n/,
    );
    const warning = finding({ severity: 'warning', title: 'A warning' });
    const findings = [warning, finding({ confidence: 'likely' })];
    expect((await lines({ findings })).replace(/\n {2}(?=\S)/g, ' ')).toMatch(
      /^✗ .*\. Most likely: The job may not write packages\. See below: 1 error, 1 warning\.\n/,
    );
    expect(await lines({ verdict: 'allowed', findings: [warning] })).toMatch(
      /^✓ .*\. See below: 1 warning\.\n/,
    );
  });

  test('have what a finding would only repeat', async () => {
    const message = 'No step was seen to push.';
    const text = await lines(
      { verdict: 'allowed', findings: [finding({ severity: 'notice', message })] },
      message,
    );
    expect(text.split(message)).toHaveLength(2);
  });
});

test('what the registry said stands below an image where there is no room beside it', async () => {
  const long = image({ reference: 'ghcr.io/octo/app:1', message: 'word '.repeat(30).trim() });
  const text = await terminal(report({ images: [long], findings: [] }), {
    color: false,
    language: 'en',
    columns: 60,
  });
  for (const line of text.split('\n')) expect(width(line)).toBeLessThanOrEqual(60);
  expect(text).toMatch(/refused {2}GITHUB_TOKEN\n {6}403 word/);
});

test('the same words stand once below neighbours that heard the same', async () => {
  const said = (index: number, message: string) =>
    image({ reference: `ghcr.io/octo/app-${index}:1`, message });
  const [one, other] = ['denied '.repeat(12).trim(), 'unknown '.repeat(12).trim()];
  const images = [said(1, one), said(2, one), said(3, other), said(4, one)];
  const text = await terminal(report({ images, findings: [] }), { color: false, language: 'en' });
  expect(text.match(/403 denied/g)).toHaveLength(2);
  expect(text.match(/403 unknown/g)).toHaveLength(1);
  // The second one hears what the first did, and its status has room.
  expect(text).toMatch(/app-2:1 {2}refused {2}GITHUB_TOKEN {2}403\n/);
});

describe.each(['en', 'zh-CN'] as const)('two thousand refused images (%s)', (language) => {
  const images = Array.from({ length: 2000 }, (_, index) =>
    image({ reference: `ghcr.io/octo/app-${index}:1` }),
  );
  const findings = images.map(({ reference }) => finding({ image: reference }));
  const text = terminal(report({ images, findings }), { color: false, language });

  test('are twenty lines and a count', async () => {
    expect((await text).match(/^ {2}✗ ghcr\.io\/octo\/app-\d+:1 /gm)).toHaveLength(20);
    expect(await text).toContain(
      language === 'en' ? '✗ 1980 other images: refused' : '✗ 其他 1980 个镜像：拒绝',
    );
    expect((await text).split('\n').length).toBeLessThan(500);
  });

  test('of which the report has all', async () =>
    expect(
      (await text).match(language === 'en' ? /The JSON report has all of them/g : /见 JSON 报告/g),
    ).toHaveLength(2));
});

test('a refused one stands before all that are open', async () => {
  const images = Array.from({ length: 60 }, (_, index) =>
    image({ reference: `ghcr.io/octo/app-${index}:1`, verdict: index === 50 ? 'denied' : 'unknown' }),
  );
  const text = await terminal(report({ images, findings: [] }), { color: false, language: 'en' });
  expect(/^ {2}\S ghcr.*/m.exec(text)?.[0]).toContain('✗ ghcr.io/octo/app-50:1');
  expect(text).toContain('? 40 other images: undecided');
});
