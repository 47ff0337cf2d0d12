/** Who only speaks of a refusal, in advice, in a list of changes, in code, was not refused; who tells of one was. */
import { describe, expect, test } from '@jest/globals';
import { answerTo } from './support.js';

const MESSAGE = 'denied: permission_denied: write_package';
const DONE = `1: digest: sha256:${'0123456789abcdef'.repeat(4)} size: 1234`;

describe('nobody was refused', () => {
  test.each([
    ['advice', `If you get \`${MESSAGE}\`, add the repository under Manage Actions access.`],
    [
      'a source that makes the error',
      '  [new PullError(\'Head "https://ghcr.io/v2/o/i/manifests/1": unauthorized\', 500), true],',
    ],
    ["advice about what is the reader's", `If your token has expired, ghcr.io answers with \`${MESSAGE}\``],
    [
      'advice about a credential',
      `If the PAT has expired, the push to ghcr.io is refused with \`${MESSAGE}\``,
    ],
    [
      'advice that goes on in the next line',
      `If your compose file names the old image, the pull fails\nwith \`denied: denied\` from ghcr.io/octo/old\nand the new one works.`,
    ],
    ['what comes otherwise', `You need a PAT with read:packages, otherwise ghcr.io answers \`${MESSAGE}\`.`],
    ['a comment of Rust', `/// Returned by ghcr.io: "${MESSAGE}"`],
    [
      'a file of changes',
      `## [1.4.0] - 2026-03-01\n### Fixed\n- docker login to ghcr.io: explain \`denied: denied\``,
    ],
    ['advice about a tool', `Note: if ghcr.io answers 403 Forbidden here, grant the repository access.`],
    ['advice in other words', 'In case of "unauthorized: authentication required" log in to ghcr.io first.'],
    ['what may happen', '::notice::Pushing to ghcr.io may fail with "denied: denied" on forks'],
    ['what it means', 'hint: a 403 Forbidden from ghcr.io usually means that packages: write is missing'],
    ['how it looks', `Run # a missing permission shows as: ${MESSAGE}`],
    ['what was', 'Previously this returned denied: denied for ghcr.io/octo/app; it now pulls anonymously.'],
    ['what is to be no more', `- Pushes to ghcr.io no longer fail with \`${MESSAGE}\``],
    ['what a guide is about', `This guide explains how to get rid of ${MESSAGE} at ghcr.io.`],
    ['the same in Chinese', `本文介绍如何解决 ${MESSAGE}（ghcr.io）`],
    ['a heading of advice', `### Troubleshooting \`${MESSAGE}\``],
    ['what a guide calls a symptom', `**Symptom if missed:** \`${MESSAGE}\` (ghcr.io)`],
    ['advice in German', 'Falls ghcr.io mit "denied: denied" antwortet, bitte neu anmelden.'],
    ['when the registry says so', 'The registry answers "denied: denied" when the token expired.'],
    ['why the registry says so', 'ghcr.io returns 403 Forbidden if the package is private.'],
    ['what it means here', `Run docker push. A \`${MESSAGE}\` here means that ghcr.io knows no role.`],
    [
      'what the reader lacks',
      '> "unauthorized: authentication required" — you are not logged in to ghcr.io.',
    ],
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
    ['a call with the message behind others', `pull(ref, "${MESSAGE}"), // ghcr.io`],
    ['a call within a list', `['POST https://ghcr.io/v2/', respond(403, '{"message":"${MESSAGE}"}')],`],
    ['a call of what a call gave', `fixture.Store().DenyPushes(refuse.With(Denied, "ghcr.io: ${MESSAGE}"))`],
    [
      'an error that a stand-in throws',
      `when(client.push(any)).thenThrow(Exception("ghcr.io: ${MESSAGE}"));`,
    ],
    ['what a stand-in gives', `run.side_effect = errors.Failed(1, "docker", stderr="ghcr.io: ${MESSAGE}")`],
    ['a value that is made by reference', `registry := &fake{Status: 403, Body: \`${MESSAGE}\`} // ghcr.io`],
    ['an argument behind a variable', `  inspect_has "\${ref}" "ERR: ghcr.io/octo/app: ${MESSAGE}"`],
    ['a comparison in a script', `[[ "$output" == *"ghcr.io: ${MESSAGE}"* ]]`],
    ['what is there no more', '✅ No 403 Forbidden from ghcr.io push'],
    ['what is there no more, in a list', '- No more denied: denied when pulling from ghcr.io'],
    [
      'a question of a guide',
      `Getting "${MESSAGE}" from ghcr.io? Make sure that the job may write packages.`,
    ],
    ['the same in Chinese', '报错 `error from registry: denied`？说明 GHCR 上还没有该镜像。'],
    ['what an error is mended by', `- For \`${MESSAGE}\` error, log in with \`docker login ghcr.io\``],
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
    [
      'a piece of a diff',
      `@@ -10,2 +10,3 @@ jobs:\n-      # ${MESSAGE}\n+      run: docker push ghcr.io/octo/app:1\n+# ${MESSAGE} at ghcr.io/octo/app\n same`,
    ],
    ['a line of a diff', `@@ -7 +7 @@\n-ghcr.io: ${MESSAGE}\n+ghcr.io: ${MESSAGE} at times`],
    [
      'a condition that names an image',
      `If docker pull ghcr.io/octo/app says denied: denied, run docker logout ghcr.io.`,
    ],
    [
      'an image that a reader fills in',
      'A push of ghcr.io/OWNER/NAME will fail with "denied: denied" without a login',
    ],
    [
      'an image that is no longer refused',
      'docker pull ghcr.io/octo/app:1 no longer fails with denied: denied',
    ],
    ["a release's note with its pull request", '* ghcr.io: show the body of 403 Forbidden (#12) by @octo'],
    ['what was written for readers', '- Add a troubleshooting entry for 403 denied when pulling from GHCR'],
    ['what is frequent, in Chinese', '403 Forbidden 错误在 GHCR 推送操作中较为常见'],
    [
      'what is mostly meant, in Japanese',
      'GHCR への push の 403 Forbidden は、ほとんどの場合、権限の不足です',
    ],
    ['what a script says beforehand', `If the push fails with "${MESSAGE}", see docs/ghcr.md\n${DONE}`],
    [
      'a script that is shown',
      `##[group]Run docker push ghcr.io/octo/app:1\n# it says "${MESSAGE}"\ndocker push ghcr.io/octo/app:1\n##[endgroup]\n${DONE}`,
    ],
    [
      'what the reader may meet, in Chinese',
      '如果你之前登录过 ghcr.io，但凭证已过期，Docker 会直接报错 denied。',
    ],
    [
      'what will come then, in Chinese',
      '如果之前登录过 ghcr.io 而凭证已过期，拉取时会返回 401 unauthorized。',
    ],
    [
      'what the reader may meet, in German',
      'Wenn du bei ghcr.io angemeldet warst, der Token aber abgelaufen ist, meldet Docker denied.',
    ],
    [
      'what the reader may meet, in French',
      'Si vous étiez connecté à ghcr.io, mais que le jeton a expiré, docker renvoie denied.',
    ],
    [
      'what the reader may meet, in Spanish',
      'Si iniciaste sesión en ghcr.io, pero el token caducó, docker devuelve denied.',
    ],
    [
      'what the reader may meet, in Russian',
      'Если раньше вы входили в ghcr.io, а токен истёк, docker выдаст ошибку denied.',
    ],
    [
      'advice in French',
      'Si docker push vers ghcr.io échoue avec « denied », vérifiez les droits du paquet.',
    ],
    [
      'advice in French for a case',
      'En cas de 401 unauthorized sur ghcr.io, connectez-vous avec docker login.',
    ],
    [
      'what it means, in French',
      "L'erreur « unauthorized » lors d'un docker pull depuis ghcr.io signifie que le paquet est privé.",
    ],
    [
      'advice in Italian',
      'Se il push su ghcr.io fallisce con 403 Forbidden, verifica che il token sia giusto.',
    ],
    ['advice in Spanish', 'Si al hacer docker pull de ghcr.io sale "unauthorized", inicia sesión.'],
    [
      'what is mostly so, in Spanish',
      'Cuando el push a ghcr.io devuelve 403 Forbidden, normalmente el workflow no tiene packages: write.',
    ],
    ['advice in Portuguese', 'Se o push para o ghcr.io falhar com "denied", verifique o escopo do token.'],
    ['advice in German for a case', 'Bei 403 Forbidden von ghcr.io bitte den Token prüfen.'],
    ['advice in Russian', 'Если push в ghcr.io завершается ошибкой 403 Forbidden, проверьте токен.'],
    ['what it means, in Russian', 'Ошибка 403 при push в ghcr.io означает, что у токена нет write:packages.'],
    ['advice in Japanese', 'ghcr.io から pull して unauthorized になる場合は、docker login してください。'],
    ['advice in Korean', 'ghcr.io push 시 403 Forbidden 오류가 나면 packages: write 권한을 추가하세요.'],
    ['when it comes, in Korean', '- ghcr.io pull unauthorized: 패키지가 비공개일 때 발생합니다.'],
    ['what is refused no longer', '- Pulls of private ghcr.io images are no longer refused with 401'],
    ['what a change makes of it', '* docker login ghcr.io: denied: denied is now reported with a hint'],
    ['whom a change is thanked for', `- Fix \`${MESSAGE}\` when publishing to ghcr.io (thanks @octo)`],
    [
      'entries right below a dated version',
      '## [2.3.1] - 2026-05-01\n- ghcr.io push failed with 403 because the job lacked packages: write',
    ],
    ['a test that compares', '✗ pushes to ghcr.io/octo/app (12 ms): expected 202, received 403'],
  ])('%s', async (_, text) => expect(await answerTo(text)).toEqual({ ids: [], verdict: 'not-needed' }));
});

describe('somebody was', () => {
  test.each([
    ['who asks himself', `No idea if the token is wrong, but pushing to ghcr.io returns ${MESSAGE}`],
    ['who only asks', `Not certain if the secret is the reason: the push to ghcr.io fails with ${MESSAGE}`],
    ['all the same', `ghcr.io push fails even if the token has write:packages, it returns ${MESSAGE}`],
    [
      'in a report that looks as a file of changes does',
      `## v2.1.0\n\n### Changed\n- pushed ghcr.io/octo/a:2 ok\n- pushing ghcr.io/octo/b:2 failed: ${MESSAGE}`,
    ],
    [
      'below the notes that the job printed',
      `## 1.2.0\n\n### Bug Fixes\n\n- retry uploads\n  twice\n\nPushing the chart to ghcr.io\nError: 1 error occurred:\n\t* failed to push ghcr.io/octo/app:1: ${MESSAGE}`,
    ],
    ['when it occurs', 'The 403 Forbidden error from ghcr.io occurs when pushing from the workflow'],
    ['what the registry says to a push', 'ghcr.io returns 403 Forbidden when pushing from the workflow'],
    [
      "an error's type with its message, as programs print it",
      `RegistryError(Denied, "ghcr.io/octo/app: ${MESSAGE}")`,
    ],
    ['what came of a call', `err = exec("docker push ghcr.io/octo/app:1") failed: ${MESSAGE}`],
    ['a call that is named in front of the refusal', `push("ghcr.io/octo/app:1"): ${MESSAGE}`],
    [
      'another refusal that is there no more',
      `There is no 401 any more, but ${MESSAGE} for ghcr.io/octo/app`,
    ],
    ['a question with what one knows', `Why ${MESSAGE}? My token may write packages`],
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
    [
      'what was expected of the registry',
      'Error: https://ghcr.io/v2/octo/app/blobs/uploads/: expected 202, got 403',
    ],
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
      'a push below a change that is shown',
      `diff --git a/push.sh b/push.sh\n--- a/push.sh\n+++ b/push.sh\n@@ -1 +1 @@\n-docker push ghcr.io/octo/app\n+docker push ghcr.io/octo/app:1\n$ docker push ghcr.io/octo/app:1\n${MESSAGE}`,
    ],
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
    [
      'a time at which it happens to an image',
      `The release stops when ko gets ${MESSAGE} from ghcr.io/octo/app`,
    ],
    ['what each push does', `Every push of ghcr.io/octo/app:1 will fail with ${MESSAGE}`],
    ['what is pointed at', `As you can see ${MESSAGE} is all that the run says`],
    ['what others are asked', `I wonder if anyone sees ${MESSAGE}, too`],
    ['what one does not know', `Not sure if the push fails with ${MESSAGE} in a fork only`],
    [
      'what happens without it, to an image',
      `Works locally; without it ghcr.io/octo/app fails with ${MESSAGE}`,
    ],
    ['what now and then happens, in Chinese', `最近推送经常会遇到 ${MESSAGE}`],
    ['two things at once, in Chinese', `推送 ghcr.io/octo/app 出现 ${MESSAGE}，同时别的镜像正常`],
    ['how long one waited, in Chinese', `推送提示 ${MESSAGE}，等了两个小时还是不行`],
    ['the case in which it works, in Japanese', `push が ${MESSAGE} になります。手元の場合は成功します`],
    ['a condition in German without its comma', `Wenn der Workflow ghcr.io/octo/app pusht kommt ${MESSAGE}`],
    ['a condition in Spanish without its comma', `Si el workflow hace push recibo ${MESSAGE}`],
    ['when it usually happens to an image', `This ${MESSAGE} of ghcr.io/octo/app usually happens at night`],
    ['what prevents a push', `Something prevents the push: ${MESSAGE} (ghcr.io/octo/app)`],
    ['how it shows in a run', `It shows up as ${MESSAGE} in run 12 for ghcr.io/octo/app`],
    ['what was, and what is', `The login no longer fails, the push does: ${MESSAGE}`],
    ['what was open, and what is', `It used to be writable, and the push says ${MESSAGE}`],
    [
      'what was said before, and what is',
      `Previously it failed with 403, with the new token it is ${MESSAGE}`,
    ],
    ['what did not avoid it', `Logged out to avoid the 403, result for ghcr.io/octo/app: ${MESSAGE}`],
    ['what was done so far', `Troubleshooting so far: a new token. Result: ${MESSAGE} for ghcr.io/octo/app`],
    ['broken English', `docker push ghcr.io/octo/app:1 return "${MESSAGE}"`],
    ['a case', `In our case "${MESSAGE}" comes from the push`],
    ['an error with its class', `registry.errors.PushError('${MESSAGE}')`],
    ['an arrow behind a field', `image: ghcr.io/octo/app:1 # <- Error: ${MESSAGE}`],
    ['what somebody says behind a field', `image: ghcr.io/octo/app:1 # this gives me ${MESSAGE}`],
    ['an entry with a command', `- \`docker push ghcr.io/octo/app:1\` → ${MESSAGE}`],
    ['an entry with an image in bold', `- **403 Forbidden** when pushing ghcr.io/octo/app:1: ${MESSAGE}`],
    ['an entry that wonders', `1. **The push is ${MESSAGE}** although the login succeeded`],
    ['a row with a command', `| \`docker push ghcr.io/octo/app:1\` | ${MESSAGE} | exit code 1 |`],
    ['a condition of his own in Chinese', `如果不加缓存推送 ghcr.io/octo/app，报错 ${MESSAGE}`],
    ['a condition of his own in German', `Wenn ich ghcr.io/octo/app pushe, kommt ${MESSAGE}`],
    ['a condition in Portuguese', `Quando o workflow faz push para ghcr.io/octo/app dá ${MESSAGE}`],
    ['a condition in Italian', `Se lancio il workflow, il push di ghcr.io/octo/app fallisce con ${MESSAGE}`],
    ['a question in Spanish', `Hola, al subir ghcr.io/octo/app me sale ${MESSAGE}, ¿qué hay que hacer?`],
    ['what happens, in Korean', `ghcr.io/octo/app push 시 ${MESSAGE} 오류가 발생합니다.`],
    ['since when, in French', `Depuis hier le push vers ghcr.io/octo/app échoue : ${MESSAGE}`],
    ['a condition of his own in Russian', `Если я делаю docker push ghcr.io/octo/app, то ${MESSAGE}`],
  ])('%s', async (_, text) => expect((await answerTo(text)).ids).toEqual(['package-not-granted']));
});

test.each([
  ['of which all lines are there', '@@ -1,2 +1,2 @@\n-old\n+new\n same'],
  ['of which the end was cut off', '@@ -1,9 +1,9 @@\n-old\n+new'],
])('what stands behind a piece of a diff %s is told', async (_, diff) => {
  expect((await answerTo(`${diff}\n${MESSAGE}`)).ids).toEqual(['package-not-granted']);
});

test('what is set in behind a piece of a diff whose lines are there is told', async () =>
  expect((await answerTo(`@@ -1 +1 @@\n-old\n+new\n ${MESSAGE}`)).ids).toEqual(['package-not-granted']));
