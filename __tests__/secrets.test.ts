/** What the mask hides, and what it leaves. */
import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { Secrets } from '../src/evidence/secrets/secrets.js';

const PAT = 'ghp_R7kQ2mVx9TzLw4BnY6sHd8JcF3gAe5Uo1Pi0';
const LONG = `ghs_${Array.from({ length: 60 }, (_, at) => `${(at * 7919 + 104729).toString(36)}Q`).join('')}`;
const SHAPELESS = 'aZ3kQ9pLm2Xw8RtY5vBn7CdE';
const SECRETS: [string, string][] = [
  ['a classic PAT', PAT],
  ['a GITHUB_TOKEN of some 300 characters', LONG],
  ['a token without a shape', SHAPELESS],
];

const base64 = (text: string) => Buffer.from(text).toString('base64');
const every = (text: string, size: number, between: string) =>
  (text.match(new RegExp(`.{1,${size}}`, 'gs')) ?? []).join(between);

const FORMS: [string, (secret: string) => string][] = [
  ['as it is', (secret) => secret],
  ['in base64', base64],
  ['in base64 without its end', (secret) => base64(secret).replace(/=+$/, '')],
  ['in base64url', (secret) => Buffer.from(secret).toString('base64url')],
  ...['x', 'xy', 'xyz', 'x-access-token'].map((user): [string, (secret: string) => string] => [
    `in base64 behind «${user}:»`,
    (secret) => base64(`${user}:${secret}`),
  ]),
  ['in base64url behind a name', (secret) => Buffer.from(`mona:${secret}`).toString('base64url')],
  ['in an address', (secret) => `https://mona:${encodeURIComponent(secret)}@ghcr.io/v2/`],
  ['split by zero-width characters', (secret) => every(secret, 5, '\u200b')],
  ['split by soft hyphens', (secret) => every(secret, 5, '\u00ad')],
  ['split by colours', (secret) => every(secret, 5, '\u001b[0m')],
  ['split by a broken colour', (secret) => every(secret, 13, '\u001b[')],
  ['split by NUL', (secret) => every(secret, 5, '\0')],
  ['split by tags', (secret) => every(secret, 5, '\u{e0041}')],
  ['split by escapes of a source text', (secret) => every(secret, 5, '\\u200b')],
  ['split by line ends', (secret) => every(secret, 5, '\n')],
  ['split by line ends of a source text', (secret) => every(secret, 5, '\\n')],
  ['in base64 that is split', (secret) => every(base64(secret), 5, '\u200b')],
  ['in base64 of several lines', (secret) => every(base64(secret), 20, '\r\n')],
  ['cut off', (secret) => secret.slice(0, -3)],
  ['without its beginning', (secret) => secret.slice(8)],
  ['from its middle', (secret) => secret.slice(6, -4)],
];

/** Runs of eight characters that the text has of the secret or of its base64, whatever stands between them. */
function pieces(text: string, secret: string): string[] {
  const bare = text.replace(/\u001b\[(?:0m)?|\\u200b|\\n|[\p{Cc}\p{Cf}]/gu, '');
  const forms = [
    secret.replace(/^gh[ps]_/, ''),
    ...['', 'x', 'xy'].map((before) => base64(before + secret).slice(8)),
  ];
  return forms
    .flatMap((form) => [form, form.replaceAll('+', '-').replaceAll('/', '_')])
    .flatMap((form) => Array.from({ length: form.length - 7 }, (_, at) => form.slice(at, at + 8)))
    .filter((piece) => !piece.includes('=') && bare.includes(piece));
}

describe.each(SECRETS)('%s', (_, secret) => {
  test.each(FORMS)('%s', (_name, form) => {
    const secrets = new Secrets();
    secrets.add(secret);
    const given = `before «${form(secret)}» after`;
    expect(pieces(given, secret)).not.toEqual([]);
    for (const masked of [secrets.mask(given), secrets.maskInPlace(given)]) {
      expect(pieces(masked, secret)).toEqual([]);
      expect(masked).toMatch(/^before «.*» after$/s);
    }
    expect(secrets.maskInPlace(given)).toHaveLength(given.length);
  });
});

const PASSWORD = 'p&ss<w"rd\'4Zq>Tm8Xk';
const hexOf = (text: string) => Buffer.from(text).toString('hex');
const named: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

describe.each([...SECRETS, ['a password', PASSWORD]])('%s, encoded once more', (_, secret) => {
  test.each<[string, (secret: string) => string]>([
    ['in hex', hexOf],
    ['in upper-case hex', (text) => hexOf(text).toUpperCase()],
    ['in base64 of base64', (text) => base64(base64(text))],
    ['in base64 of UTF-16', (text) => Buffer.from(text, 'utf16le').toString('base64')],
    [
      'in base64 of UTF-16 behind a user',
      (text) => Buffer.from(`mona:${text}`, 'utf16le').toString('base64'),
    ],
    ['in base64 of the base64 behind a user', (text) => base64(base64(`mona:${text}`))],
    ['in a pull secret', (text) => base64(`{"auths":{"ghcr.io":{"auth":"${base64(`mona:${text}`)}"}}}`)],
    ['in a page', (text) => text.replace(/[&<>"']/g, (sign) => named[sign] ?? '')],
    ['in JSON', (text) => JSON.stringify(text).slice(1, -1)],
  ])('%s', (_name, form) => {
    const secrets = new Secrets();
    secrets.add(secret);
    expect(secrets.mask(`before «${form(secret)}» after`)).toBe('before «***» after');
    // A part of it is told no more than the whole.
    const whole = form(secret);
    const middle = Math.floor(whole.length * 0.6);
    expect(secrets.mask(`(${whole.slice(middle, middle + 26)}`).length).toBeLessThan(10);
  });

  test('a digest is none', () => {
    const secrets = new Secrets();
    secrets.add(secret);
    const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;
    expect(secrets.mask(digest)).toBe(digest);
  });
});

const bytesOf = (text: string) => [...Buffer.from(text)].map((byte) => byte.toString(16).padStart(2, '0'));
const codes = (text: string, code: (byte: string) => string) => bytesOf(text).map(code).join('');

describe.each(SECRETS)('%s, spelt out', (_, secret) => {
  test.each<[string, (secret: string) => string]>([
    ['in an address', (text) => codes(text, (byte) => `%${byte}`)],
    ['in an address of an address', (text) => codes(text, (byte) => `%25${byte.toUpperCase()}`)],
    ['in JSON', (text) => codes(text, (byte) => `\\u00${byte}`)],
    ['in JSON in JSON', (text) => codes(text, (byte) => `\\\\u00${byte}`)],
    ['in a source text', (text) => codes(text, (byte) => `\\u{${byte}}`)],
    ['in a shell', (text) => codes(text, (byte) => `\\x${byte}`)],
    [
      'in octal',
      (text) => codes(text, (byte) => `\\${Number.parseInt(byte, 16).toString(8).padStart(3, '0')}`),
    ],
    ['in a page', (text) => codes(text, (byte) => `&#${Number.parseInt(byte, 16)};`)],
    ['in a page, by hex', (text) => codes(text, (byte) => `&#x${byte};`)],
    ['as bytes', (text) => bytesOf(text).join(' ')],
    ['as bytes of a key', (text) => bytesOf(text).join(':').toUpperCase()],
    [
      'as an array',
      (text) =>
        bytesOf(text)
          .map((byte) => `0x${byte}`)
          .join(', '),
    ],
    ['as words of a dump', (text) => every(bytesOf(text).join(''), 4, ' ')],
    ['in hex of base64', (text) => bytesOf(base64(text)).join('')],
    ['as bytes of base64', (text) => bytesOf(base64(text)).join(' ')],
    ['apart', (text) => [...text].join(' ')],
    ['in columns', (text) => [...text].join('   ')],
    ['backwards', (text) => [...text].reverse().join('')],
  ])('%s', (_name, form) => {
    const secrets = new Secrets();
    secrets.add(secret);
    const given = `before «${form(secret)}» after`;
    expect(secrets.mask(given)).toBe('before «***» after');
    expect(secrets.maskInPlace(given)).toHaveLength(given.length);
  });
});

describe('a token that nobody named, spelt out', () => {
  const { mask } = new Secrets();
  const deep = (times: number) => Array.from({ length: times }).reduce<string>((text) => base64(text), PAT);

  test.each([
    ['three times in base64', deep(3)],
    ['in an address', codes(PAT, (byte) => `%${byte}`)],
    ['as bytes', bytesOf(PAT).join(' ')],
    ['in hex', bytesOf(PAT).join('')],
    ['in hex of base64', bytesOf(base64(`mona:${PAT}`)).join('')],
    ['apart', [...PAT].join(' ')],
  ])('%s', (_, text) => {
    const masked = mask(`<${text}>`);
    expect(masked).toMatch(/^<.{0,20}\*\*\*>$/);
  });

  test('the lines of a dump', () => {
    const lines = (PAT.match(/.{1,16}/g) ?? []).map((text, at) => {
      const words = every(bytesOf(text).join(''), 4, ' ').padEnd(39);
      return `000000${at}0: ${words}  ${text}`;
    });
    const secrets = new Secrets();
    secrets.add(PAT);
    const masked = lines.map(secrets.mask).join('\n');
    for (const byte of bytesOf(PAT.slice(0, 32)).join('').match(/.{8}/g) ?? [])
      expect(masked.replaceAll(' ', '')).not.toContain(byte);
  });

  test.each([
    ['a digest', 'sha256:3a4b5c6d7e2f4a5b6c7d3e4f5a6b7c2d3e4f5a6b7c3d4e5f2a3b4c5d6e7f4a5b'],
    ['a MAC address and a time', '64:6f:63:6b:65:72 at 20:26:31:40'],
    ['a list', 'a b c d e f g h i j k l m n o p'],
    ['a bar', '# # # # # # # # # # # # # # #'],
    ['an address', 'https://ghcr.io/token?scope=repository%3Aocto%2Fapp%3Apull&service=ghcr.io'],
    ['a path of Windows', 'D:\\a\\x64\\users\\100\\u0041\\build'],
    ['a page', '<a href="#103;">&#103;hp_ &amp;#39;</a>'],
  ])('%s stays', (_, text) => {
    const secrets = new Secrets();
    secrets.add(PAT);
    secrets.add(SHAPELESS);
    expect(secrets.mask(text)).toBe(text);
  });
});

/** So many letters that to look at all of them for each takes minutes. */
const LONG_TEXT = 500_000;

/** With a wait at its end: a test without one passes however long it takes, since jest's clock has no turn before it ends. */
async function isWithinTime(secrets: Secrets, part: string): Promise<void> {
  expect(secrets.mask(part.repeat(LONG_TEXT / part.length)).length).toBeGreaterThan(0);
  await setTimeout();
}

test.each(['67', '67 ', '0x', '%25', '\\\\', '&#', 'a ', '&amp;#', '0x67,'])(
  'a long text of «%s» is looked through in one pass',
  async (part) => {
    const secrets = new Secrets();
    secrets.add(PAT);
    await isWithinTime(secrets, part);
  },
);

test.each(SECRETS)('eight characters of %s are a piece', (_, secret) => {
  const secrets = new Secrets();
  secrets.add(secret);
  const forms = [secret.replace(/^gh[ps]_/, ''), base64(`mona:${secret}`).slice(12, -4)];
  for (const form of forms)
    for (let at = 0; at + 8 <= form.length; at += 1) {
      const piece = form.slice(at, at + 8);
      if (/[a-z]/.test(piece) && /[A-Z\d]/.test(piece)) expect(secrets.mask(`(${piece}…)`)).toBe('(***…)');
    }
});

describe('a token that nobody named', () => {
  const { mask } = new Secrets();

  test.each([
    ['a classic PAT', PAT, 'ghp_***'],
    ['a token of the job with dots', 'ghs_1234_eyJhbGciOi.eyJpc3MiOi.c2lnbmF0dXJl', 'ghs_***'],
    ['a fine-grained PAT', `github_pat_11ABCDEFG0${'x1'.repeat(30)}`, 'github_pat_***'],
    ['split by zero-width characters', every(PAT, 3, '\u200b'), /^g?h?p?[\u200b_]*.*\*\*\*$/],
    ['behind an escape of a source text', `a\\n${PAT}`, 'a\\nghp_***'],
    ['behind what looks like a colour', `\u001b[${PAT}`, '\u001b[ghp_***'],
  ])('%s', (_, token, masked) => {
    if (typeof masked === 'string') expect(mask(`<${token}>`)).toBe(`<${masked}>`);
    else expect(mask(token)).toMatch(masked);
    expect(pieces(mask(token), PAT)).toEqual([]);
  });

  const authFile = `{"auths":{"ghcr.io":{"auth":"${base64(`mona:${PAT}`)}"}}}`;

  test.each([
    ['a token', base64(PAT)],
    ['a login', base64(`mona:${PAT}`)],
    ['a login, as addresses have it', Buffer.from(`mo:${PAT}`).toString('base64url')],
    ['a login in UTF-16', Buffer.from(`mona:${PAT}`, 'utf16le').toString('base64')],
    ['an auth file', base64(authFile)],
    ['a pull secret', base64(`data:\n  .dockerconfigjson: ${base64(authFile)}\n`)],
    ['in lines', every(base64(authFile), 76, '\n')],
  ])('in base64: %s', (_, encoded) => {
    expect(mask(`<${encoded}>`)).toBe('<***>');
    expect(mask(`name/${encoded}`)).toBe('***');
  });

  test.each([
    ['a digest', `sha256:${'3f9a'.repeat(16)}`],
    ['a path', '/home/runner/work/application/application/.github/workflows'],
    ['a text', base64('nothing of it is worth hiding, not even the ghp_ in it')],
  ])('what is no secret in base64 stays: %s', (_, text) => expect(mask(text)).toBe(text));

  test.each(['ghp_01234567890', 'ghs_zzzzzzzzzzz', 'github_pat_0123456789'])(
    'a short token in base64 is found wherever it stands in a run: %s',
    (token) => {
      for (let size = 0; size < 9; size += 1) {
        const bytes = Buffer.concat([Buffer.alloc(size, 0xff), Buffer.from(token), Buffer.alloc(size, 0xff)]);
        for (const folder of ['', '/', '//', '///', '/images/app/'])
          expect(mask(`${folder}${bytes.toString('base64')}`)).toBe('***');
      }
    },
  );

  test('its line ends it', () => {
    expect(mask(`${PAT}\nnext line\r\nand the next`)).toBe('ghp_***\nnext line\r\nand the next');
    expect(mask(`There is no file ${PAT}.`)).toBe('There is no file ghp_***.');
  });
});

describe('what stays', () => {
  test.each([
    ['nothing to hide', 'ghcr.io/octo-org/app:1.5.0 – 推送会被接受'],
    ['a word that begins so', 'roughs_and_more_of_them'],
    ['too short for a token', 'ghp_short'],
    ['emoji', '❤️ 👩‍💻'],
  ])('%s', (_, text) => {
    const secrets = new Secrets();
    secrets.add(PAT);
    expect(secrets.mask(text)).toBe(text);
  });

  test('words that a password holds', () => {
    const secrets = new Secrets();
    secrets.add('my-github-token-for-packages-2026');
    expect(secrets.mask('the input github-token-for')).toBe('the input github-token-for');
    expect(secrets.mask('my-github-token-for-packages-2026')).toBe('***');
  });

  test.each([
    ['Dockerfile1', 'in the Dockerfile of GitHub'],
    ['Container-Registry!24', 'GitHub Container-Registry'],
    ['7GITHUB-Token', 'GITHUB-Token'],
  ])('words with a capital letter that %s holds', (password, text) => {
    const secrets = new Secrets();
    secrets.add(password);
    expect(secrets.mask(text)).toBe(text);
    expect(secrets.mask(`is ${password}`)).toBe('is ***');
  });

  test('in small letters it is a word', () => {
    const secrets = new Secrets();
    for (const secret of ['Docker', 'Container-Registry']) secrets.add(secret);
    expect(secrets.mask('docker, container-registry')).toBe('docker, container-registry');
  });

  test('letters of both cases without such an order are no words', () => {
    const secrets = new Secrets();
    secrets.add('aBcdEfGhiJ42');
    expect(secrets.mask('aBcdEfGhi')).toBe('***');
  });

  test('the date that it holds', () => {
    const secrets = new Secrets();
    secrets.add('Since2026-11-27!');
    expect(secrets.mask('on 2026-11-27 at 10')).toBe('on 2026-11-27 at 10');
    expect(secrets.mask('is Since2026-11-27!')).toBe('is ***');
  });

  test('an empty and a very short secret are none', () => {
    const secrets = new Secrets();
    for (const secret of ['', 'a', 'main']) secrets.add(secret);
    expect(secrets.mask('a main thing')).toBe('a main thing');
  });
});

test('the shortest that has pieces, and two that begin alike, are hidden to their ends', () => {
  const secrets = new Secrets();
  for (const secret of ['q7Lw2ZxK9mBt', 'aZ3kQ9pLm2XwONE', 'aZ3kQ9pLm2XwTWO']) secrets.add(secret);
  expect(secrets.mask('<q7Lw2ZxK9mBt>')).toBe('<***>');
  expect(secrets.mask('<aZ3kQ9pLm2XwONE> <aZ3kQ9pLm2XwTWO>')).toBe('<***> <***>');
});

test('in small letters, as the name of an image has it, a secret is one', () => {
  const secrets = new Secrets();
  secrets.add('q7Rk2ZpLm9Xv4BtWc8Ys');
  expect(secrets.mask('ghcr.io/o/q7rk2zplm9xv4btwc8ys:1')).toBe('ghcr.io/o/***:1');
  expect(secrets.mask('ghcr.io/o/zplm9xv4:1')).toBe('ghcr.io/o/***:1');
});

test('what was harmless before a secret was told is looked at again', () => {
  const secrets = new Secrets();
  expect(secrets.mask(`it says ${SHAPELESS}`)).toContain(SHAPELESS);
  secrets.add(SHAPELESS);
  expect(secrets.mask(`it says ${SHAPELESS}`)).toBe('it says ***');
});

test('a listener is told of each secret once', () => {
  const told: string[] = [];
  const secrets = new Secrets();
  secrets.onAdd((secret) => told.push(secret));
  for (const secret of [PAT, PAT, SHAPELESS]) secrets.add(secret);
  expect(told).toEqual([PAT, SHAPELESS]);
});

test.each([
  ['one letter', 'a'],
  ['prefixes', 'ghp_'],
  ['pieces', PAT.slice(4, 12)],
  ['escapes', '\u001b['],
  ['backslashes', '\\u00'],
])('a long text of %s is looked through in one pass', async (_, part) => {
  const secrets = new Secrets();
  secrets.add(PAT);
  secrets.add('x'.repeat(40));
  await isWithinTime(secrets, part);
});
