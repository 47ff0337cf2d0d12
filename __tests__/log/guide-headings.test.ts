/** Chapters and tables about messages: a guide's, in which nobody is refused. */
import { describe, expect, test } from '@jest/globals';
import { answerTo } from './support.js';

const MESSAGE = 'denied: permission_denied: write_package';
const MET =
  'ERROR: failed to push ghcr.io/octo/app:1: denied: installation not allowed to Create organization package';

describe('a message above what it means is a guide', () => {
  test.each([
    ['as a heading', [`## "${MESSAGE}"`, '', 'This happens when the package belongs to another repository.']],
    [
      'with what to do',
      [`### Error: \`${MESSAGE}\``, '', 'Go to the settings of the package and add the repository.'],
    ],
    [
      'with a condition',
      [`## ${MESSAGE}`, '', 'This only happens when all packages are of our organization.'],
    ],
    ['with an order about what failed', [`## ${MESSAGE}`, '', 'Run the failed job again.']],
    ['with what is the matter', [`## ${MESSAGE}`, '', 'The message means the login failed.']],
    ['with another one', [`## ${MESSAGE}`, '', 'Check which of the steps failed with it.']],
    [
      'whose next chapter asks',
      [
        `## ${MESSAGE}`,
        '',
        'Check the settings of the package.',
        '',
        '## Still stuck?',
        'Any help: open an issue.',
      ],
    ],
    [
      'in French, with a space in front of the colon',
      [`### Erreur : "${MESSAGE}"`, '', '**Cause** : le paquet n’est pas lié.'],
    ],
    ['with commands that are the cure', ['### GHCR 403', '', '```bash', 'docker login ghcr.io -u YOU']],
    ['in Korean', ['### Pull 실패 (ghcr.io denied)', '인증 없이 `docker compose pull` 실행 시 발생.']],
    ['with what is needed', [`**${MESSAGE}**`, 'The workflow needs write access to packages.']],
    [
      'in a list that is promised',
      ['The action helps with errors like:', '', `* \`${MESSAGE}\` - the App needs the permission`],
    ],
    ['in bold', [`**${MESSAGE}**`, '', '**Cause:** the package belongs to another repository.']],
    [
      'as a question',
      ['**Q: I get `403 Forbidden` when I push to ghcr.io**', '', 'A: Give the job packages: write.'],
    ],
    [
      'as a problem and its solution',
      ['**Problem**: docker push returns 403 Forbidden from ghcr.io', '**Solution**: give it write:packages'],
    ],
    ['as a symptom and its cause', [`- Symptom: \`${MESSAGE}\``, '- Cause: the package is not linked']],
    ['as a case', ['Use case: a fork', `Result: ${MESSAGE}`, 'Fix: build without a push in forks.']],
    ['as a problem in Chinese', [`问题：docker push 报 ${MESSAGE}`, '解决：在工作流中添加 packages: write']],
    [
      'as a question in bold',
      [`**Why does ghcr.io say \`${MESSAGE}\`?**`, 'Because the package is not linked. Grant access.'],
    ],
    [
      'as a table',
      [
        '| Symptom | Cause | Fix |',
        '| --- | --- | --- |',
        '| `denied: denied` on docker login ghcr.io | expired | rotate it |',
        `| \`${MESSAGE}\` on push | not linked | grant access |`,
      ],
    ],
    [
      'as a table in Chinese',
      [
        '| 错误信息 | 原因 | 解决方法 |',
        '| --- | --- | --- |',
        `| \`${MESSAGE}\` 推送时 | 未授权 | 授予 Write |`,
      ],
    ],
  ])('%s, alone or above a refusal', async (_, guide) => {
    expect(await answerTo(guide.join('\n'))).toEqual({ ids: [], verdict: 'not-needed' });
    expect((await answerTo([...guide, '', 'The log:', MET].join('\n'))).ids).toEqual([
      'job-lacks-packages-write',
    ]);
  });
});

test.each(['Required: a link to the repository.', 'Linked packages are open to it; link yours.'])(
  'nothing was done: %s',
  async (fix) => {
    const text = `**Error:** ${MESSAGE}\n**Cause:** No link.\n**Fix:** ${fix}`;
    expect((await answerTo(text)).ids).toEqual([]);
  },
);

describe('a heading over what somebody met is his', () => {
  test.each([
    [
      'above its log',
      [
        `## Push fails: ${MESSAGE}`,
        '',
        '```',
        `#12 ERROR: failed to push ghcr.io/octo/web:1: ${MESSAGE}`,
        '```',
      ],
    ],
    ['alone', [`# Docker push: ${MESSAGE}`, '', '### What happened?', '', 'The build went well.']],
    [
      'with his image',
      [`### Push of ghcr.io/acme/web fails: ${MESSAGE}`, '', 'Make sure the repository has access?'],
    ],
    ['whoever has it on every run', [`### Error: ${MESSAGE}`, '', 'This happens on every push to main.']],
    ['in a list', [`**Error: ${MESSAGE}**`, '', '- It happens even when the job has the permission.']],
    ['with a question below', [`## ${MESSAGE}`, '', 'Run docker push to see it.', 'Any ideas?']],
    ['above the steps of its log', [`# ${MESSAGE}`, '', 'Run docker/build-push-action@v6', '  with:']],
    ['above the first of them', [`# ${MESSAGE}`, '', 'Set up job']],
    ['with the number of the run', [`# ${MESSAGE}`, '', 'Run number 55 of the workflow failed with it.']],
    ['with the step', [`# ${MESSAGE}`, '', 'Create release step fails']],
    ['with what is used', [`**${MESSAGE}**`, '', 'Use of docker/build-push-action v6, GITHUB_TOKEN.']],
    ['with whose it is', [`# ${MESSAGE}`, '', 'Open source project, publishing its image.']],
    ['with its order', [`# ${MESSAGE}`, '', 'The message comes up on the third push of the day.']],
    ['in Chinese', [`## ${MESSAGE}`, '', '请问怎么解决？']],
    ['with the run', [`### ${MESSAGE}`, '', 'Check the log: https://github.com/acme/web/actions/runs/1']],
    ['a form of issues', [`### Actual behavior: ${MESSAGE}`, '', 'Create a release to see it.']],
    ['of himself', [`## I get ${MESSAGE}`, '', 'Go to the run to see it.']],
    ['in a table without cures', ['| Image | Error |', '| --- | --- |', `| ghcr.io/acme/app | ${MESSAGE} |`]],
    ['a problem of his', [`Problem: my push fails: ${MESSAGE}`, 'Solution: made the package public first']],
    ['a problem without a cure', [`**Problem:** ${MESSAGE}`, '**Fix:** none found yet']],
    ['an image of his', [`Issue: ghcr.io/acme/web gives ${MESSAGE}`, 'Fix: ?']],
    ["a program's error", [`Error: ${MESSAGE}`, 'Solution: ask whoever owns the package']],
    [
      'a problem that was mended',
      [`**Error:** ${MESSAGE}`, '**Root Cause:** No link.', '**Fix:** Added one.'],
    ],
    ['a problem mended in Chinese', [`错误：${MESSAGE}`, '原因：没有关联', '解决方法：在包设置里添加了权限']],
    [
      'a chapter with what was done',
      [`### ${MESSAGE}`, '**Cause:** No link.', '**Fix:** Moved the package.'],
    ],
    ['a comment of a script', ['# Build and push', 'docker push ghcr.io/octo/app:1', MESSAGE]],
  ])('%s', async (_, lines) =>
    expect((await answerTo(lines.join('\n'))).ids).toEqual(['package-not-granted']),
  );
});
