import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { unreadReason } from '../../scripts/book/unread.mjs';
import type { CauseId } from '../../src/causes/index.js';
import { CAUSES } from '../../src/causes/index.js';
import { readGiven } from '../../src/evidence/log/given.js';
import { Scanner } from '../../src/evidence/log/lines/scan.js';
import { readLog } from '../../src/evidence/log/read-log.js';
import { phraseIn } from '../../src/evidence/log/words/phrases/phrases.js';
import { LOOK } from '../../src/evidence/log/words/vocabulary/look.js';
import { explainLogs, joinedJob } from '../../src/judge/logs/symptoms.js';
import { knownLogTools } from '../../src/workflow/knowledge/log-tools.js';
import { explained, logCases, pieces, read } from './support.js';

/** No message shows these, for the reason given. */
const WITHOUT_MESSAGE: Partial<Record<CauseId, string>> = {
  'login-replaced': 'two logins show it, not the refusal',
  'token-expires-soon': 'nothing is refused yet',
  'package-not-linked': 'nothing is refused yet',
  'image-unknown': 'nobody was asked',
  'pull-secret-malformed': 'the kubelet passes over it, or says it in an event before the refusal',
  'no-push-found': 'nothing is refused yet',
  'unexplained-refusal': 'whatever no other cause claims',
};
/** Nothing has been refused when they hold, so no log shows them. */
const BEFORE_ANY_REFUSAL: readonly CauseId[] = [
  'token-expires-soon',
  'package-not-linked',
  'image-unknown',
  'no-push-found',
];

const FIXTURES = new URL('../fixtures/logs/causes/', import.meta.url);
const ids = CAUSES.map(({ id }) => id);
const readable = CAUSES.filter(({ explains }) => explains).map(({ id }) => id);

/** Each message of the generated pages, and the first of its causes there. */
const MESSAGES = ['docs', 'docs/zh-CN'].flatMap((folder) => {
  const page = readFileSync(new URL(`../../${folder}/messages.md`, import.meta.url), 'utf8');
  return [...page.matchAll(/^```text\n([\s\S]*?)\n```\n[\s\S]*?\n- \[.*\(`([\w-]+)`\)$/gm)].map(
    ([, message = '', first = '']) => [folder, message, first] as const,
  );
});

describe('the book is complete', () => {
  test.each(CAUSES)('$id has log patterns, or a reason why none', ({ id, says }) => {
    expect(says.length > 0).toBe(WITHOUT_MESSAGE[id] === undefined);
  });

  test('every cause reads logs, but those that come before any refusal', () => {
    expect(ids.filter((id) => !readable.includes(id)).sort()).toEqual([...BEFORE_ANY_REFUSAL].sort());
  });

  test.each(CAUSES.flatMap(({ id, seen = [] }) => seen.map((message) => ({ id, message }))))(
    '$id: a log that has only this shows a refusal: $message',
    async ({ message }) => {
      expect(
        await unreadReason(message, { readLog, Scanner, LOOK, phraseIn, tools: knownLogTools() }),
      ).toBeNull();
    },
  );

  test('what is passed over is said to lack a word, or a phrase, and which list it is', async () => {
    const reader = { readLog, Scanner, LOOK, phraseIn, tools: knownLogTools() };
    expect(await unreadReason('the moon is full', reader)).toMatch(
      /no word of .*vocabulary\/refusals\.ts .*: the moon is full$/,
    );
    expect(await unreadReason('a platform is full', reader)).toMatch(
      /no phrase of .*words\/phrases\/ .*platform/,
    );
    expect(await unreadReason('context deadline exceeded', reader)).toMatch(/taken for nobody's/);
  });

  test.each(CAUSES)('$id has a case for each of the phrases that it says', ({ id, says }) => {
    const log = (readable as string[]).includes(id)
      ? logCases(id).flatMap(({ text }) => text.split('\n'))
      : [];
    const live = new URL(`../fixtures/causes/${id}.json`, import.meta.url);
    const answers = existsSync(live) ? stringsOf(JSON.parse(readFileSync(live, 'utf8'))) : [];
    const silent = says.filter((words) => ![...log, ...answers].some((line) => words.test(line)));
    expect(
      silent.map((words) => `no case of __tests__/fixtures/logs/causes/${id}.log has what ${words} says`),
    ).toEqual([]);
  });

  test('every cause that reads logs has a fixture', () => {
    const names = readdirSync(FIXTURES).map((name) => name.replace(/\.log$/, ''));
    expect(names.sort()).toEqual([...readable].sort());
  });

  test.each(CAUSES)('$id says in both languages what tells it from its neighbours', ({ text }) => {
    expect(text.en.tell).toBeDefined();
    expect(text['zh-CN'].tell).toBeDefined();
    expect(Boolean(text.en.folk)).toBe(Boolean(text['zh-CN'].folk));
  });

  test.each(['docs', 'docs/zh-CN'])('every message is in %s/messages.md', (folder) => {
    const page = readFileSync(new URL(`../../${folder}/messages.md`, import.meta.url), 'utf8');
    const messages = CAUSES.flatMap(({ id, seen = [] }) => seen.map((message) => ({ id, message })));
    expect(messages.filter(({ message }) => !page.includes(`\n${message}\n`))).toEqual([]);
    expect(messages.filter(({ id }) => !page.includes(`causes/${id}.md`))).toEqual([]);
  });

  test.each(MESSAGES)(
    'what stands in %s is explained when it is pasted alone: %s',
    async (_, message, first) => {
      const { jobs } = await readGiven(pieces(message), 'message', knownLogTools());
      const found = jobs.map((job) => joinedJob(job, null, null));
      expect(explainLogs(found, 'en')[0]?.id).toBe(first);
    },
  );

  test.each(['docs', 'docs/zh-CN'])('every answer of the registry is in %s/errors.md', (folder) => {
    const page = readFileSync(new URL(`../../${folder}/errors.md`, import.meta.url), 'utf8');
    for (const status of [400, 401, 403, 404, 405, 416, 429, '5xx'])
      expect(page).toMatch(new RegExp(`^\\| ${status} \\|`, 'm'));
    const said = CAUSES.flatMap(({ answers = [] }) => answers.map(({ message }) => message));
    expect(said.filter((message) => !page.includes(message.replaceAll('|', '\\|')))).toEqual([]);
  });
});

function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value && typeof value === 'object' ? Object.values(value).flatMap(stringsOf) : [];
}

/** Where on its way a log is lost that nothing is said of. */
async function lostIn(text: string): Promise<string> {
  const { jobs } = await read(text);
  return jobs.some(({ symptoms }) => symptoms.length > 0)
    ? 'a line is read as a refusal, and no cause explains it'
    : 'no line is read as a refusal: src/evidence/log/words/phrases/ has no phrase of it, or vocabulary.ts beside it no word';
}

describe('what a log is put down to', () => {
  const cases = readable.flatMap(logCases);

  test.each(cases)('$id: $name', async ({ id, wanted, text }) => {
    const [finding, ...others] = await explained(text);
    if (!finding) throw new Error(await lostIn(text));
    if (wanted === 'alternative') {
      expect(finding?.id).not.toBe(id);
      expect(finding?.alternatives).toContain(id);
    } else expect([finding?.id, finding?.confidence]).toEqual([id, wanted]);
    // One refusal, one finding.
    expect(others).toEqual([]);
  });

  test.each(cases)('$id: $name, with all the noise of a runner', async ({ wanted, text }) => {
    const plain = await explained(text);
    const wrapped = text
      .trimEnd()
      .split('\n')
      .map((line, index) => {
        const time = /^\d{4}-/.test(line)
          ? ''
          : `2026-11-02T10:00:${String(index % 60).padStart(2, '0')}.1234567Z `;
        return `image\tUNKNOWN STEP\t${time}${line.replace(/(ERROR|Error)/, '\u001b[31m$1\u001b[0m')}`;
      });
    const noise = Array.from({ length: 50 }, (_, index) => `image\tUNKNOWN STEP\tnpm info ok ${index}`);
    const [finding] = await explained([...noise, ...wrapped, ...noise].join('\r\n'));
    expect([finding?.id, finding?.alternatives[0]]).toEqual([plain[0]?.id, plain[0]?.alternatives[0]]);
    expect(wanted === 'alternative' || finding?.confidence === wanted).toBe(true);
  });
});

describe('texts read well where they were read in a log', () => {
  const cases = readable.flatMap(logCases);

  test.each(cases)('$id: $name', async ({ text }) => {
    for (const language of ['en', 'zh-CN'] as const) {
      for (const { title, message, fix, tell = [] } of await explained(text, { language })) {
        for (const said of [title, message, fix.summary, ...tell.map(({ how }) => how)]) {
          expect(said).not.toMatch(/ {2}|^\s|\s$|undefined|\bnull\b|NaN|\[object|""|“”|\(\)|（）/);
          expect(said).not.toMatch(/ [.,;:](?: |$)|,\.|(?<!\.)\.\.(?!\.)|。。|，。|：。/);
        }
        for (const said of [message, fix.summary])
          expect(said).toMatch(language === 'en' ? /[.}]$/ : /[。}]$/);
        if (language === 'zh-CN') {
          const unquoted = `${message}${fix.summary}${tell.map(({ how }) => how).join('')}`.replace(
            /“[^”]*”/g,
            '',
          );
          expect(unquoted).not.toMatch(/\p{Script=Han}[,;:?!]|\p{Script=Han} +\p{Script=Han}/u);
          expect(unquoted).not.toMatch(/\p{Script=Han}[A-Za-z0-9$]|[A-Za-z0-9}]\p{Script=Han}/u);
        }
      }
    }
  });
});
