/** Tokens with something around them, which goes to the registry with them. */
import { expect, test } from '@jest/globals';
import { build, lintFiles, login, MAIN, workflow } from './repository.js';

const WRITE = 'permissions: {packages: write}';
const OWN = '${{ secrets.GITHUB_TOKEN }}';

const input = (password: string) => login().replace(/password: .*/, `password: ${password}`);
const run = (script: string, keys = '') => `\n- run: |\n${script.replace(/^/gm, '    ')}${keys}`;
const piped = (printed: string) => run(`${printed} | docker login ghcr.io -u octo --password-stdin`);

const findings = async (steps: string) => {
  const { report } = await lintFiles({ [MAIN]: workflow(steps + build(), WRITE) });
  return report.findings;
};

test.each<[string, string, string | null]>([
  ['quotation marks in an input', input(`"'${OWN}'"`), `password: "${OWN}"`],
  [
    'quotation marks around a secret',
    input(`'"\${{ secrets.CR_PAT }}"'`),
    "password: '${{ secrets.CR_PAT }}'",
  ],
  ['the scheme of a header', input('Bearer ${{ github.token }}'), 'password: ${{ github.token }}'],
  ['the user name', input('${{ github.actor }}:${{ github.token }}'), null],
  ['what is piped in', piped(`echo "'${OWN}'"`), null],
  ['the user name that is piped in', piped(`echo "octo:${OWN}"`), null],
  ['an option', run(`docker login ghcr.io -u octo -p "'${OWN}'"`), null],
  [
    'the file of variables of the job',
    `${run(`echo "T='${OWN}'" >> "$GITHUB_ENV"`)}${piped('echo "$T"')}`,
    null,
  ],
])('%s', async (_, steps, mended) => {
  const [only, ...others] = await findings(steps);
  expect([only?.id, only?.severity, only?.title, others]).toEqual([
    'token-malformed',
    'error',
    'Something stands around the token',
    [],
  ]);
  const added = only?.fix.diff
    ?.split('\n')
    .flatMap((line) => (/^\+ /.test(line) ? [line.slice(1).trim()] : []));
  expect(added ?? null).toEqual(mended === null ? null : [mended]);
});

test.each<[string, string]>([
  ['a part of a token beside a secret', input('ghp_${{ secrets.TAIL }}')],
  ['letters that a token may have', input('x${{ github.token }}')],
  ['line ends', input(`|\n      ${OWN}\n`)],
  ['two secrets of which one may be empty', input(`"\${{ secrets.A }} ${OWN}"`)],
  ['what cut takes off', piped(`echo "octo:${OWN}" | cut -d: -f2`)],
  ['what tr takes off', piped(`echo "'${OWN}'" | tr -d "'"`)],
  ['what jq takes off', piped(`echo '"${OWN}"' | jq -r .`)],
  ['what xargs takes off', run(`echo "'${OWN}'" | xargs docker login ghcr.io -u octo -p`)],
  ['what a shell within the shell takes off', run(`bash -c "docker login ghcr.io -u octo -p '${OWN}'"`)],
  ['what the shell takes off a variable', run(`T="octo:${OWN}"\ndocker login ghcr.io -u octo -p "\${T#*:}"`)],
  [
    'what a file of variables has',
    run(`echo "T='${OWN}'" > .env\nsource .env\necho "$T" | docker login ghcr.io -u octo --password-stdin`),
  ],
  ['another registry', input(`"'${OWN}'"`).replace('ghcr.io', 'quay.io') + login()],
])('is nothing around it: %s', async (_, steps) => {
  expect((await findings(steps)).map(({ id }) => id)).toEqual([]);
});

test('what waits behind it is named, and said in Chinese', async () => {
  const text = workflow(input(`"'${OWN}'"`) + build(), 'permissions: {contents: read}');
  const [first] = (await lintFiles({ [MAIN]: text })).report.findings;
  expect(first?.message).toContain('job-lacks-packages-write');
  const { report } = await lintFiles({ [MAIN]: text }, { language: 'zh-CN' });
  expect(report.findings.map(({ title }) => title)).toContain('令牌前后有多余内容');
});

test.each<[string, (steps: string) => string, string]>([
  ['of the workflow', (steps) => workflow(steps, `env: {T: "'${OWN}'"}\n${WRITE}`), input('${{ env.T }}')],
  [
    'of the workflow, in a script',
    (steps) => workflow(steps, `env: {T: "'${OWN}'"}\n${WRITE}`),
    piped('echo "$T"'),
  ],
  [
    'of the step',
    (steps) => workflow(steps, WRITE),
    `${piped('echo "$T"')}\n  env:\n    T: "Bearer \${{ github.token }}"`,
  ],
])('an env %s is told where it is written', async (_, file, steps) => {
  const text = file(steps + build());
  const { report } = await lintFiles({ [MAIN]: text });
  const line = text.split('\n').findIndex((each) => /\bT: "/.test(each)) + 1;
  expect(report.findings.map(({ id, location }) => [id, location?.line])).toEqual([
    ['token-malformed', line],
  ]);
  expect(report.findings[0]?.fix.diff).toMatch(
    /^\+.*T: "\$\{\{ (?:secrets\.GITHUB_TOKEN|github\.token) \}\}"/m,
  );
});
