/** What people set around a message does not change its meaning. */
import { describe, expect, test } from '@jest/globals';
import { withoutMarkup } from '../../src/evidence/log/lines/markup.js';
import { isMisspelt, isSurelyMisspelt, namesMisspelt } from '../../src/evidence/registry/misspelt.js';
import { explained } from './support.js';

const MESSAGES = [
  'Error response from daemon: denied',
  'Error response from daemon: Head "https://ghcr.io/v2/octo/app/manifests/1": denied: denied',
  'ERROR: failed to push ghcr.io/octo/app:1: denied: permission_denied: write_package',
  'denied: installation not allowed to Create organization package',
  'unauthorized: authentication required',
  'manifest unknown',
] as const;

const TIME = '2026-05-01T10:00:01.123456789Z';

const DRESSES: readonly [string, (message: string) => string][] = [
  ['bold', (m) => `**${m}**`],
  ['italics', (m) => `_${m}_`],
  ['italics with a star', (m) => `*${m}*`],
  ['bold italics', (m) => `***${m}***`],
  ['italics that began above', (m) => `${m}_`],
  ['code in bold', (m) => `**\`${m}\`**`],
  ['underlined bold', (m) => `__${m}__`],
  ['struck', (m) => `~~${m}~~`],
  ['struck in Slack', (m) => `~${m}~`],
  ['code', (m) => `\`${m}\``],
  ['a literal of reStructuredText', (m) => `\`\`${m}\`\``],
  ['a fence of one line', (m) => `\`\`\`${m}\`\`\``],
  ['a bullet', (m) => `- ${m}`],
  ['a starred bullet', (m) => `* ${m}`],
  ['a numbered entry', (m) => `3. ${m}`],
  ['a heading', (m) => `### ${m}`],
  ['a quotation', (m) => `> ${m}`],
  ['a quotation in italics', (m) => `> _${m}_`],
  ['a bullet in bold', (m) => `- **${m}**.`],
  [
    'a space in front of the colons, as a picture is read',
    (m) => m.replace(/(?<=denied|unauthorized|")[:] (?=\w)/g, ' : '),
  ],
  ['no space behind the colons', (m) => m.replace(/(?<=denied|unauthorized|")[:] (?=\w)/g, ':')],
  ["a space in the registry's name", (m) => m.replace(/(?<!\/)ghcr\.io(?=\/)/, 'ghcr .io')],
  ['an element', (m) => `<code>${m}</code>`],
  ['elements with entities', (m) => `<pre><code>${m.replaceAll('"', '&quot;')}</code></pre>`],
  ['entities by their numbers', (m) => m.replaceAll('"', '&#34;').replaceAll('/', '&#x2F;')],
  ["a page's source on a page", (m) => `&lt;b&gt;${m.replaceAll('"', '&amp;quot;')}&lt;/b&gt;`],
  ["docker's own file", (m) => JSON.stringify({ log: `${m}\n`, stream: 'stderr', time: TIME })],
  ['a paragraph with a break', (m) => `<p class="log">${m}<br/></p>`],
  ['underscores that an editor escaped', (m) => m.replaceAll('_', '\\_')],
  ['a tracker', (m) => `{code:bash}${m}{code}`],
  ["a tracker's monospace", (m) => `{{${m}}}`],
  ['Teams', (m) => `[10:23 AM] Mona Lisa: ${m}`],
  ['typographic quotation marks', (m) => `“${m}”`],
  ['German ones', (m) => `„${m}“`],
  ['French ones', (m) => `« ${m} »`],
  ['Chinese ones', (m) => `「${m}」`],
  ['a Chinese sentence in front', (m) => `报错信息：${m}`],
  ['a Chinese sentence around', (m) => `拉取时提示：“${m}”，怎么办？`],
];

describe.each(DRESSES)('%s', (_, dress) => {
  test.each(MESSAGES)('%s', async (message) => {
    const said = async (text: string) => {
      const [finding] = await explained(`$ docker pull ghcr.io/octo/app:1\n${text}\n`);
      return [finding?.id, finding?.alternatives];
    };
    const bare = await said(message);
    expect(bare[0]).toBeDefined();
    expect(await said(dress(message))).toEqual(bare);
  });
});

test('a message in the middle of a sentence', () => {
  expect(withoutMarkup('I get _denied: denied_, and **unauthorized** later (`403 Forbidden`).')).toBe(
    'I get denied: denied, and unauthorized later (403 Forbidden).',
  );
});

test.each([
  'failed to push ghcr.io/***/app:1: unexpected status from POST request to https://ghcr.io/v2/***/app/blobs/uploads/',
  'docker login --username *** --password-stdin ghcr.io # ***',
  'permission_denied: write_package',
  'echo ${{ secrets.GHCR_TOKEN }} | docker login',
  '> exporting to image:',
  '#12 ERROR: denied',
  '- "denied: denied"',
  'image: ghcr.io/octo/_app_:1_2',
  '拉取 ghcr.io/octo/app 时提示 "denied"',
])('stays as it is: %s', (text) => {
  expect(withoutMarkup(text)).toBe(text);
});

test.each(['denied: ...', 'denied: d...', 'denied: den...', 'denied: denie...'])(
  'compose cuts a line, and what follows its last colon is known: %s',
  async (cut) => {
    const [finding] = await explained(
      ` ✘ web Error Head "https://ghcr.io/v2/octo/app/manifests/1": ${cut}      0.6s \n`,
    );
    expect(finding?.id).toBe('stale-credential');
  },
);

describe('a misspelt host', () => {
  test.each([
    'ghrc.io',
    'gchr.io',
    'grhc.io',
    'ghcrr.io',
    'gher.io',
    'ghr.io',
    'gh-cr.io',
    'ghcr.com',
    'ghcr.oi',
    'ghrc.oi',
    'ghr.oi',
    'www.ghrc.io',
    'containers.ghrc.io',
    'docker.ghcr.com',
  ])('%s was meant for ghcr.io', (host) => {
    expect(isMisspelt(host)).toBe(true);
  });

  // What `lint` may call an error is misspelt for a log as well: one rule.
  test.each([
    'gchr.io',
    'hgcr.io',
    'crgh.io',
    'ghhcr.io',
    'ghrc.com',
    'ghcr.oi',
    'gh.cr.io',
    'ghcri.io',
    'GHCR.github.com',
  ])('%s can have been meant for nothing else', (host) => {
    expect([isSurelyMisspelt(host), isMisspelt(host), namesMisspelt(`image: ${host}/octo/app:1`)]).toEqual([
      true,
      true,
      true,
    ]);
  });

  test.each(['ghcr.io', 'gcr.io', 'ghr.io', 'gher.io', 'ghcr.example', 'hcrg.dev'])(
    '%s may be somebody’s own',
    (host) => {
      expect([isSurelyMisspelt(host), namesMisspelt(`image: ${host}/octo/app:1`)]).toEqual([false, false]);
    },
  );

  test.each([
    'ghcr.io',
    'gcr.io',
    'icr.io',
    'quay.io',
    'lscr.io',
    'nvcr.io',
    'ocir.io',
    'k8s.io',
    'github.com',
    'ghcr.example.com',
    'ghcr.nju.edu.cn',
    'ghcr.io.mirror.example',
    'containers.git.example.com',
    'containers.octo.ghe.com',
  ])('%s is what it is', (host) => {
    expect(isMisspelt(host)).toBe(false);
  });

  test.each(['ghcr.yml', 'GHCR.md', 'ghcr.sh', 'ghcr.py', 'ghcr.json'])('%s is a file', async (file) => {
    expect(isMisspelt(file)).toBe(false);
    const [finding] = await explained(`Error: push to ghcr.io/octo/app failed: 403 Forbidden (see ${file})`);
    expect(finding?.id).not.toBe('invalid-image-reference');
  });

  test.each([
    [
      'a page of its web server',
      '"<html><body><h1>403 Forbidden</h1>\\nRequest forbidden by administrative rules."',
    ],
    ['another page', '<html><head><title>401</title></head><center><h1>401 Authorization Required</h1>'],
    ['no name in the DNS', 'dial tcp: lookup ghrc.io: no such host'],
    ['a refusal in docker', 'Error response from daemon: Get "https://ghrc.io/v2/": denied'],
  ])('answers with %s', async (_, answer) => {
    const [finding] = await explained(`docker push ghrc.io/octo/app:1\n${answer}\n`);
    expect(finding?.id).toBe('invalid-image-reference');
    expect(finding?.fix?.summary).toContain('ghcr.io');
  });
});

test('a page for people from the right host is none of the registry', async () => {
  const [finding] = await explained(
    'docker push ghcr.io/octo/app:1\n<html><body><h1>403 Forbidden</h1>blocked by policy</body></html>\n',
  );
  expect(finding?.id).toBe('network-unreachable');
});

test.each([
  'https://docs.github.com/rest/reference/packages#delete-a-package',
  'https://docs.github.com/rest/packages/packages#delete-a-package',
  'https://docs.github.com/en/rest/packages/packages#list-packages',
])("GitHub's answer about packages names its page: %s", async (page) => {
  const [finding] = await explained(
    `GET https://api.github.com/orgs/octo/packages/container/app/versions: unexpected status code 403 Forbidden (body: {"message":"Resource not accessible by integration","documentation_url":"${page}"})\n`,
  );
  expect(finding?.id).toBe('api-permission-missing');
});
