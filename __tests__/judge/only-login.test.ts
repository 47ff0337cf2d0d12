/** With `login: none` our own step makes no login, so that none of the job's takes its place, and none is to be removed for it. */
import { expect, test } from '@jest/globals';
import { loginReplaced } from '../../src/causes/book/login-replaced.js';
import { tokenMissing } from '../../src/causes/book/token-missing.js';
import { placeholders } from '../../src/causes/rules.js';
import { unreadNotice } from '../../src/faces/action/preflight/unread-words.js';
import type { Language } from '../../src/types.js';

/** That a login was made by us, or that one comes after ours or again. */
const OWN = { en: /has (?:made|logged)|replaces|later|again/, 'zh-CN': /已经登录|替换|后面|再次/ };
const LANGUAGES: Language[] = ['en', 'zh-CN'];

test.each(LANGUAGES)('nothing is said of a login that is not made (%s)', (language) => {
  const said = (isOnly: boolean) => {
    const f = placeholders(loginReplaced);
    const { titleOf, message, fix } = loginReplaced.text[language];
    const details = [
      { seenIn: 'run', better: 'GHCR_TOKEN', isOnly },
      { seenIn: 'unseen', isOpen: false, isOnly },
      { seenIn: 'unseen', isOpen: true, isOnly },
    ] as const;
    const replaced = details.map((each) =>
      [titleOf?.(each, f) ?? '', message(f, each), fix(f, each)].join(' '),
    );
    const empty = { why: 'later', name: '', ...(isOnly ? { isOnly } : {}) } as const;
    const words = tokenMissing.text[language];
    return [...replaced, `${words.message(f, empty)} ${words.fix(f, empty)}`];
  };
  for (const text of said(true)) expect(text).not.toMatch(OWN[language]);
  // Where one is made, each says so.
  for (const text of said(false)) expect(text).toMatch(OWN[language]);
});

test.each(LANGUAGES)('a workflow that is not read leaves open who logs in at all (%s)', (language) => {
  const problem = { kind: 'unreachable', path: 'ci.yml' } as unknown as Parameters<typeof unreadNotice>[0];
  const said = (login: string) => unreadNotice(problem, 'later', 'ghcr.io', { language, login });
  expect(said('none')).not.toMatch(OWN[language]);
  expect(said('none')).toContain('login: none');
  expect(said('auto')).toMatch(OWN[language]);
});
