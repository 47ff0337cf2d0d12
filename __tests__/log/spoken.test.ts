/** Who only speaks of a refusal, in advice, in a list of changes, in code, was not refused; who tells of one was. */
import { describe, expect, test } from '@jest/globals';
import { answerTo } from './support.js';

const MESSAGE = 'denied: permission_denied: write_package';
const DONE = `1: digest: sha256:${'0123456789abcdef'.repeat(4)} size: 1234`;

describe('nobody was refused', () => {
  test.each([
    ['advice', `If you get \`${MESSAGE}\`, add the repository under Manage Actions access.`],
    ['advice about a tool', `Note: if ghcr.io answers 403 Forbidden here, grant the repository access.`],
    ['advice in other words', 'In case of "unauthorized: authentication required" log in to ghcr.io first.'],
    ['what may happen', '::notice::Pushing to ghcr.io may fail with "denied: denied" on forks'],
    ['what it means', 'hint: a 403 Forbidden from ghcr.io usually means that packages: write is missing'],
    ['how it looks', `Run # a missing permission shows as: ${MESSAGE}`],
    ['what was', 'Previously this returned denied: denied for ghcr.io/octo/app; it now pulls anonymously.'],
    ['what is to be no more', `- Pushes to ghcr.io no longer fail with \`${MESSAGE}\``],
    ['a heading of advice', `### Troubleshooting \`${MESSAGE}\``],
    ['advice in German', 'Falls ghcr.io mit "denied: denied" antwortet, bitte neu anmelden.'],
    ['what it always means', 'note: a 403 Forbidden from ghcr.io always means that a role is missing'],
    ['advice in Chinese', `如果推送 ghcr.io 时出现 \`${MESSAGE}\`，请授予写权限。`],
    ["a release's notes", ' * Improve message for "denied: denied" on ghcr.io by @octo in #12'],
    ["a commit's title", 'fix(ci): log in before the push, or ghcr.io says `denied: denied`'],
    ['a commit in a list', `a1b2c3d Fix "${MESSAGE}" when pushing to ghcr.io`],
    ['a checkout', 'HEAD is now at 0123456 ci: mend 403 Forbidden on ghcr.io/octo/app'],
    [
      "a pull request's text",
      'This adds packages: write, which fixes `denied: installation not allowed to Create organization package`.',
    ],
    [
      'a list that links its changes',
      '- **ci:** retry at 403 Forbidden of ghcr.io ([#12](https://github.com/o/n/issues/12)) ([abc1234](https://github.com/o/n/commit/abc1234))',
    ],
    ['a graph of commits', '* a1b2c3d - (origin/main) Fix "denied: denied" of ghcr.io (3 days ago)'],
    ['a merge', 'Merge pull request #12 from octo/denied-denied-on-ghcr'],
    ['what was closed', `Closes #12: pushes to ghcr.io ended with "${MESSAGE}"`],
    ['a commit in JSON', '  "message": "fix: ghcr.io denied: denied on login",'],
    ['what is so whenever', 'When ghcr.io returns 403 Forbidden for a push, the token lacks a scope.'],
    ['a search', `+ grep -q '${MESSAGE}' push.log`],
    ['a source', `    raise PushError("${MESSAGE}")`],
    ['a line that was found in a text', `README.md:48:| \`${MESSAGE}\` | grant the repository |`],
    [
      'a comment',
      `jobs:\n  push:\n    steps:\n      # 403 "${MESSAGE}" without a role\n      - run: docker push ghcr.io/octo/app:1`,
    ],
    ['a comment behind a statement', `const status = await push(image); // "${MESSAGE}" of ghcr.io`],
    ['a condition in a source', `if strings.Contains(err.Error(), "${MESSAGE}") { // ghcr.io`],
    ['a call with nothing else', 'on_line("ghcr.io/octo/app: denied: denied")'],
    ['a format', 't.Errorf("ghcr.io denied the push: 403 Forbidden: %v", err)'],
    ['an entry of a guide', `- \`${MESSAGE}\` → give the repository the Write role on ghcr.io/octo/app`],
    ['what an error means', `The error "${MESSAGE}" of ghcr.io means that the package grants no role.`],
    ['how it is mended', `To fix "${MESSAGE}" when pushing to ghcr.io, open the settings of the package.`],
    ['what a setting avoids', `# This avoids errors of ghcr.io like ${MESSAGE}`],
    ['what is likely, in Chinese', `用 GITHUB_TOKEN 推送 ghcr.io，大概率会遇到 \`${MESSAGE}\`。`],
    [
      'what can be, in capitals',
      'A token of ghcr.io can still fail with `DENIED: permission_denied: create_package`.',
    ],
    ['a comment behind a field', `packages: write # without it: "${MESSAGE}" of ghcr.io`],
    ['a row of a guide', `| \`${MESSAGE}\` | no role on ghcr.io/octo/app | grant the Write role |`],
    [
      'an entry of a guide with a heading',
      `- **\`${MESSAGE}\`.** The package of ghcr.io/octo/app grants no role; add the repository.\n- **401 on pull.** The deploy job must log in to ghcr.io before docker pull.`,
    ],
    ['what a change spares', `Without it, the push to ghcr.io fails with '${MESSAGE}'.`],
    ["a script's line", '  denied) echo "Error: GET https://ghcr.io/token: UNAUTHORIZED: no" >&2; exit 1 ;;'],
    [
      'an error that a source makes',
      '{"gone", errors.New(`pull ghcr.io/octo/app:1: manifest unknown`), false},',
    ],
    ['a value in a source', 'got, err := run(t, "Error: GET https://ghcr.io/token: DENIED: denied")'],
    [
      'what a client writes for debugging',
      'DEBU[0000] Unauthorized header="Bearer realm=\\"https://ghcr.io/token\\",service=\\"ghcr.io\\"" host=ghcr.io',
    ],
    [
      'what a commit says',
      `commit 0123456789abcdef0123456789abcdef01234567 (HEAD -> main)\nAuthor: Mona <mona@example.org>\nDate:   Tue Mar 3 10:11:12 2026 +0100\n\n    ci: push once more\n\n    ghcr.io now and then says\n    "${MESSAGE}".\n\n .github/workflows/ci.yml | 2 +-`,
    ],
    [
      'what a diff takes out',
      `diff --git a/docs/push.md b/docs/push.md\nindex 0123456..789abcd 100644\n--- a/docs/push.md\n+++ b/docs/push.md\n@@ -1,2 +1,2 @@\n-ghcr.io: ${MESSAGE}\n+ghcr.io: denied: denied\n text`,
    ],
    ['a comment in a diff', '-    // ghcr.io answers denied: denied'],
    ['what a script says beforehand', `If the push fails with "${MESSAGE}", see docs/ghcr.md\n${DONE}`],
    [
      'a script that is shown',
      `##[group]Run docker push ghcr.io/octo/app:1\n# it says "${MESSAGE}"\ndocker push ghcr.io/octo/app:1\n##[endgroup]\n${DONE}`,
    ],
  ])('%s', async (_, text) => expect(await answerTo(text)).toEqual({ ids: [], verdict: 'not-needed' }));
});

describe('somebody was', () => {
  test.each([
    ['a condition of something else', `It works here, but if I push from Actions I get ${MESSAGE}`],
    ['a time before the push', `When pushing ghcr.io/octo/app the job fails: ${MESSAGE}`],
    ['what one does oneself', `When I push ghcr.io/octo/app I get ${MESSAGE}`],
    ['a condition before the push', `If the workflow runs on a tag, the push fails with \`${MESSAGE}\`.`],
    ['a change that did not help', `Fixed the name, but now I get "${MESSAGE}"`],
    ['a question', `How can I avoid ${MESSAGE}?`],
    ['a step of the same name', `build: ERROR: failed to push ghcr.io/octo/app:1: ${MESSAGE}`],
    ['advice behind the refusal', `Error: ${MESSAGE}. If this is your first push, check the settings.`],
    ['what can be seen', `We can see ${MESSAGE} in the log`],
    ['another try', `Retry 2/3: POST "https://ghcr.io/v2/octo/app/blobs/uploads/": ${MESSAGE}`],
    ['a digest in front', `0123456 ${MESSAGE}`],
    ['an entry of a report', `- **Error:** \`${MESSAGE}\` when pushing ghcr.io/octo/app`],
    [
      'an entry in which somebody tells of himself',
      `- **403 on push.** I get \`${MESSAGE}\` for ghcr.io/octo/app`,
    ],
    ['what one tried', `To fix "${MESSAGE}" I added packages: write, and it stays`],
    ['what happened, in Chinese', `推送 ghcr.io 时报错 \`${MESSAGE}\`，怎么解决？`],
    ['what somebody notes behind a command', `docker push ghcr.io/octo/app:1 # => ${MESSAGE}`],
    ['a row of a report', `| build | ${MESSAGE} |`],
    ['what is left out', `Without the login it worked, with it I get \`${MESSAGE}\``],
    [
      'a push below a commit that is shown',
      `commit 0123456789abcdef0123456789abcdef01234567\nAuthor: Mona <mona@example.org>\n\n    Add the image\n\n$ docker push ghcr.io/octo/app:1\n${MESSAGE}`,
    ],
    ['a bullet with the command in front', `- \`docker push ghcr.io/octo/app\`\n- → \`${MESSAGE}\``],
    ['what comes every time', `It will fail with "${MESSAGE}" every time, even with packages: write`],
    ['a question about what would be', `Does anybody know why ghcr.io would return \`${MESSAGE}\`?`],
    ['where it happens', `The error "${MESSAGE}" only happens for ghcr.io/octo/app`],
    ['a condition in German', `Wenn der Workflow läuft, sagt ghcr.io/octo/app: ${MESSAGE}`],
    ['a phrase in German', `Falls es hilft, der Fehler lautet: ${MESSAGE}`],
    ['a condition in Spanish', `Si el workflow corre en main, falla con ${MESSAGE}`],
    ['a condition in Chinese', `如果在本地可以推送，在流水线里就是 ${MESSAGE}`],
  ])('%s', async (_, text) => expect((await answerTo(text)).ids).toEqual(['package-not-granted']));
});
