import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { Cause, Claim } from '../../src/causes/cause.js';
import type { Facts } from '../../src/causes/facts.js';
import { CAUSES, type CauseId } from '../../src/causes/index.js';
import { placeholders, textOf } from '../../src/causes/rules.js';
import { lint } from '../../src/commands/lint.js';
import { caseOfAnswer, subjectOfRun } from '../../src/judge/answers/case-of-answer.js';
import { factsOfClaim } from '../../src/judge/finding.js';
import type { Finding, Language } from '../../src/types.js';
import { strayNames } from '../both-languages.js';
import { type Expected, explanations, type Scenario, scenario } from './scenario.js';

const LANGUAGES: readonly Language[] = ['en', 'zh-CN'];
const FIXTURES = new URL('../fixtures/causes/', import.meta.url);
const SOURCES = new URL('../../src/causes/book/', import.meta.url);
const fixture = (id: string): Scenario[] => JSON.parse(readFileSync(new URL(`${id}.json`, FIXTURES), 'utf8'));
/** Causes that are met at the registry before a push, or in the text of a workflow; the others only show in a log. */
const LIVE = CAUSES.filter(
  ({ id, lints, notices }) => lints || notices || existsSync(new URL(`${id}.json`, FIXTURES)),
);
const cases = LIVE.flatMap(({ id }) => fixture(id).map((one) => ({ id, one, title: `${id}: ${one.name}` })));

/** A claim by the fields that the case names. */
function summary(
  id: string,
  claim: Claim,
  text: { message: string; fix: string },
  wanted: Partial<Expected>,
) {
  const cause = CAUSES.find((candidate) => candidate.id === id);
  const seen: Expected = {
    id,
    confidence: claim.confidence,
    severity: claim.severity ?? cause?.severity,
    line: claim.location?.line,
    job: claim.job,
    url: claim.url,
    command: claim.command,
    text: wanted.text?.filter((part) => `${text.message}\n${text.fix}`.includes(part)),
  };
  return Object.fromEntries(Object.entries(seen).filter(([key]) => key in wanted));
}

describe('what a refusal is put down to', () => {
  test.each(cases.filter(({ one }) => one.expect !== undefined))('$title', ({ one }) => {
    const given = scenario(one);
    const [first, ...rest] = explanations(given);
    if (!one.expect) {
      expect(first).toBeUndefined();
      return;
    }
    if (!first) throw new Error('no cause holds');
    const { cause, claim } = first;
    const facts = factsOfClaim(claim, caseOfAnswer(given.refusal, given.evidence), 'en');
    const { alternatives, ...wanted } = one.expect;
    expect(summary(cause.id, claim, textOf(cause, facts, claim.detail, 'en'), wanted)).toEqual(wanted);
    if (alternatives) {
      const others = rest.filter(({ cause: other }) => !other.lastResort).map(({ cause: other }) => other.id);
      expect(others).toEqual(alternatives);
    }
  });
});

/** Who opens a page finds there what the fix beside it says to do. */
test('the page that makes a token stands beside a fix that says to make one', () => {
  const made = cases.flatMap(({ one, title }) => {
    const given = scenario(one);
    return explanations(given).flatMap(({ cause, claim }) => {
      if (!claim.url?.includes('/settings/tokens/new')) return [];
      const facts = factsOfClaim(claim, caseOfAnswer(given.refusal, given.evidence), 'en');
      return [{ title, id: cause.id, fix: textOf(cause, facts, claim.detail, 'en').fix }];
    });
  });
  expect(made.length).toBeGreaterThan(20);
  expect(
    made.filter(({ fix }) => !/personal access token|\bclassic\b|use a token that has it/.test(fix)),
  ).toEqual([]);
});

describe('what is noticed although nothing is refused', () => {
  test.each(cases.filter(({ one }) => one.notices !== undefined))('$title', ({ id, one }) => {
    const { evidence } = scenario(one);
    const cause = CAUSES.find((candidate) => candidate.id === id);
    const claims = cause?.notices?.(evidence) ?? [];
    const wanted = one.notices ?? [];
    expect(
      claims.map((claim, index) => {
        const facts = factsOfClaim(claim, subjectOfRun(evidence), 'en');
        const text = textOf(cause as Cause, facts, claim.detail, 'en');
        return summary(id, claim, text, wanted[index] ?? {});
      }),
    ).toEqual(wanted);
  });
});

/** What `lint` says of a case's workflow. */
async function lintCase({ lint: given }: Scenario, language: Language) {
  const { report } = await lint({
    paths: [],
    texts: [{ file: 'ci.yml', text: (given?.text ?? []).join('\n') }],
    repository: given?.repository ?? 'octo/app',
    event: null,
    language,
    root: '/nowhere',
  });
  return report.findings;
}

describe('what is found in the text of a workflow', () => {
  test.each(cases.filter(({ one }) => one.lint !== undefined))('$title', async ({ id, one }) => {
    const findings = await lintCase(one, 'en');
    const wanted = one.lint?.expect ?? {};
    expect(findings.map((finding) => finding.id)).toEqual([id]);
    const [finding] = findings as [Finding];
    const said = `${finding.message}\n${finding.fix.summary}`;
    const seen: Record<string, unknown> = {
      ...finding,
      line: finding.location?.line,
      text: wanted.text?.filter((part) => said.includes(part)),
    };
    expect(Object.fromEntries(Object.keys(wanted).map((key) => [key, seen[key]]))).toEqual(wanted);
  });

  test.each(
    cases.flatMap(({ one, title }) =>
      one.lint ? LANGUAGES.map((language) => ({ one, title, language })) : [],
    ),
  )('reads well: $title in $language', async ({ one, language }) => {
    for (const { title, message, fix } of await lintCase(one, language)) {
      for (const text of [title, message, fix.summary]) {
        expect(text).not.toMatch(
          / {2}|^\s|\s$|undefined|\bnull\b|NaN|\[object|""|“”|\(\)|（）|[\uE000-\uF8FF]/,
        );
        expect(text).not.toMatch(/\p{Co}/u);
      }
    }
  });
});

describe('the repair', () => {
  const refusal = { message: 'installation not allowed to Create organization package' };
  const text = [
    'on: push',
    'jobs:',
    '  build:',
    '    runs-on: ubuntu-latest',
    '    permissions:',
    '      contents: read # enough for checkout',
    '    steps:',
    '      - run: docker push ghcr.io/octo/app:1',
    '',
  ].join('\n');
  const diffOf = (grants: Scenario['grants'], content: string) => {
    const texts = { '.github/workflows/ci.yml': content };
    const [first] = explanations(scenario({ name: '', answer: refusal, grants, workflow: { texts } }));
    return { id: first?.cause.id, added: first?.claim.diff?.match(/^[+-] .*$/gm) };
  };

  test('one line in the block that is there', () => {
    expect(diffOf([['build', 'job', 'none', 5]], text)).toEqual({
      id: 'job-lacks-packages-write',
      added: ['+      packages: write'],
    });
  });

  test('a block where there is none', () => {
    const bare = text.replace(/ {4}permissions:\n.*\n/, '');
    expect(diffOf([['build', 'default', null, 3]], bare)).toEqual({
      id: 'default-token-permissions',
      added: expect.arrayContaining(['+    permissions:', '+      packages: write']),
    });
  });

  test('none where the text is not at hand', () => {
    const [first] = explanations(
      scenario({ name: '', answer: refusal, grants: [['build', 'job', 'none', 5]] }),
    );
    expect(first?.claim.diff).toBeUndefined();
  });
});

describe('no two causes are sure of the same refusal', () => {
  test.each(cases.filter(({ one }) => one.expect))('$title', ({ one }) => {
    const certain = explanations(scenario(one)).filter(({ claim }) => claim.confidence === 'certain');
    expect(certain.map(({ cause }) => cause.id).slice(1)).toEqual([]);
  });
});

describe('every cause is complete', () => {
  const names = (folder: URL, end: string) =>
    readdirSync(folder)
      .filter((name) => name.endsWith(end))
      .map((name) => name.slice(0, -end.length));
  const ids = CAUSES.map(({ id }) => id as string).sort();

  test('its file and its line in the list', () => {
    expect(names(SOURCES, '.ts').sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('a fixture, of an answer or of a log', () => {
    const logs = names(new URL('../fixtures/logs/causes/', import.meta.url), '.log');
    const live = LIVE.map(({ id }) => id as string);
    expect(ids.filter((id) => !live.includes(id) && !logs.includes(id))).toEqual([]);
  });

  test('its fixture, in which it is found', () => {
    const told = LIVE.map(({ id }) => id as string).sort();
    expect(names(FIXTURES, '.json').sort()).toEqual(told);
    const found = cases.filter(({ id, one }) => one.expect?.id === id || one.notices?.length || one.lint);
    expect([...new Set(found.map(({ id }) => id as string))].sort()).toEqual(told);
  });

  test.each(['docs/causes', 'docs/zh-CN/causes'])('its page in %s', (folder) => {
    const pages = names(new URL(`../../${folder}/`, import.meta.url), '.md');
    expect(pages.filter((name) => name !== 'README').sort()).toEqual(ids);
  });

  test('no other file names it, but the order of the book', () => {
    const judge = new URL('../../src/judge/', import.meta.url);
    const files = [SOURCES, judge].flatMap((folder) =>
      names(folder, '.ts').map((name) => ({
        name,
        text: readFileSync(new URL(`${name}.ts`, folder), 'utf8'),
      })),
    );
    const named = files.flatMap(({ name, text }) =>
      ids.filter((id) => id !== name && new RegExp(`['"\`]${id}['"\`]`).test(text)),
    );
    expect(named).toEqual([]);
  });

  test('the last resort stands last', () => {
    const last = CAUSES.filter(({ lastResort }) => lastResort).map(({ id }) => id);
    expect(last).toEqual(['unexplained-refusal' satisfies CauseId]);
    expect(CAUSES.at(-1)?.id).toBe(last[0]);
  });

  test.each(CAUSES)('$id says what it has seen', ({ says, seen = [], sources }) => {
    expect(sources.length).toBeGreaterThan(0);
    expect(seen.filter((line) => !says.some((words) => words.test(line)))).toEqual([]);
    expect(seen.length > 0).toBe(says.length > 0);
  });
});

describe('texts read well', () => {
  // A summary shows the fix before the message, and SARIF shows it alone.
  test('a fix names what is to be changed', () => {
    const imperative =
      /['"`](?:Add|Give|Leave|Make|Move|Name|Pass|Pipe|Put|Read|Remove|Render|Replace|Set|Write) (?:it\b|them\b|one:).{0,40}/g;
    const folders = ['book', 'words'].map((name) => new URL(`../../src/causes/${name}/`, import.meta.url));
    const texts = folders.flatMap((folder) =>
      readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8')),
    );
    expect(texts.flatMap((text) => text.match(imperative) ?? [])).toEqual([]);
    expect(texts.length).toBeGreaterThan(CAUSES.length);
  });

  // A page in Chinese shows the example with these; a single word names a thing and stays.
  test.each(CAUSES.filter(({ change }) => change))(
    '$id: the comments of its example have their Chinese',
    ({ change }) => {
      const { before, after, inChinese = {} } = change as NonNullable<typeof change>;
      const comments = [...`${before}\n${after}`.matchAll(/(?:^| )# (.+)$/gm)].map(
        ([, comment = '']) => comment,
      );
      const prose = comments.filter((comment) => comment.includes(' '));
      expect(Object.keys(inChinese).sort()).toEqual([...new Set(prose)].sort());
      for (const text of Object.values(inChinese)) expect(text).toMatch(/\p{Script=Han}/u);
    },
  );

  /** With nothing known but what is always known. */
  function bare(facts: Facts): Facts {
    const empty = Object.fromEntries(Object.keys(facts).map((key) => [key, '']));
    return {
      ...(empty as unknown as Facts),
      asker: facts.asker,
      access: facts.access,
      registry: 'ghcr.io',
      serverUrl: 'https://github.com',
    };
  }

  /** What the cases of its fixture come to: facts and detail. */
  function metBy(cause: (typeof CAUSES)[number], language: Language): { facts: Facts; detail: unknown }[] {
    const cases = LIVE.includes(cause) ? fixture(cause.id) : [];
    return cases
      .filter(
        ({ expect: wanted, notices, lint: text }) => !text && (wanted?.id === cause.id || notices?.length),
      )
      .flatMap((one) => {
        const { evidence, refusal } = scenario(one);
        const seen = caseOfAnswer(refusal, evidence);
        const claims = one.notices ? (cause.notices?.(evidence) ?? []) : [cause.explains?.(seen)];
        const subject = one.notices ? subjectOfRun(evidence) : seen;
        return claims.flatMap((claim) =>
          claim ? [{ facts: factsOfClaim(claim, subject, language), detail: claim.detail }] : [],
        );
      });
  }

  const texts = CAUSES.flatMap((cause) =>
    LANGUAGES.flatMap((language) => {
      const full = placeholders(cause);
      const met = metBy(cause, language);
      const details = [cause.exampleDetail, ...met.map(({ detail }) => detail)];
      const plain = details.flatMap((detail) =>
        [full, bare(full), { ...full, said: 'HTTP 403' }].map((facts) => ({ facts, detail })),
      );
      return [...plain, ...met].map(({ facts, detail }) => ({
        id: cause.id,
        language,
        ...textOf(cause, facts, detail, language),
        tell: cause.text[language].tell?.(facts) ?? '',
        folk: cause.text[language].folk?.(facts) ?? '',
      }));
    }),
  );

  // A branch that is turned round in one language says something else there, with words that are all right by themselves.
  test.each(CAUSES)('$id names nothing in Chinese that its English does not', ({ id }) => {
    const told = (wanted: Language) =>
      texts
        .filter(({ id: each, language }) => each === id && language === wanted)
        .map(({ title, message, fix, tell, folk }) => [title, message, fix, tell, folk].join('\n'));
    const english = told('en');
    const stray = told('zh-CN').flatMap((text, at) => strayNames(text, english[at] as string));
    expect([...new Set(stray)]).toEqual([]);
  });

  // The title is what stands large over an annotation and a summary.
  test.each(
    CAUSES.filter(({ id }) =>
      LIVE.some((live) => live.id === id && metBy(live, 'en').some(({ facts }) => facts.access === 'pull')),
    ),
  )('$id has a title that fits a pull', (cause) => {
    const titles = LANGUAGES.flatMap((language) =>
      metBy(cause, language)
        .filter(({ facts }) => facts.access === 'pull')
        .map(({ facts, detail }) => textOf(cause, facts, detail, language).title),
    );
    expect(titles.filter((title) => /\bpush|\bwrite|推送|写入/i.test(title))).toEqual([]);
  });

  test.each(texts)('$id in $language: $message', ({ language, title, message, fix, tell, folk }) => {
    expect(title).toMatch(/[^.。\s]$/);
    for (const text of [title, message, fix, tell, folk]) {
      expect(text).not.toMatch(/ {2}|^\s|\s$|undefined|\bnull\b|NaN|\[object|""|“”|\(\)|（）/);
      expect(text).not.toMatch(/ [.,;:](?: |$)|,\.|\.\.|。。|，。|：。/);
    }
    const end = language === 'en' ? /[.}]$/ : /[。}]$/;
    expect(message).toMatch(end);
    expect(fix).toMatch(end);
    if (language === 'zh-CN') {
      // Half-width marks between Han characters, and missing spaces between Han and Latin.
      const unquoted = `${message}${fix}${tell}${folk}`.replace(/“[^”]*”/g, '');
      expect(unquoted).not.toMatch(/\p{Script=Han}[,;:?!]|\p{Script=Han} +\p{Script=Han}/u);
      expect(unquoted).not.toMatch(/\p{Script=Han}[A-Za-z0-9$]|[A-Za-z0-9}]\p{Script=Han}/u);
    }
  });
});
