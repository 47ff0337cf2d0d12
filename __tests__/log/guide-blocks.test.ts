/** Blocks of code in a guide, with a message that may come; and what somebody met who shows it in the same way. */
import { describe, expect, test } from '@jest/globals';
import { answerTo } from './support.js';

const MESSAGE = 'denied: permission_denied: write_package';
const MET =
  'ERROR: failed to push ghcr.io/octo/app:1: denied: installation not allowed to Create organization package';
const block = (message = MESSAGE) => ['```', message, '```'];

describe('a message in a block is a guide', () => {
  test.each([
    [
      'between labels in bold',
      [
        '**Error Message:**',
        ...block(),
        '',
        '**Cause:** The package is not linked.',
        '**Solution:** Link it.',
      ],
    ],
    [
      'in a chapter whose title has its words',
      [
        '### Permission denied when pushing to GHCR',
        '',
        '**Error message:**',
        ...block('ERROR: failed to push ghcr.io/org/repo:tag: denied'),
        '',
        '**Solutions:**',
        '1. Check the permissions of the workflow.',
      ],
    ],
    [
      'below a label of examples in Japanese',
      ['**GHCR エラーの例:**', '', ...block('Error: denied: denied')],
    ],
    [
      'under a label of a guide in another language',
      [
        '### Lỗi gặp phải',
        ...block('Error response from daemon: Get "https://ghcr.io/v2/": denied: denied'),
        '**Nguyên nhân:** Dùng email thay vì username.',
        '**Fix:** Dùng PAT.',
      ],
    ],
    [
      'in a chapter of its own, above what is to be done',
      [
        '## Error snippet',
        '',
        '```text',
        'ghcr.io/org/image: denied',
        '```',
        '',
        '## Fix steps',
        '1. Verify the token.',
      ],
    ],
    [
      'under a common error',
      ['* Common error when the login is hardcoded:', '', ...block(), '', 'Use a secret.'],
    ],
    ['under an example', ['Example output:', '', ...block()]],
    ['under a condition', ['If the push is refused:', '', ...block(), '', 'grant the repository Write.']],
    ['above the cause and the cure in one line', [...block(), 'Cause: it moved. Fix: grant the role Write.']],
    ['the same in bold', [...block(), '**Cause:** it moved. **Fix:** grant the role Write.']],
    ['the same in Chinese', [...block(), '原因：软件包属于别处。解决：授予写权限。']],
    ['as it mostly looks', ['A missing role typically shows up in the log as:', ...block()]],
    ['under a symptom', ['A common symptom is an error message like:', '', ...block()]],
    ['as it mostly looks, without marks', ['A missing role usually appears as:', '', `    ${MESSAGE}`]],
    ['as it mostly looks, in Chinese', ['缺少权限时通常表现为：', '', `    ${MESSAGE}`]],
    [
      'of which it is one or the other',
      [MESSAGE, 'or', 'unauthorized: authentication required', 'or', 'denied'],
    ],
    ['of one or the other, above who walks through them', [MESSAGE, 'or', 'denied', 'Let me explain.']],
    [
      'that its reader may see for himself',
      [
        'You can confirm this by running:',
        '```',
        'docker push ghcr.io/OWNER/IMAGE',
        MESSAGE,
        '```',
        'Grant it.',
      ],
    ],
    ['under a condition in Chinese', ['如果推送时报错：', ...block(), '请检查权限。']],
  ])('%s, alone or above a refusal', async (_, guide) => {
    expect(await answerTo(guide.join('\n'))).toEqual({ ids: [], verdict: 'not-needed' });
    expect((await answerTo([...guide, '', 'The log:', MET].join('\n'))).ids).toEqual([
      'job-lacks-packages-write',
    ]);
  });
});

describe('and what somebody met, shown in a block, is his', () => {
  test.each([
    [
      'with the image in it',
      ['### Error', ...block(`ghcr.io/octo/app: ${MESSAGE}`), '### Fix', '1. Link it.'],
    ],
    [
      'with the address in it',
      [
        '## Problem',
        ...block(`Error: initiating layer upload to /v2/octo/app/blobs/uploads/ in ghcr.io: ${MESSAGE}`),
        '## Fix',
        'Go to the settings of the package.',
      ],
    ],
    [
      'with a step of the build',
      ['**Error:**', ...block(`#12 ERROR: ${MESSAGE}`), '**Cause:** ?', '**Fix:** ?'],
    ],
    ['with a time', ['**Error:**', ...block(`10:11:12 ${MESSAGE}`), '**Cause:** unknown', '**Fix:** none']],
    ['in a form for issues', ['### Error message', ...block(), '', '### Expected behavior', 'It is pushed.']],
    ['with no cure', ['## Problem', ...block(), '', '## Root cause', 'Unknown to all of us here.']],
    [
      'above a cause, and what he did about it',
      [...block(), 'Cause: the package was made elsewhere. Fix: moved it here.'],
    ],
    ['that comes often', ['My push to ghcr.io often fails with:', ...block()]],
    ['that comes at times', ['The push of our images sometimes fails with an error like:', '', MESSAGE]],
    [
      'that is one of two',
      ['When I push to ghcr.io I get', MESSAGE, 'or', 'denied: permission_denied: write_package'],
    ],
    ['under a sentence', ['The build was failing with:', ...block(), '', 'Solution: added the permission']],
    ['under a question', ['**Error:**', ...block(), 'What is wrong? The job has packages: write.']],
    ['of himself', ['If I push to ghcr.io I see:', ...block()]],
    ['that comes always', ['The push always fails and shows:', '', MESSAGE]],
    ['that can be seen', ['Publishing to ghcr.io fails. The error can be seen below:', '', ...block()]],
    ['of which is told when it comes', ['The error usually appears on the second push:', '', MESSAGE]],
    ['of what may be wrong', ['The workflow may be misconfigured, the error looks like:', '', MESSAGE]],
    ['in a form', ['### Steps to reproduce', 'Push', '### Error', 'The usual error is:', '', MESSAGE]],
    ['one or the other at times', ['Sometimes', ...block(), 'or', ...block(), 'from ghcr.io']],
    ['one or the other, as it depends', [MESSAGE, 'OR', MESSAGE, 'depending on the runner']],
    [
      'that can be seen with an image of his',
      [
        'You can confirm this by running:',
        '```',
        'docker push ghcr.io/octo/app',
        MESSAGE,
        '```',
        'Grant it?',
      ],
    ],
    ['of a team', ['In our pipelines it usually looks like this:', '', MESSAGE]],
    ['above a question', ['推送时通常表现为：', ...block(), '请问怎么解决？']],
    [
      'that happened, above its cause',
      ['The push failed with:', ...block(), '**Cause:** it moved. **Fix:** link it.'],
    ],
    ['of a team that gets one or the other', ['Our CI is failing with', MESSAGE, 'or', MESSAGE]],
    ['of an image that gets one or the other', ['docker push ghcr.io/octo/app says', MESSAGE, 'or', MESSAGE]],
    ['one or the other, as it failed', ['The push fails with either of', MESSAGE, '', 'or', '', MESSAGE]],
    ['one or the other, with a question', [MESSAGE, 'or', MESSAGE, '', 'Anyone knows why ghcr.io does so?']],
    ['one or the other, in German', ['Beim Push bekommen unsere Runner', MESSAGE, 'oder', MESSAGE]],
    [
      'in a case for which he has no cure',
      ['If the image is there already, the push fails with:', ...block()],
    ],
    ['in an example of his', ['Example output:', ...block(), 'It came up since the org was renamed.']],
    [
      'of a change by its number',
      ['## Error', ...block(), '## Root cause', 'Lost in #412.', '## Fix', 'Add the permission to the job.'],
    ],
    [
      'of a file of his',
      ['**Error:**', ...block(), '**Cause:** release.yml only has `contents: read`.', '**Fix:** add it.'],
    ],
    [
      'of a day',
      ['### Symptom', ...block(), '### Cause', 'The package moved on 2026-09-01.', '### Fix', 'Grant it.'],
    ],
    [
      'of himself below',
      ['**Error:**', ...block(), '**Cause:** I moved the repository.', '**Fix:** Link it.'],
    ],
    [
      'in a form for reports',
      ['## What happened', 'It failed.', '## Error', ...block(), '## Fix', '1. Link it.'],
    ],
    ['with what was done', ['**Error:**', ...block(), '**Cause:** No link.', '**Fix:** Linked the package.']],
  ])('%s', async (_, lines) =>
    expect((await answerTo(lines.join('\n'))).ids).toEqual(['package-not-granted']),
  );
});

test('a title says what a guide is about, whose blocks may come', async () => {
  const guide = [
    'Push to GHCR fails with "unauthorized: authentication required"',
    '',
    'A common symptom is the appearance of an error message such as:',
    '',
    'unauthorized: authentication required',
  ];
  expect((await answerTo(guide.join('\n'))).ids).toEqual([]);
  expect((await answerTo([...guide, '', 'I see it since Monday.'].join('\n'))).ids).toEqual([
    'no-registry-login',
  ]);
});

describe('what a guide says in one line', () => {
  test.each([
    'The error `denied: installation not allowed to Create organization package` occurs when GitHub Actions does not have the right.',
    '`denied: permission_denied: write_package` appears when the package is not linked to the repository.',
    'El error `denied: permission_denied: write_package` ocurre cuando el paquete no está vinculado.',
    "L'erreur `denied: permission_denied: write_package` se produit lorsque le paquet n'est pas lié.",
    'Der Fehler `denied: permission_denied: write_package` tritt auf, wenn das Paket nicht verknüpft ist.',
    'Ошибка `denied: permission_denied: write_package` возникает, когда пакет не связан.',
    '`denied: permission_denied: write_package` エラーは、リポジトリに紐付いていない場合に発生します。',
    '`denied: permission_denied: write_package` 这个错误通常是因为包没有关联到当前仓库。',
    'Developers often encounter the error "denied: installation not allowed to Create organization package." on GitHub Packages.',
    '### `denied: permission_denied: write_package`\n\nGrant the repository access (see issue #12).',
    'The registry MUST respond with `401 Unauthorized`, and with `403 Forbidden` when the client has no access.',
    '**`denied: permission_denied: write_package`** — The package is not linked. Go to its settings.',
    '* **ghcr:** avoid 403 Forbidden on first push ([abc1234](https://github.com/octo/app/commit/abc1234))',
    'ghcr.io: HTTP 401 (reachable)',
    'Have you ever tried to push an image to GHCR, only to be stumped by a "403 Forbidden" error?',
    'This article provides a thorough explanation of push errors, "403 Forbidden" from ghcr.io above all.',
    'The common issue of pushing to ghcr.io with a 403 Forbidden error stems from a missing right.',
    'Docker lacks a credential. Common error messages include:\n  • docker pull ghcr.io/owner/image:tag: unauthorized: authentication required',
    '5. **Push.** Common failures if step 4 is missed:\n   - `denied: permission_denied: write_package` at publish.',
    '### Erro: `permission_denied: write_package`\n- **Solução 1:** Use um PAT',
    '### `denied: permission_denied: write_package`\n\n初回 push 時に出る場合、設定を変更する必要がある。',
    '<details><summary>denied: permission_denied: write_package</summary>\n\nOpen the settings of the package.\n</details>',
    '**What happens when my token expires?**\nThe next push to ghcr.io is refused with `denied: denied` and you have to make one.',
    '| # | Symptom | Cause |\n|---|---|---|\n| 6 | Pods in `ImagePullBackOff` with 403 from ghcr.io | no login |',
    '### "denied: denied" when pulling\n**Error:** `Error response from daemon: denied: denied`\n**Cause:** Images exist and are not public',
    '**Issue:** "denied: denied" error\n\n**Solution:**\n```bash\ndocker logout ghcr.io\n```',
    '### Push to GHCR denied\n\n- The job must declare `permissions: packages: write`.',
    '### 2) GHCR denied errors on VPS\n\nIf VPS cannot pull from GHCR:\n\n- Ensure `GHCR_PAT` has the scope',
    '| Code | Meaning |\n|---|---|\n| `DENIED` | requested access to the resource is denied |',
    '1. `unauthorized: authentication required` - Log in first: `docker login ghcr.io`\n2. `denied: permission_denied: write_package` - Your token needs the scope',
  ])('%s', async (text) => expect(await answerTo(text)).toEqual({ ids: [], verdict: 'not-needed' }));

  test.each([
    'The error denied: permission_denied: write_package occurs when pushing the second image of the matrix.',
    'denied: permission_denied: write_package occurs on every push since the repo was transferred',
    'O erro `denied: permission_denied: write_package` acontece quando faço push',
    '推送镜像时出现这个错误 denied: permission_denied: write_package，不知道是什么原因',
    '**denied: permission_denied: write_package** - the push of ghcr.io/octo/app, whatever we add to the job',
    '**Why is the push refused?**\nIt says denied: permission_denied: write_package for ghcr.io/octo/app.',
    '#### 1. ghcr.io push denied\n**Symptom:** the push of ghcr.io/octo/app is denied: permission_denied: write_package\n**Fix:** none yet',
    '### Error: denied: permission_denied: write_package\n\nIf we run it again it is the same.',
    '**Problem**: the last three releases failed with `denied: permission_denied: write_package`\n**Solution**: grant access',
    '**Error**: denied: permission_denied: write_package\n**Cause**: package `app` was pushed by hand and never linked',
    '**Error message:** `denied: permission_denied: write_package`\n**Steps:**\n1. docker push ghcr.io/octo/app',
    '## denied: permission_denied: write_package\nIf someone has an idea why, the job has packages: write.',
    '## denied: permission_denied: write_package\nThe token should have access: packages: write is set.',
    '### denied: permission_denied: write_package\nThe release of Friday must be repeated.',
    '**denied: permission_denied: write_package** — printed on ghcr.io. Check the run: it has packages: write.',
    '**denied: permission_denied: write_package on ghcr.io** - your runner image changed. Use of the old one works.',
    '## Push to ghcr.io?\nIt ends with denied: permission_denied: write_package, can you take a look?',
    '1. build\n2. docker push ghcr.io/octo/app:1\n3. denied: permission_denied: write_package',
  ])('and somebody in a report: %s', async (text) =>
    expect((await answerTo(text)).ids).toEqual(['package-not-granted']),
  );
});

describe('a source with the words of a refusal', () => {
  test.each([
    '            ("manifest unknown", "MANIFEST_UNAVAILABLE"),',
    '        s if s.contains("manifest unknown") => Err(Error::NotFound),',
    '    (re.compile(r"pull access denied for ghcr.io/.*"), "denied"),',
    '    /\\bmanifest unknown\\b|name unknown/i,',
    "      seen: ['denied: permission_denied: write_package'],",
    '/** OCI error code: DENIED, UNAUTHORIZED, MANIFEST_UNKNOWN */',
    '      Code:    "BLOB_UNKNOWN",',
    '\tBlobUnknownErrorCode         ErrorCode = "BLOB_UNKNOWN"',
    '\tbody := `{"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest unknown"}]}`',
    '      output.write(`ERR: No basic auth credentials to send for ${registry}`, LogLevel.Error);',
    '      output.write("Server did not provide instructions to authenticate!", LogLevel.Error);',
    '\tif want := "name unknown"; !strings.Contains(errmsg, want) {',
    'msgid "denied: permission_denied: write_package"',
    '        "denied": "403 Forbidden",',
    '    h.rt.RefuseLogin("ghcr.io", &docker.LoginError{Refused: true, Message: "denied: denied"})',
    '    if err == nil || refused.Error() != "ghcr.io refused the login: denied: denied" {',
    "  $token | docker login ghcr.io --username $owner --password-stdin\n  if ($LASTEXITCODE -ne 0) { Fail 'GHCR login failed' }",
  ])('%s', async (line) => expect((await answerTo(line)).ids).toEqual([]));

  test('and a list of what failed is none', async () =>
    expect(
      (await answerTo('failures: ["ghcr.io/octo/app: denied: permission_denied: write_package"],')).ids,
    ).toEqual(['package-not-granted']));

  test('and what other runtimes print of an error is none, among the lines of a job', async () => {
    const lines = [
      'Error: push failed {',
      '  status: 403,',
      '  message: "denied: permission_denied: write_package",',
    ];
    const text = [...lines, '  registry: "ghcr.io",', '}'].map(
      (line) => `2026-05-01T10:00:00.0000000Z ${line}`,
    );
    expect((await answerTo(text.join('\n'))).ids).toEqual(['package-not-granted']);
  });

  test('and what Node.js prints of an error is none', async () =>
    expect(
      (await answerTo("  code: 'DENIED',\n  message: 'denied: permission_denied: write_package',")).ids,
    ).toEqual(['package-not-granted']));
});
