import { describe, expect, test } from '@jest/globals';
import { cleanToken, credentials, kindByPrefix, secretForms } from '../src/evidence/token.js';
import fc from './properties.js';

const PAT = `ghp_${'a1B2'.repeat(9)}`;

describe('what does not belong to a token is removed and named', () => {
  test.each([
    ['a newline at the end', `${PAT}\n`, ['newline']],
    ['a Windows line end', `${PAT}\r\n`, ['newline']],
    ['quotes', `"${PAT}"`, ['quotes']],
    ['typographic quotes', `\u201c${PAT}\u201d`, ['quotes']],
    ['spaces', `  ${PAT}\t`, ['white-space']],
    ['a byte order mark', `\ufeff${PAT}`, ['bom']],
    ['a byte order mark read as Latin-1', `\u00ef\u00bb\u00bf${PAT}`, ['bom']],
    ['UTF-16', `${[...PAT].join('\0')}\0`, ['utf-16']],
    ['UTF-16 with its mark', `\ufffd\ufffd${[...PAT].join('\0')}\0`, ['bom', 'utf-16']],
    ['several at once', ` "${PAT}"\n`, ['white-space', 'newline', 'quotes']],
  ])('%s', (_, raw, defects) => {
    const cleaned = cleanToken(raw);
    expect(cleaned.secret).toBe(PAT);
    expect([...cleaned.defects].sort()).toEqual([...defects].sort());
  });

  test('what stands inside is named and left, since nobody knows what it should be', () => {
    expect(cleanToken('ghp_abc def')).toEqual({ secret: 'ghp_abc def', defects: ['inner-white-space'] });
    expect(cleanToken('ghp_abc\u0007def').defects).toEqual(['control-character']);
  });

  test('what no line of a header has room for is named', () => {
    expect(cleanToken('a'.repeat(8_192)).defects).toEqual([]);
    expect(cleanToken('a'.repeat(8_193)).defects).toEqual(['too-long']);
  });

  test.each([
    `GHCR_TOKEN=${PAT}`,
    `export GHCR_TOKEN="${PAT}"`,
    `GHCR_TOKEN: ${PAT}`,
    `Bearer ${PAT}`,
    `token ${PAT}`,
  ])('a name in front of the token is named, and sent as it is: %s', (raw) => {
    const { secret, defects } = cleanToken(raw);
    expect(defects).toContain('name-in-front');
    expect(secret.length).toBeGreaterThan(PAT.length);
  });

  test.each([PAT, 'Bearer', 'a_b=c', `x${PAT}`])('%s has no name in front', (raw) => {
    expect(cleanToken(raw).defects).not.toContain('name-in-front');
  });

  test.each([
    `https://mona:${PAT}@ghcr.io`,
    `https://${PAT}@github.com/octo/app.git`,
    `"https://x-access-token:${PAT}@ghe.example"`,
    `oci://:${PAT}@ghcr.io/octo`,
  ])('an address around the token is named, and sent as it is: %s', (raw) => {
    const { secret, defects } = cleanToken(raw);
    expect(defects).toContain('address');
    expect(secret).toContain('://');
  });

  test.each([
    [Buffer.from(PAT).toString('base64'), 'base64'],
    [Buffer.from(`${PAT}\n`).toString('base64'), 'base64'],
    [Buffer.from(`mona:${PAT}`).toString('base64'), 'base64'],
    [`Basic ${Buffer.from(`x-access-token:${PAT}`).toString('base64')}`, 'base64'],
    [`"${Buffer.from(PAT).toString('base64')}"`, 'base64'],
    [JSON.stringify({ token: PAT }), 'json'],
    [JSON.stringify({ auths: { 'ghcr.io': { auth: 'bW9uYTp4' } } }, null, 2), 'json'],
  ])('another form of the token is named, and sent as it is: %s', (raw, defect) => {
    const { secret, defects } = cleanToken(raw);
    expect(defects).toContain(defect);
    expect(raw).toContain(secret);
  });

  test.each([PAT, Buffer.from('mona:a password').toString('base64'), '{{ token }}', '[x]'])(
    '%s is in no other form',
    (raw) => expect(cleanToken(raw).defects.filter((each) => /base64|json/.test(each))).toEqual([]),
  );

  test.each([
    `$2y$05$${'aB1./'.repeat(11).slice(0, 53)}`,
    `mona:$2y$10$${'aB1./'.repeat(11).slice(0, 53)}`,
    'mona:$apr1$abcdefgh$0123456789abcdefABCDE.',
    '$6$rounds=5000$salt$hashHash./',
    '$argon2id$v=19$m=65536,t=3,p=4$c2FsdA$aGFzaA',
    '{SHA}VBPuJHI7uixaa6LQGWx4s+5GKNE=',
  ])('a hash in the place of the token is named, and sent as it is: %s', (raw) => {
    expect(cleanToken(raw)).toEqual({ secret: raw, defects: ['hash'] });
  });

  test.each([PAT, '$HOME', '$1$', '$2y$05$short', `mona:${PAT}`, '$6$a', '{SHA}', '${{ secrets.A }}'])(
    '%s is no hash',
    (raw) => {
      expect(cleanToken(raw).defects).not.toContain('hash');
    },
  );

  test.each([PAT, `https://${PAT}`, 'https://mona:word@ghcr.io', `mona:${PAT}`])('%s has none', (raw) => {
    expect(cleanToken(raw).defects).not.toContain('address');
  });

  test.each([
    // GitHub takes a token with such a word, or none, where git asks for both.
    ['a token and a word', PAT, 'x-oauth-basic', ['turned-round']],
    ['a fine-grained one', `github_pat_${'a1B2'.repeat(9)}`, 'mona', ['turned-round']],
    ['twice the token', PAT, PAT, []],
    ['an account and a word', 'mona', 'word', []],
    ['what only begins like a token', 'ghp_user', 'word', []],
    ['a word with a quote', PAT, '"word"', ['quotes']],
  ])('user name and password, where they are %s', (_, username, raw, defects) => {
    const [credential] = credentials([{ source: 'ghcr-token', raw, username }], { inActions: false });
    expect(credential?.defects).toEqual(defects);
  });

  test.each([[''], ['  \n'], ['""']])('%j is no token', (raw) => {
    expect(cleanToken(raw)).toEqual({ secret: '', defects: [] });
  });

  test('a good token stays as it is', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^gh[pos]_[A-Za-z0-9._-]{20,500}$/), (token) => {
        expect(cleanToken(token)).toEqual({ secret: token, defects: [] });
      }),
    );
  });
});

describe('the kind is told by the documented prefix', () => {
  test.each([
    ['ghp_x', 'classic-pat'],
    ['a'.repeat(40), 'classic-pat'],
    ['github_pat_x', 'fine-grained-pat'],
    ['gho_x', 'oauth'],
    ['ghu_x', 'app-user'],
    ['ghr_x', 'refresh'],
    ['hunter2', 'unknown'],
  ])('%s', (secret, kind) => expect(kindByPrefix(secret)).toBe(kind));

  const own = { source: 'github-token' as const, raw: 'ghs_15368_eyJ.own-one_x', username: 'u' };
  const kinds = (raw: string, inActions = true) =>
    credentials([{ source: 'ghcr-token', raw, username: 'u' }, own], { inActions }).map(({ kind }) => kind);

  test("the job's own token is recognised in the place of the other", () => {
    expect(kinds(own.raw)).toEqual(['github-token', 'github-token']);
  });

  test("another App's token is not taken for the job's own, whatever its app id says", () => {
    expect(kinds('ghs_15368_eyJ.another')).toEqual(['app-installation', 'github-token']);
  });

  test('outside Actions nobody has a GITHUB_TOKEN', () => {
    expect(kinds('ghs_x', false)).toEqual(['app-installation', 'app-installation']);
  });

  test('an empty candidate is not there', () => {
    expect(kinds(' \n')).toEqual(['github-token']);
  });
});

test('the forms to mask hold the token and what a client makes of it', () => {
  const forms = secretForms(`"${PAT}"\n`, ['octocat']);
  expect(forms).toContain(PAT);
  expect(forms).toContain(Buffer.from(PAT).toString('base64'));
  expect(forms).toContain(Buffer.from(`octocat:${PAT}`).toString('base64'));
});
