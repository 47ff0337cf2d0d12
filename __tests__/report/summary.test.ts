import { describe, expect, test } from '@jest/globals';
import { summary } from '../../src/report/summary/summary.js';
import fc from '../properties.js';
import { CASES, CHECKED, finding, hostileReport, image, report } from './reports.js';

const docsBase = 'https://github.com/org/ghcr-preflight/blob/v1';
const CODE = { server: 'https://github.com', repository: 'octo/app', sha: 'abc123', branch: 'main' };
const LANGUAGES = ['en', 'zh-CN'] as const;

describe.each(LANGUAGES)('what a maintainer reads on the run page (%s)', (language) => {
  test.each(Object.keys(CASES))('%s', async (name) => {
    const found = CASES[name]?.[language];
    if (!found) throw new Error(name);
    expect(
      await summary(found, CHECKED, { language, username: 'octocat', docsBase, code: CODE }),
    ).toMatchSnapshot();
  });
});

describe('text of others', () => {
  test('is shown and does nothing', async () => {
    expect(
      await summary(hostileReport(), [{ what: 'x | y', result: '@octocat <b>' }], {
        language: 'en',
        docsBase,
      }),
    ).toMatchSnapshot();
  });

  /** Every string that others can choose. */
  const nasty = fc.oneof(
    // Not `unit: 'binary'`, for which fast-check first makes a table of all of Unicode.
    fc
      .array(fc.integer({ min: 0, max: 0x10_ff_ff }), { maxLength: 10 })
      .map((points) => String.fromCodePoint(...points)),
    fc
      .array(
        fc.constantFrom(
          '`',
          '``',
          '```',
          '|',
          '\\',
          '<',
          '>',
          '&',
          '@',
          '#1',
          '*',
          '_',
          '~',
          '$',
          '[',
          ']',
          '(',
          ')',
          '!',
          '\n',
          '\r',
          ' ',
          'a',
          '-',
          '---',
          'http://e.x',
          'www.e.x',
          'a@e.x',
          '</details>',
          '<img src=x>',
          '&#124;',
          '::error::',
          '作业',
        ),
        { maxLength: 20 },
      )
      .map((parts) => parts.join('')),
  );

  test('never adds a line, a cell or a tag', async () => {
    const empty = shape(
      await summary(hostileReport('x'), [{ what: 'x', result: 'x' }], { language: 'en', docsBase }),
    );
    await fc.assert(
      fc.asyncProperty(nasty, async (text) => {
        const found = hostileReport('x');
        const [only] = found.images;
        const [first] = found.findings;
        if (!only || !first) throw new Error('the report is empty');
        only.reference = only.message = text;
        first.title = first.message = first.fix.summary = text;
        first.evidence = [text];
        const page = await summary(found, [{ what: text, result: text }], { language: 'en', docsBase });
        const lines = shape(page);
        // An empty text leaves out what it would have stood in; otherwise line for line the same.
        if (/[^\s\p{C}]/u.test(text)) expect(lines).toEqual(empty);
      }),
      { numRuns: 300 },
    );
  });

  test('stays inside its code block', async () => {
    await fc.assert(
      fc.asyncProperty(nasty, async (text) => {
        const page = await summary(
          report({ findings: [finding({ fix: { summary: 'x', diff: text, url: null, command: null } })] }),
          [],
          { language: 'en' },
        );
        if (text === '') return;
        const opening = /^(`{3,})diff$/m.exec(page);
        const mark = opening?.[1] ?? '';
        const inside = page.slice((opening?.index ?? 0) + (opening?.[0].length ?? 0) + 1);
        const body = inside.slice(0, inside.search(new RegExp(`^${mark}$`, 'm')));
        expect(body).not.toContain(mark);
      }),
    );
  });
});

describe('links', () => {
  const open = async (url: string) => {
    const found = report({ findings: [finding({ fix: { summary: 'x', diff: null, url, command: null } })] });
    const page = await summary(found, [], { language: 'en' });
    return page.split('\n').find((line) => line.startsWith('Open '));
  };

  test('show where they lead', async () => {
    expect(await open('https://github.com/settings/tokens')).toBe(
      'Open [`github.com/settings/tokens`](<https://github.com/settings/tokens>)',
    );
    // No line of a phone has room for it: it is broken between its parts.
    expect(await open('https://github.com/orgs/octo/packages/container/app/settings')).toBe(
      'Open [<code>github.com/<wbr>orgs/<wbr>octo/<wbr>packages/<wbr>container/<wbr>app/<wbr>settings</code>](<https://github.com/orgs/octo/packages/container/app/settings>)',
    );
  });

  test.each(['javascript:alert(1)', 'data:text/html,x', 'https://github.com@evil.example/', 'nonsense'])(
    '%s is text only',
    async (url) => expect(await open(url)).toBe(`Open \`${url}\``),
  );

  test('can not be ended from within', async () => {
    expect(await open('https://github.com/a>)[x](https://evil.example')).toBe(
      'Open [`github.com/a>)[x](https://evil.example`](<https://github.com/a%3E%29%5Bx%5D%28https://evil.example>)',
    );
  });

  test('to other causes are made of ids only', async () => {
    const page = await summary(report({ findings: [finding({ alternatives: ['ok-id', 'no](x)'] })] }), [], {
      language: 'en',
      docsBase: `${docsBase}/`,
    });
    expect(page).toContain(`- [\`ok-id\`](<${docsBase}/docs/causes/ok-id.md>)\n- \`no](x)\`\n`);
  });
});

describe('the order', () => {
  const page = (changes: Parameters<typeof report>[0] = {}) =>
    summary(report(changes), CHECKED, { language: 'en', docsBase, code: CODE });
  const at = (text: string, part: string) => {
    expect(text).toContain(part);
    return text.indexOf(part);
  };

  test('is verdict, fix, diff, reason, then what was asked', async () => {
    const text = await page();
    const parts = [
      '## ❌',
      '**Fix**',
      '```diff',
      '### Why: ',
      'Asked about `ghcr.io/octo/app:1`',
      '<details>',
    ];
    const places = parts.map((part) => at(text, part));
    expect(places).toEqual([...places].sort((one, other) => one - other));
    expect(text.slice(0, places[1]).trim()).toBe('## ❌ The push would be refused');
  });

  test('has no table for one image, and one after the fix for two', async () => {
    expect(await page()).not.toContain('| Image |');
    const two = await page({
      images: [image(), image({ reference: 'ghcr.io/octo/b:1', verdict: 'allowed' })],
    });
    expect(at(two, '| Image |')).toBeGreaterThan(at(two, '```diff'));
  });

  test('of a text or a log has no table: nobody was asked', async () => {
    const images = [image(), image({ reference: 'ghcr.io/octo/b:1' })];
    expect(await page({ command: 'lint', images })).not.toContain('| Image |');
    expect(await page({ command: 'explain', images })).not.toContain('| Image |');
  });

  test('of what was accepted is the verdict first, and the warning after it', async () => {
    const images = [image({ verdict: 'allowed', status: 202, message: null })];
    const warned = finding({ severity: 'warning', title: 'Look out' });
    const text = await page({ verdict: 'allowed', images, findings: [warned] });
    expect(at(text, 'accepts the push of `ghcr.io/octo/app:1`')).toBeLessThan(at(text, '### ⚠️ Look out'));
    expect(at(text, '### ⚠️ Look out')).toBeLessThan(at(text, '**Fix**'));
  });

  test("shows the registry's own words as code, where no list has them", async () => {
    const text = await page({ findings: [], images: [image({ message: 'denied: <b>`no`</b>' })] });
    expect(text).toContain("403 `denied: <b>'no'</b>`");
  });

  test("says nothing twice: the note, the registry's words, what was checked", async () => {
    const message = 'ghcr.io refused it: permission_denied: write_package.';
    const found = finding({ message, evidence: ["GITHUB_TOKEN: the job's own token", 'Something else'] });
    const text = await summary(report({ findings: [found] }), CHECKED, { language: 'en', note: message });
    expect(text.split('permission_denied: write_package')).toHaveLength(2);
    expect(text).toContain('- Something else');
    expect(text.split("`GITHUB_TOKEN`: the job's own token")).toHaveLength(2);
  });

  test.each(['explain', 'lint'] as const)('says the note of %s once', async (command) => {
    const text = await summary(report({ command, images: [] }), [], {
      language: 'en',
      note: 'A word beside it.',
    });
    expect(text.split('A word beside it.')).toHaveLength(2);
  });

  test('one finding of several with a title names its image, and one picture is enough for them', async () => {
    const chain = (name: string, level: 'none' | 'read') => [
      {
        kind: 'job' as const,
        name: 'build',
        file: null,
        location: null,
        level,
        isBroken: true,
        isEnd: false,
      },
      {
        kind: 'package' as const,
        name,
        file: null,
        location: null,
        level: null,
        isBroken: false,
        isEnd: true,
      },
    ];
    const [one, two, three] = ['ghcr.io/octo/a', 'ghcr.io/octo/b', 'ghcr.io/octo/c'] as const;
    const text = await page({
      findings: [
        finding({ image: one, chain: chain(one, 'none') }),
        finding({ image: two, chain: chain(two, 'none') }),
        finding({ image: three, chain: chain(three, 'read') }),
        finding({ title: 'Another', image: three }),
      ],
    });
    expect(text.match(/^### ❌.*/gm)).toEqual([
      '### ❌ The job may not write packages: `ghcr.io/octo/b`',
      '### ❌ The job may not write packages: `ghcr.io/octo/c`',
      '### ❌ Another',
    ]);
    expect(text.match(/packages: (?:none|read)"\|/g)).toEqual(['packages: none"|', 'packages: read"|']);
  });

  test('of other causes is by title, with what would tell', async () => {
    const tell = [{ id: 'organization-policy', title: 'A policy', how: 'Ask an owner.' }];
    const text = await page({ findings: [finding({ tell })] });
    expect(text).toContain(`- [A policy](<${docsBase}/docs/causes/organization-policy.md>). Ask an owner.`);
    expect(await page({ findings: [finding({ tell: [] })] })).not.toContain('If that is not it');
  });

  test.each([
    ['en', 'A policy', 'Look: it is there.', '. Look: it is there.'],
    ['zh-CN', '组织策略', '查看页面：它在那里。', '。查看页面：它在那里。'],
  ] as const)(
    'has its title and what would tell in two sentences (%s)',
    async (language, title, how, after) => {
      const tell = [{ id: 'organization-policy', title, how }];
      const text = await summary(report({ findings: [finding({ tell })] }), [], { language });
      expect(text).toContain(`- ${title}${after}`);
    },
  );
});

test.each([
  [[], '⚠️ The workflows could not be read'],
  [[image({ verdict: 'unknown' })], '✅ Nothing found that would be refused, as far as the text tells'],
])('the heading of texts that leave something open (%#)', async (images, heading) => {
  const open = report({ command: 'lint', verdict: 'unknown', images, findings: [] });
  expect((await summary(open, [], { language: 'en' })).split('\n')[0]).toBe(`## ${heading}`);
});

describe('a place', () => {
  const page = (
    file: string,
    code: Parameters<typeof summary>[2]['code'] = CODE,
    diff: string | null = null,
  ) => {
    const location = { file, line: 12, column: 1, endLine: 12, endColumn: 2 };
    const found = finding({ location, fix: { ...finding().fix, diff } });
    return summary(report({ findings: [found] }), [], { language: 'en', code });
  };

  test('links to the line at its commit, and to the editor on its branch', async () =>
    expect(await page('.github/workflows/a b.yml', { ...CODE, branch: 'feat/x#1' })).toContain(
      '[`.github/workflows/a b.yml`, line 12](<https://github.com/octo/app/blob/abc123/.github/workflows/a%20b.yml#L12>) · [edit](<https://github.com/octo/app/edit/feat/x%231/.github/workflows/a%20b.yml#L12>)',
    ));

  test('can be edited on a branch only', async () =>
    expect(await page('.github/workflows/ci.yml', { ...CODE, branch: null })).not.toContain('[edit]'));

  test('in another repository is there', async () => {
    const text = await page('octo/shared/.github/workflows/image.yml@v1');
    expect(text).toContain('](<https://github.com/octo/shared/blob/v1/.github/workflows/image.yml#L12>)');
    expect(text).not.toContain('[edit]');
  });

  test('in a log is where the repair begins; the line of the log stands with the reason', async () => {
    const text = await page('build/3_push.txt', CODE, finding().fix.diff);
    expect(text).toContain('](<https://github.com/octo/app/blob/abc123/.github/workflows/ci.yml#L13>)');
    expect(text).toContain('Seen in the log: `build/3_push.txt`, line 12');
  });

  test('without an address of the code is text', async () =>
    expect(await page('.github/workflows/ci.yml', null)).toContain(
      '\n`.github/workflows/ci.yml`, line 12\n',
    ));
});

describe('code', () => {
  const of = async (message: string) => {
    const text = await summary(report({ findings: [finding({ message })] }), [], { language: 'en' });
    return /### Why: .*\n\n(.*)/.exec(text)?.[1];
  };

  test.each([
    ['Add packages: write to it.', 'Add `packages: write` to it.'],
    ['(id-token: write)', '(`id-token: write`)'],
    ['加上 packages: write。', '加上 `packages: write`。'],
    ['give GITHUB_TOKEN, and GHCR_TOKEN.', 'give `GITHUB_TOKEN`, and `GHCR_TOKEN`.'],
    ['Set push: ${{ github.event_name == x }} there', 'Set `push: ${{ github.event_name == x }}` there'],
    ['the scope read:packages', 'the scope `read:packages`'],
    ['of ghcr.io/octo/app:1.', 'of `ghcr.io/octo/app:1`.'],
    ['in .github/workflows/ci.yml:12, job a', 'in `.github/workflows/ci.yml:12`, job a'],
    ['with --fix.', 'with `--fix`.'],
    [
      'where secrets.GHCR_TOKEN is empty, on github.com',
      'where `secrets.GHCR_TOKEN` is empty, on github.com',
    ],
    ['a note: writers read: nothing of it', 'a note: writers read: nothing of it'],
    ['SHOUTING, ghcr.io and 3/4 are words', 'SHOUTING, ghcr.io and 3/4 are words'],
    ['https://x.example/packages: write', '`https://x.example/packages`: write'],
  ])('%s', async (message, want) => expect(await of(message)).toBe(want));
});

test.each([
  ['en', 'token not known'],
  ['zh-CN', '令牌未知'],
] as const)('a token that a later step logs in with is not called none (%s)', async (language, word) => {
  const open = image({ verdict: 'unknown', status: null, message: null, token: null, isTokenUnknown: true });
  const text = await summary(report({ verdict: 'unknown', images: [open, image()] }), [], { language });
  expect(text).toContain(`<br>${word} |`);
});

describe('a name that no client sends', () => {
  const unsent = image({ reference: 'ghcr.oi/octo/app:1', status: null, message: null, isUnsent: true });

  test.each([
    ['en', 'The push would fail'],
    ['zh-CN', '推送会失败'],
  ] as const)('is no refusal by the registry (%s)', async (language, heading) => {
    const text = await summary(report({ images: [unsent] }), [], { language });
    expect(text.split('\n')[0]).toBe(`## ❌ ${heading}`);
    expect(text).not.toMatch(/ghcr\.io would refuse|GITHUB_TOKEN`: |会被拒绝|Asked about|询问的镜像/);
  });

  test('beside one that the registry refuses is counted apart', async () => {
    const text = await summary(report({ images: [unsent, image()] }), [], { language: 'en' });
    expect(text).toContain('ghcr.io would refuse 1 of 2 images with `GITHUB_TOKEN`.');
    expect(text).toContain('The push of 1 of 2 images would fail before ghcr.io is asked.');
    expect(text).toContain('| `ghcr.oi/octo/app:1`<br>not asked | ❌&nbsp;fails |');
  });
});

describe('a phone', () => {
  test('shows the images in two columns, and breaks what is long', async () => {
    const reference = `ghcr.io/octo/${'a_very_long_name'.repeat(4)}@sha256:${'0123456789abcdef'.repeat(4)}`;
    const text = await summary(report({ images: [image({ reference }), image()] }), [], { language: 'en' });
    const row = /^\| (<code>.*?<\/code>)<br>/m.exec(text)?.[1] ?? '';
    const parts = row.replaceAll(/&#(\d+);/g, (_, number) => String.fromCodePoint(Number(number)));
    expect(parts.replaceAll(/<\/?\w+>/g, '')).toBe(reference);
    for (const part of parts.replaceAll(/<\/?code>/g, '').split('<wbr>'))
      expect(part.length).toBeLessThanOrEqual(24);
    for (const line of text.split('\n').filter((each) => each.startsWith('|')))
      expect(line.split(' | ')).toHaveLength(2);
  });

  test('has no other table', async () =>
    expect(await summary(report(), CHECKED, { language: 'en' })).not.toContain('| ---'));
});

describe('the checklist', () => {
  const item = (about: 'package' | 'race' | 'link' | 'secret', subject: string) => ({
    about,
    state: 'to-do' as const,
    subject,
    text: `about the ${about}`,
    location: null,
  });

  test.each([
    ['race', 'new-package-race', 'ghcr.io/octo/app'],
    ['link', 'package-not-linked', 'ghcr.io/octo/app'],
    ['secret', 'token-missing', 'GHCR_PAT'],
  ] as const)('does not say of the %s what a finding has said', async (about, id, subject) => {
    const plan = [item(about, subject), item('package', 'ghcr.io/octo/app'), item(about, 'ANOTHER')];
    const found = finding({ id, message: 'GHCR_PAT is empty.' });
    const text = await summary(report({ plan, findings: [found] }), [], { language: 'en' });
    expect(text.split(`about the ${about}`)).toHaveLength(2);
    expect(text).toContain('- ⬜ about the package');
  });
});

describe('size', () => {
  test('of two thousand refused images is fifty rows, and the rest folded', async () => {
    const images = Array.from({ length: 2000 }, (_, index) =>
      image({ reference: `ghcr.io/octo/app-${index}:1` }),
    );
    const page = await summary(report({ images }), [], { language: 'en' });
    const [open = '', rest = ''] = page.split('<summary>1950 other images</summary>');
    expect(open.match(/^\| `ghcr/gm)).toHaveLength(50);
    expect(rest.match(/^\| `ghcr/gm)).toHaveLength(500);
    expect(rest).toContain('… and 1450 more. The JSON report has all of them.');
  });

  test('stays below what GitHub takes, and says that something is left out', async () => {
    // Several times what one page holds.
    const long = '|`<&>@'.repeat(2000);
    const page = await summary(
      report({
        images: Array.from({ length: 200 }, () => image({ reference: long, message: long })),
        findings: Array.from({ length: 60 }, () =>
          finding({
            message: long,
            fix: { summary: long, diff: long, url: null, command: long },
            evidence: Array.from({ length: 10 }, () => long),
          }),
        ),
      }),
      Array.from({ length: 200 }, () => ({ what: long, result: long })),
      { language: 'zh-CN' },
    );
    expect(Buffer.byteLength(page)).toBeLessThan(1024 * 1024);
    expect(page.trimEnd()).toMatch(/完整内容见 JSON 报告。$/);
    expect(page.match(/<details>/g)?.length ?? 0).toBe(page.match(/<\/details>/g)?.length ?? 0);
  });

  test('of too many findings ends at one, and says how many are left', async () => {
    const long = 'x '.repeat(2000);
    const findings = Array.from({ length: 400 }, () => finding({ message: long }));
    const page = await summary(report({ findings }), CHECKED, { language: 'en' });
    const shown = page.split('**Fix**').length - 1;
    expect(page.trimEnd()).toMatch(
      new RegExp(`${400 - shown} more findings do not fit on this page. The JSON report has all of them.$`),
    );
  });

  test('of fifty accepted images is one folded table', async () => {
    const page = await summary(
      report({
        verdict: 'allowed',
        findings: [],
        images: Array.from({ length: 50 }, (_, tag) =>
          image({ reference: `ghcr.io/octo/app:${tag}`, verdict: 'allowed', status: 202, message: null }),
        ),
      }),
      [],
      { language: 'en' },
    );
    expect(page).toContain('<summary>50 images</summary>');
    expect(page).toContain('ghcr.io accepts pushes of all 50 images with `GITHUB_TOKEN`.');
  });
});

/** The skeleton of a page: what begins each line, how many cells it has, and which tags it holds. */
function shape(page: string): string[] {
  return page.split('\n').map((line) => {
    const bare = line
      .replace(/\\[!-/:-@[-`{-~]/g, 'x')
      .replace(/`[^`]*`/g, '')
      .replace(/<br>|<wbr>|<\/?code>/g, '');
    const start = /^(#+ |- |\||```+\w*|<\/?\w+>)?/.exec(bare)?.[0] ?? '';
    const cells = start === '|' ? bare.split('|').length : 0;
    return [start, cells, ...(bare.match(/<[^>]*>?/g) ?? [])].join(' ');
  });
}
