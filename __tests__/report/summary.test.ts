import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { summary } from '../../src/report/summary.js';
import { CASES, CHECKED, finding, hostileReport, image, report } from './reports.js';

const docsBase = 'https://github.com/org/ghcr-preflight/blob/v1';
const LANGUAGES = ['en', 'zh-CN'] as const;

describe.each(LANGUAGES)('what a maintainer reads on the run page (%s)', (language) => {
  test.each(Object.keys(CASES))('%s', (name) => {
    const found = CASES[name]?.[language];
    if (!found) throw new Error(name);
    expect(summary(found, CHECKED, { language, username: 'octocat', docsBase })).toMatchSnapshot();
  });
});

describe('text of others', () => {
  test('is shown and does nothing', () => {
    expect(
      summary(hostileReport(), [{ what: 'x | y', result: '@octocat <b>' }], { language: 'en', docsBase }),
    ).toMatchSnapshot();
  });

  /** Every string that others can choose. */
  const nasty = fc.oneof(
    fc.string({ unit: 'binary' }),
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

  test('never adds a line, a cell or a tag', () => {
    const empty = shape(
      summary(hostileReport('x'), [{ what: 'x', result: 'x' }], { language: 'en', docsBase }),
    );
    fc.assert(
      fc.property(nasty, (text) => {
        const found = hostileReport('x');
        const [only] = found.images;
        const [first] = found.findings;
        if (!only || !first) throw new Error('the report is empty');
        only.reference = only.message = text;
        first.title = first.message = first.fix.summary = text;
        first.evidence = [text];
        const page = summary(found, [{ what: text, result: text }], { language: 'en', docsBase });
        const lines = shape(page);
        // An empty text leaves out what it would have stood in; otherwise line for line the same.
        if (/[^\s\p{C}]/u.test(text)) expect(lines).toEqual(empty);
      }),
      { numRuns: 300 },
    );
  });

  test('stays inside its code block', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const page = summary(
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
  const open = (url: string) =>
    summary(report({ findings: [finding({ fix: { summary: 'x', diff: null, url, command: null } })] }), [], {
      language: 'en',
    })
      .split('\n')
      .find((line) => line.startsWith('Open '));

  test('show where they lead', () => {
    expect(open('https://github.com/orgs/octo/packages/container/app/settings')).toBe(
      'Open [`github.com/orgs/octo/packages/container/app/settings`](<https://github.com/orgs/octo/packages/container/app/settings>)',
    );
  });

  test.each(['javascript:alert(1)', 'data:text/html,x', 'https://github.com@evil.example/', 'nonsense'])(
    '%s is text only',
    (url) => expect(open(url)).toBe(`Open \`${url}\``),
  );

  test('can not be ended from within', () => {
    expect(open('https://github.com/a>)[x](https://evil.example')).toBe(
      'Open [`github.com/a>)[x](https://evil.example`](<https://github.com/a%3E%29%5Bx%5D%28https://evil.example>)',
    );
  });

  test('to other causes are made of ids only', () => {
    const page = summary(report({ findings: [finding({ alternatives: ['ok-id', 'no](x)'] })] }), [], {
      language: 'en',
      docsBase: `${docsBase}/`,
    });
    expect(page).toContain(`- [\`ok-id\`](<${docsBase}/docs/causes/ok-id.md>)\n- \`no](x)\`\n`);
  });
});

describe('size', () => {
  test('stays below what GitHub takes, and says that something is left out', () => {
    const long = '|`<&>@'.repeat(20_000);
    const page = summary(
      report({
        images: Array.from({ length: 20_000 }, () => image({ reference: long, message: long })),
        findings: Array.from({ length: 200 }, () =>
          finding({
            message: long,
            fix: { summary: long, diff: long, url: null, command: long },
            evidence: Array.from({ length: 50 }, () => long),
          }),
        ),
      }),
      Array.from({ length: 5000 }, () => ({ what: long, result: long })),
      { language: 'zh-CN' },
    );
    expect(Buffer.byteLength(page)).toBeLessThan(1024 * 1024);
    expect(page).toMatch(/还有 \d+ 个，完整内容见 JSON 报告。/);
    expect(page.trimEnd()).toMatch(/完整内容见 JSON 报告。$/);
    expect(page.match(/<details>/g)?.length ?? 0).toBe(page.match(/<\/details>/g)?.length ?? 0);
  });

  test('of fifty accepted images is one folded table', () => {
    const page = summary(
      report({
        verdict: 'allowed',
        findings: [],
        images: Array.from({ length: 50 }, () => image({ verdict: 'allowed', status: 202, message: null })),
      }),
      [],
      { language: 'en' },
    );
    expect(page).toContain('<summary>50 images</summary>');
    expect(page).toContain('ghcr.io accepts pushes of all 50 images with GITHUB_TOKEN.');
  });
});

/** The skeleton of a page: what begins each line, how many cells it has, and which tags it holds. */
function shape(page: string): string[] {
  return page.split('\n').map((line) => {
    const bare = line
      .replace(/\\[!-/:-@[-`{-~]/g, 'x')
      .replace(/`[^`]*`/g, '')
      .replace(/<br>|<\/?code>/g, '');
    const start = /^(#+ |- |\||```+\w*|<\/?\w+>)?/.exec(bare)?.[0] ?? '';
    const cells = start === '|' ? bare.split('|').length : 0;
    return [start, cells, ...(bare.match(/<[^>]*>?/g) ?? [])].join(' ');
  });
}
