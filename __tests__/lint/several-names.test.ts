/** Several wrong names in one job: none is hidden behind another, and one refusal is one finding. */
import { describe, expect, test } from '@jest/globals';
import { build, lintFiles, login, MAIN, said, workflow } from './repository.js';

const steps = (...commands: string[]) =>
  workflow(login() + commands.map((each) => `- run: ${each}\n`).join(''));
const judged = (text: string) => lintFiles({ [MAIN]: text });

describe('pushes of one job that fail for one cause', () => {
  test('two foreign owners are two findings, each with the edit of its own line', async () => {
    const result = await judged(steps('docker push ghcr.io/acme/app:1', 'docker push ghcr.io/other/app:1'));
    expect(said(result)).toEqual([
      'error owner-mismatch ci.yml:12 image',
      'error owner-mismatch ci.yml:13 image',
    ]);
    const changed = result.report.findings.map(({ fix }) => fix.diff?.match(/^[-+] .*/gm));
    expect(changed).toEqual([
      ['-      - run: docker push ghcr.io/acme/app:1', '+      - run: docker push ghcr.io/octo/app:1'],
      ['-      - run: docker push ghcr.io/other/app:1', '+      - run: docker push ghcr.io/octo/app:1'],
    ]);
    expect(result.report.findings.map(({ image }) => image)).toEqual([
      'ghcr.io/acme/app',
      'ghcr.io/other/app',
    ]);
  });

  test('two names with one misspelt host, which one edit mends, are one finding', async () => {
    const text = steps('docker push $HOST/octo/one:1', 'docker push $HOST/octo/two:1');
    const result = await judged(`env: {HOST: ghrc.io}\n${text}`);
    expect(said(result)).toEqual(['error invalid-image-reference ci.yml:1 image']);
    expect(result.report.findings[0]?.fix.diff).toContain('+env: {HOST: ghcr.io}');
  });

  test('so are two names with capital letters, and two commands of one script', async () => {
    const script = '|\n          docker push ghcr.io/octo/One:1\n          docker push ghcr.io/octo/Two:1';
    expect(said(await judged(steps(script)))).toEqual([
      'error uppercase-image-name ci.yml:13 image',
      'error uppercase-image-name ci.yml:14 image',
    ]);
  });

  test('several images of one owner are one finding, whose diff mends them all', async () => {
    const { report } = await judged(
      steps(
        'docker push ghcr.io/acme/app:1',
        'docker push ghcr.io/acme/app:2',
        'docker push ghcr.io/acme/db:1',
      ),
    );
    expect(report.findings).toHaveLength(1);
    const [{ message, fix } = { message: '', fix: null }] = report.findings;
    expect(message).toContain(`The same goes for ghcr.io/acme/db (${MAIN}:14).`);
    expect(message).not.toContain(`${MAIN}:13`);
    expect(fix?.diff?.match(/^\+ .*/gm)).toHaveLength(3);
  });

  test('one step that pushes several names is refused once', async () => {
    const tags = '|\n      ghcr.io/octo/One:1\n      ghcr.io/octo/Two:1';
    const result = await judged(workflow(login() + build(tags)));
    expect(said(result)).toHaveLength(1);
    expect(result.report.findings[0]?.message).toContain('The same goes for ghcr.io/octo/Two');
    expect(result.repairs[0]?.edits).toHaveLength(2);
  });

  test('one value that stands in all of them is one finding', async () => {
    const env = 'permissions: {packages: write}\nenv:\n  BASE: ghcr.io/acme';
    const text = workflow(`${login()}- run: docker push $BASE/app:1\n- run: docker push $BASE/db:1\n`, env);
    expect(said(await judged(text))).toHaveLength(1);
  });

  test('what one block of permissions mends is one finding, and names no other line', async () => {
    const text = workflow(
      `${login()}- run: docker push ghcr.io/octo/app:1\n- run: docker push ghcr.io/octo/db:1\n`,
      'permissions: {contents: read}',
    );
    const { report } = await judged(text);
    expect(report.findings.map(({ id }) => id)).toEqual(['job-lacks-packages-write']);
    expect(report.findings[0]?.message).not.toContain('The same goes');
  });

  test('of more than twenty the first names the rest, and its diff mends them', async () => {
    const names = Array.from({ length: 25 }, (_, index) => `docker push ghcr.io/octo/N${index}:1`);
    const { report } = await judged(steps(...names));
    expect(report.findings).toHaveLength(20);
    const [{ message, fix } = { message: '', fix: null }] = report.findings;
    expect(message).toContain('The same goes for ghcr.io/octo/N20');
    expect(fix?.diff?.match(/^\+ .*/gm)).toHaveLength(6);
  });

  test('names that no edit mends are told apart by what is wrong in them', async () => {
    const [hidden, dash, twice] = ['app:.hidden', '-app:1', 'app:v1:2'].map(
      (name) => `docker push ghcr.io/octo/${name}`,
    );
    const result = await judged(steps(`${hidden}`, `${dash}`, `${twice}`, 'docker push gchr.io/octo/app:1'));
    expect(said(result)).toEqual(
      [12, 13, 14, 15].map((line) => `error invalid-image-reference ci.yml:${line} image`),
    );
    expect(result.report.findings.map(({ message }) => message).join()).not.toContain('The same goes');
    const alike = await judged(steps(`${dash}`, 'docker push ghcr.io/octo/-web:1'));
    expect(said(alike)).toHaveLength(1);
    expect(alike.report.findings[0]?.message).toContain(`The same goes for ghcr.io/octo/-web (${MAIN}:13).`);
    const [tag, name] = ['app:[x]', '[app]'].map((each) => `docker push "ghcr.io/octo/${each}"`);
    expect(said(await judged(steps(`${tag}`, `${name}`)))).toHaveLength(2);
  });

  test('names that may be wrong are one warning', async () => {
    const text = steps('docker push ghcr.io/your-username/app:1', 'docker push ghcr.io/your-org/app:1');
    const result = await judged(
      text.replace('secrets.GITHUB_TOKEN', 'secrets.CR_PAT').replace('github.actor', 'vars.USER'),
    );
    expect(said(result)).toEqual(['warning owner-mismatch ci.yml:12 image']);
    expect(result.report.findings[0]?.message).toContain('The same goes for ghcr.io/your-org/app');
  });

  test('an edit that may be another one makes the whole finding one that is only shown', async () => {
    const tags = '|\n      ghcr.io/octo/One:1\n      ghcr.io/octo/${{ env.NAME }}:1';
    const env = 'permissions: {packages: write}\nenv: {NAME: Two}';
    const { repairs } = await judged(workflow(login() + build(tags), env));
    expect(repairs.map(({ safe, edits }) => [safe, edits.length])).toEqual([[false, 2]]);
    // By itself the first one is safe.
    const { repairs: alone } = await judged(workflow(login() + build('ghcr.io/octo/One:1'), env));
    expect(alone.map(({ safe }) => safe)).toEqual([true]);
  });

  test('in Chinese, and of many lines the first five', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    const text = steps(...names.map((name) => `docker push ghcr.io/acme/${name}:1`));
    const { report } = await lintFiles({ [MAIN]: text }, { language: 'zh-CN' });
    expect(report.findings).toHaveLength(1);
    expect(report.findings[0]?.message).toMatch(
      /以下位置也是如此：ghcr\.io\/acme\/b（\S+:13）、.*等 7 处。$/,
    );
  });
});

describe('a name that a condition of the run chooses', () => {
  const IS_ALPHA = "contains(github.ref, 'alpha')";
  const choice = (one: string, other: string, by = IS_ALPHA) => `\${{ ${by} && ${one} || ${other} }}`;
  const judgedAs = async (tags: string, keys?: string) =>
    said(await judged(workflow(login() + build(tags), keys)));
  const LACKS = ['error job-lacks-packages-write ci.yml:5 image'];
  const MAY_LACK = ['warning job-lacks-packages-write ci.yml:5 image'];
  const READ = 'permissions: {contents: read}';

  test.each<[string, string, string[]]>([
    ['whole names', choice("'ghcr.io/octo/a:1'", "'ghcr.io/octo/b:1'"), LACKS],
    [
      'in another line than the others',
      `|\n      octo/app:1\n      ${choice("'ghcr.io/octo/a:1'", "'ghcr.io/octo/b:1'")}`,
      LACKS,
    ],
    [
      'with a part that the run finds out',
      choice("format('ghcr.io/octo/a:{0}', github.sha)", "'ghcr.io/octo/b:1'"),
      LACKS,
    ],
    [
      'of three',
      choice("'ghcr.io/octo/a:1'", "github.run_id == 2 && 'ghcr.io/octo/b:1' || 'ghcr.io/octo/c:1'"),
      LACKS,
    ],
    [
      'by a variable of the repository',
      choice("'ghcr.io/octo/a:1'", "'ghcr.io/octo/b:1'", 'vars.ALPHA'),
      LACKS,
    ],
    // Which of them it is decides, and the job logs in to this one alone.
    ['at two registries', choice("'docker.io/octo/a:1'", "'ghcr.io/octo/b:1'"), MAY_LACK],
    ['of which one is not known', choice("'ghcr.io/octo/a:1'", 'vars.NAME'), MAY_LACK],
  ])('is known as far as all of them begin alike: %s', async (_, tags, expected) => {
    expect(await judgedAs(tags, READ)).toEqual(expected);
  });

  test('both belong to another owner, or one of them does', async () => {
    expect(await judgedAs(choice("'ghcr.io/acme/a:1'", "'ghcr.io/acme/b:1'"))).toEqual([
      'error owner-mismatch ci.yml:16 image',
    ]);
    expect(await judgedAs(choice("'ghcr.io/acme/a:1'", "'ghcr.io/octo/a:1'"))).toEqual([]);
  });
});
