/** Secrets that nobody told us of, in what somebody else printed: known by what stands before them. */
import { describe, expect, test } from '@jest/globals';
import { withoutSecrets } from '../src/evidence/log/kept.js';

const PASSWORD = 'Tr0ub4dor-3xYz';
const base64 = (text: string) => Buffer.from(text).toString('base64');

test.each([
  ['a header', `Authorization: Basic ${base64(`mona:${PASSWORD}`)}`],
  ['a cookie', `Set-Cookie: user_session=${PASSWORD}; path=/`],
  ['an auth file', JSON.stringify({ auths: { 'ghcr.io': { auth: base64(`mona:${PASSWORD}`) } } })],
  ['JSON', JSON.stringify({ username: 'mona', password: PASSWORD })],
  ['JSON in JSON', JSON.stringify(JSON.stringify({ password: PASSWORD }))],
  ['JSON in JSON in JSON', JSON.stringify(JSON.stringify(JSON.stringify({ password: PASSWORD })))],
  ['an address', `https://mona:${PASSWORD}@ghcr.io/v2/`],
  ["an address's query", `https://ghcr.io/token?access_token=${PASSWORD}&service=ghcr.io`],
  ['a signed address', `https://pkg-containers.githubusercontent.com/ghcr1/blobs/1?se=2026&sig=${PASSWORD}`],
  ['an option', `docker login ghcr.io -u mona -p ${PASSWORD}`],
  ['an option in an array', `["docker","login","ghcr.io","-p","${PASSWORD}"]`],
  ["kubectl's option", `kubectl create secret docker-registry x --docker-password=${PASSWORD}`],
  ["skopeo's option", `skopeo copy --dest-creds mona:${PASSWORD} dir:x docker://ghcr.io/octo/app`],
  ["curl's option", `curl -sS -u mona:${PASSWORD} https://ghcr.io/v2/`],
  ['an echo', `echo ${PASSWORD} | docker login ghcr.io -u mona --password-stdin`],
  ['an echo in quotes', `echo -n "${PASSWORD}" | sudo docker login ghcr.io --password-stdin`],
  ['a printf', `printf '%s' '${PASSWORD}' | helm registry login ghcr.io --password-stdin`],
  ['a string that PowerShell pipes', `"${PASSWORD}" | docker login ghcr.io -u mona --password-stdin`],
  ["PowerShell's echo", `Write-Output '${PASSWORD}' | docker login ghcr.io -u mona --password-stdin`],
  ["PowerShell's variable", `$env:CR_PAT = "${PASSWORD}"`],
  ['setx', `setx CR_PAT ${PASSWORD}`],
  ["fish's set", `set -gx GHCR_TOKEN "${PASSWORD}"`],
  ['a PAT in YAML', `  CR_PAT: ${PASSWORD}`],
  ['a key of the API', `api_key: ${PASSWORD}`],
  ['a secret key', `AWS_SECRET_ACCESS_KEY=${PASSWORD}`],
  [
    'a web token',
    `using eyJhbGciOiJub25lIn0.${Buffer.from(`{"${PASSWORD}`).toString('base64url')}.c2lnbmF0dXJl`,
  ],
  ['a here string', `docker login ghcr.io -u mona --password-stdin <<< "${PASSWORD}"`],
  ['an env file', `GHCR_TOKEN=${PASSWORD}`],
  ['an env file, in quotes', `GHCR_TOKEN="${PASSWORD}"`],
  ['YAML', `  password: ${PASSWORD}`],
  ['the env of a step', `  GITHUB_TOKEN: ${PASSWORD}`],
  ['HCL', `    password = "${PASSWORD}"`],
  ['XML', `<password>${PASSWORD}</password>`],
  ['.netrc', `machine ghcr.io login mona password ${PASSWORD}`],
  ['an .npmrc', `_auth=${base64(`mona:${PASSWORD}`)}`],
  ['base64 of base64', `auth=${base64(base64(`mona:${PASSWORD}`))}`],
])('%s', (_, text) => {
  const masked = withoutSecrets(`${text} denied: denied`);
  expect(masked).toContain('***');
  for (const form of [PASSWORD, base64(`mona:${PASSWORD}`), base64(base64(`mona:${PASSWORD}`))])
    expect(masked).not.toContain(form.slice(0, 12));
});

describe('a token', () => {
  const BODY = 'R7kQ2mVx9TzLw4BnY6sHd8JcF3gAe5Uo1Pi0';
  test.each([
    ['of GitLab', 'glpat-'],
    ['of Docker Hub', 'dckr_pat_'],
    ['of npm', 'npm_'],
  ])('%s', (_, prefix) => {
    expect(withoutSecrets(`denied: ${prefix}${BODY}`)).toBe(`denied: ${prefix}***`);
    expect(withoutSecrets(`denied: ${prefix}${BODY.slice(0, 8)} ${BODY.slice(8)}`)).toBe(
      `denied: ${prefix}***`,
    );
  });

  test.each(['ghp_', 'ghs_', 'github_pat_'])('%s… that a terminal broke', (prefix) => {
    for (const at of [4, 20])
      for (const end of [' ', '\n', '\r\n'])
        expect(withoutSecrets(`(${prefix}${BODY.slice(0, at)}${end}${BODY.slice(at)})`)).toBe(
          `(${prefix}***)`,
        );
  });
});

test.each([
  ['a sentence', 'logging into "ghcr.io": invalid username/password: unauthorized: denied'],
  [
    'a token request',
    'failed to fetch oauth token: unexpected status from GET request to https://ghcr.io/token',
  ],
  ['a status', 'could not get a token: 403'],
  ['an image', 'failed to fetch token: ghcr.io/octo/app2'],
  ["a pull secret's name", 'imagePullSecret: regcred-2026'],
  ['a variable', '  GHCR_TOKEN: $GHCR_TOKEN_2026'],
  ['an expression', '  password: ${{ secrets.GHCR_TOKEN_2 }}'],
  ['a masked value', '  password: ***'],
  ['an option that reads', 'docker login ghcr.io -u mona --password-stdin'],
  ['an echo', 'echo "denied 2026" | tee login.log'],
  ['a string that goes to another program', '"octo/app2026" | Set-Content name.txt'],
  ['a path', 'path: artifact2026'],
  ['a pattern', 'compat: release2026'],
  ['settings', 'set -euo pipefail; GHCR_PAT2026'],
  ['a long name', 'failed to push ghcr.io/octo/global-service-mesh-operator-v2:1'],
  ["npm's variable", 'npm_config_registry_of_2026=x'],
  ['words behind a token', 'the token ghp_*** was denied by ghcr.io in 2026'],
])('%s stays', (_, text) => {
  expect(withoutSecrets(text)).toBe(text);
});

test.each([
  'failed to fetch oauth token: status=403',
  'error getting token: status_code=401, no retry',
  'fetching token: scope=repository%3Aocto%2Fapp%3Apull',
  'no token: http_status=403 for ghcr.io/octo/app',
  'password: error_code=DENIED403',
])('what is said of a request for a token is no token: %s', (text) => {
  expect(withoutSecrets(text)).toBe(text);
});

test.each(['token: statuscode8Xq', 'password: scope-4Tx9-aa', 'token: codeR5f8=x'])(
  'what only begins so is one: %s',
  (text) => expect(withoutSecrets(text)).toMatch(/: \*{3}$/),
);
