/** Names of contexts that are surely empty: what stands in a text of `github`, what the machine alone sets, and what a shell then makes of it. */
import { describe, expect, test } from '@jest/globals';
import { build, ids, lintFiles, login, MAIN, workflow } from './repository.js';

const $ = (expression: string) => `$${`{{ ${expression} }}`}`;
const PUSH = '- run: docker push ghcr.io/octo/app:1\n';
const MISSING = ['error token-missing'];
const of = (steps: string, keys?: string) => ids({ [MAIN]: workflow(steps, keys) });
const script = (line: string) => of(`- run: ${JSON.stringify(line)}\n${PUSH}`);

describe('in a text of the github context there is nothing', () => {
  test.each(['github.env.TOKEN', "github['env'].TOKEN", 'github.token.value', 'github.GITHUB_TOKEN'])(
    'as a password: %s',
    async (name) => expect(await of(`${login(name)}\n${PUSH}`)).toEqual(MISSING),
  );

  test('whatever has set variables before', async () => {
    expect(await of(`- uses: acme/env@v1\n${login('github.env.TOKEN')}\n${PUSH}`)).toEqual(MISSING);
    expect(await of(`- uses: acme/env@v1\n${login('env.TOKEN')}\n${PUSH}`)).toEqual([]);
  });

  test.each([
    `docker login ghcr.io -u x -p ${$('github.env.TOKEN')}`,
    `echo ${$('github.env.TOKEN')} | docker login ghcr.io -u x --password-stdin`,
    `echo ${$('github.token')} | docker login ghcr.io -u "${$('github.env.NAME')}" --password-stdin`,
  ])('%s', async (line) => expect(await script(line)).toEqual(MISSING));

  test('as a tag', async () => {
    expect(await of(`${login()}\n${build(`ghcr.io/octo/app:${$('github.env.TAG')}`)}`)).toEqual([
      'error invalid-image-reference',
    ]);
  });

  test('in Chinese its name stands apart from the words before it', async () => {
    const text = workflow(`${login()}\n${build(`ghcr.io/octo/app:${$('github.sha.TAG')}`)}`);
    const { report } = await lintFiles({ [MAIN]: text }, { language: 'zh-CN' });
    expect(report.findings[0]?.message).toContain('因为 github.sha 是一段文本');
  });

  test('but in the event, and in the path of a file that is written', async () => {
    const sent = `${login('github.event.client_payload.token')}\n${PUSH}`;
    expect(await ids({ [MAIN]: workflow(sent, undefined, 'repository_dispatch') })).toEqual([]);
    const set = `- run: echo "T=${$('github.token')}" >> ${$('github.env')}\n${login('env.T')}\n${PUSH}`;
    expect(await of(set)).toEqual([]);
  });

  test('what was meant is told, where it is there', async () => {
    const steps = `- run: echo T=${$('github.token')} >> $GITHUB_ENV\n${login('github.env.T')}\n${PUSH}`;
    const { report } = await lintFiles({ [MAIN]: workflow(steps) });
    expect(report.findings[0]?.fix?.diff).toContain(`+          password: ${$('env.T')}`);
    expect(report.findings[0]?.message).toContain('github.env is one text, and has no T in it');
  });
});

describe('the env context has nothing of the machine', () => {
  const user = (name: string) => login().replace('github.actor', name);

  test.each(['env.USER', 'env.HOME', 'env.GITHUB_ACTOR'])('%s', async (name) => {
    expect(await of(`${user(name)}\n${PUSH}`)).toEqual(MISSING);
  });

  test('but a shell has, and so has an env of one’s own', async () => {
    expect(
      await of(`${user('env.USER')}\n${PUSH}`, 'permissions: {packages: write}\nenv: {USER: x}'),
    ).toEqual([]);
    expect(await script(`docker login ghcr.io -u $USER -p ${$('github.token')}`)).toEqual([]);
  });

  test('of a machine of one’s own nobody knows', async () => {
    const text = workflow(`${user('env.USER')}\n${PUSH}`).replace('ubuntu-latest', 'self-hosted');
    expect(await ids({ [MAIN]: text })).toEqual([]);
  });

  test('also where many steps have set variables', async () => {
    const many = Array.from({ length: 20 }, (_, at) => `- run: echo A${at}=b >> $GITHUB_ENV\n`).join('');
    expect(await of(`${many}${user('env.USER')}\n${PUSH}`)).toEqual(MISSING);
    expect(await of(`${many}${user('env.A3')}\n${PUSH}`)).toEqual([]);
  });
});

describe('an option whose value is empty takes the next one', () => {
  test.each([
    `echo ${$('github.token')} | docker login ghcr.io -u ${$('env.NAME')} --password-stdin`,
    `echo ${$('github.token')} | docker login ghcr.io -u --password-stdin`,
    `docker login ghcr.io -p ${$('env.PAT')} -u x`,
    `docker login ghcr.io --username -p ${$('github.token')}`,
  ])('%s', async (line) => expect(await script(line)).toEqual(MISSING));
});
