/** With which further tokens the registry is asked because a later login sends them: each once, and no other. */
import { expect, test } from '@jest/globals';
import type { RegistryProbe } from '../../src/evidence/registry/probe.js';
import type { Answer } from '../../src/evidence/types/answer.js';
import type { ImageEvidence } from '../../src/evidence/types/image.js';
import type { PushLogin } from '../../src/evidence/types/login.js';
import type { TokenSource } from '../../src/evidence/types/token.js';
import { askForLaterLogins, knownLogins } from '../../src/observe/met-logins.js';
import type { Question } from '../../src/observe/question.js';

const ALLOWED = { outcome: 'allowed', step: 'upload', status: 202 } as Answer;
const REFUSED = { outcome: 'refused', step: 'upload', status: 403, message: 'permission_denied' } as Answer;
const UNKNOWN = { outcome: 'refused', step: 'token', status: 403, message: 'denied' } as Answer;

interface Met {
  asked: TokenSource[];
  /** A login that is only passed is `!SOURCE`. */
  logins: string[];
  answer?: Answer;
}

/** The tokens that were asked with, and those whose answers are known in the end. */
async function known({ asked, logins, answer = REFUSED }: Met) {
  const sent: string[] = [];
  const ask = async (_: unknown, __: unknown, credential: { source: string }) => {
    sent.push(credential.source);
    return answer;
  };
  const image = {
    image: { problem: null },
    answers: asked.map((token) => ({ token, answer: ALLOWED })),
    logins: logins.map((each) => ({
      token: each.replace('!', ''),
      ...(each.startsWith('!') && { isPassed: true }),
    })),
  } as unknown as ImageEvidence;
  const credentials = [{ source: 'ghcr-token' }, { source: 'github-token' }];
  const question = { access: 'push', credentials } as unknown as Question;
  await askForLaterLogins([image], { ask } as unknown as RegistryProbe, question);
  return { sent, known: image.answers.map(({ token }) => token) };
}

test.each<[string, Met, string[], string[]]>([
  ['no later login', { asked: ['ghcr-token'], logins: [] }, [], ['ghcr-token']],
  [
    'a token that was not needed before',
    { asked: ['ghcr-token'], logins: ['github-token'] },
    ['github-token'],
    ['ghcr-token', 'github-token'],
  ],
  ['the token that was enough', { asked: ['ghcr-token'], logins: ['ghcr-token'] }, [], ['ghcr-token']],
  [
    'both, where both were asked with',
    { asked: ['ghcr-token', 'github-token'], logins: ['ghcr-token', 'github-token'] },
    [],
    ['ghcr-token', 'github-token'],
  ],
  [
    'both, where one was asked with',
    { asked: ['ghcr-token'], logins: ['ghcr-token', 'github-token'] },
    ['github-token'],
    ['ghcr-token', 'github-token'],
  ],
  ['a token that nobody has', { asked: ['ghcr-token'], logins: ['unknown'] }, [], ['ghcr-token']],
  [
    'a login that is only passed and does not fail',
    { asked: ['ghcr-token'], logins: ['!github-token'] },
    ['github-token'],
    ['ghcr-token'],
  ],
  [
    'a login that is only passed and fails',
    { asked: ['ghcr-token'], logins: ['!github-token'], answer: UNKNOWN },
    ['github-token'],
    ['ghcr-token', 'github-token'],
  ],
])('%s', async (_, met, sent, answered) => {
  expect(await known(met)).toEqual({ sent, known: answered });
});

test.each<[string, PushLogin['sends'], string, string[]]>([
  ['a token as it stands', undefined, 'pat\n', []],
  ['one with a line end', 'whole', 'pat\n', ['octo pat\n']],
  ['one whose line end is cut off', 'line', 'pat\n', []],
  ['one with a blank, whose line end is cut off', 'line', ' pat\r\n', ['octo  pat']],
  ['one in two lines', 'joined', ' p\r\nat', ['octo  pat']],
  ['one between blanks, which are cut off', 'trimmed', ' pat \n', []],
  ['one of two words', 'words', ' pa\n t ', ['octo pa t']],
])(
  'a login that sends %s is asked about where that is not the token alone',
  async (_, sends, stored, asked) => {
    const sent: string[] = [];
    const ask = async (
      __: unknown,
      ___: unknown,
      { username, secret }: { username: string; secret: string },
    ) => {
      sent.push(`${username} ${secret}`);
      return REFUSED;
    };
    const question = {
      access: 'push',
      credentials: [{ source: 'ghcr-token', username: 'octo', secret: 'pat' }],
      held: [{ source: 'ghcr-token', stored, secret: 'pat' }],
    } as unknown as Question;
    const login = { token: 'ghcr-token', sure: true, ...(sends && { sends }) } as PushLogin;
    const image = { problem: null } as ImageEvidence['image'];
    const [met] = await knownLogins([login], image, { ask } as unknown as RegistryProbe, question);
    expect(sent).toEqual(asked);
    expect(met?.answer).toEqual(asked.length > 0 ? REFUSED : undefined);
  },
);
