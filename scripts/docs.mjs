// Writes the book of causes, docs/causes and docs/zh-CN/causes, from the causes themselves.
// `--check` writes nothing and exits 1 when a page is stale or no cause has it any more.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

const LANGUAGES = {
  en: {
    folder: 'docs/causes',
    other: { name: '简体中文', path: '../zh-CN/causes' },
    index: 'Why GHCR refuses',
    intro:
      'One page for each cause that ghcr-preflight knows, in the order in which they are considered: where two explain a refusal equally well, the first is named and the others are listed as alternatives.',
    columns: ['Cause', 'Title', 'What it says'],
    all: 'All causes',
    severity: { error: 'error', warning: 'warning', notice: 'notice' },
    id: 'Id',
    severityLabel: 'Severity',
    means: 'What it means',
    change: 'What to change',
    open: 'Open',
    run: 'Run',
    messages: 'Messages',
    messagesIntro:
      'What the registry, the API or a client prints then. Some messages have several causes; the check tells them apart.',
    noMessages: 'There is no message of its own for this.',
    sources: 'Sources',
    reports: 'Reports of users: GitHub does not document it.',
    colon: ': ',
  },
  'zh-CN': {
    folder: 'docs/zh-CN/causes',
    other: { name: 'English', path: '../../causes' },
    index: 'GHCR 为何拒绝',
    intro:
      'ghcr-preflight 所知的每种原因各有一页，按判断的先后顺序排列：如果两种原因对同一次拒绝的解释同样充分，则报告排在前面的一种，其余列为其他可能的原因。',
    columns: ['原因', '标题', '说明'],
    all: '全部原因',
    severity: { error: '错误', warning: '警告', notice: '提示' },
    id: 'ID',
    severityLabel: '严重程度',
    means: '含义',
    change: '修复方法',
    open: '打开',
    run: '运行',
    messages: '相关消息',
    messagesIntro: '此时注册表、API 或客户端会输出以下内容。有些消息对应多种原因，检查会加以区分。',
    noMessages: '这种情况没有专门的消息。',
    sources: '依据',
    reports: '来自用户的报告，GitHub 文档没有说明。',
    colon: '：',
  },
};

/** Pages of GitHub's documentation that the causes name. */
const DOCS = {
  'Working with the Container registry':
    'packages/working-with-a-github-packages-registry/working-with-the-container-registry',
  'Publishing and installing a package with GitHub Actions':
    'packages/managing-github-packages-using-github-actions-workflows/publishing-and-installing-a-package-with-github-actions',
  "Configuring a package's access control and visibility":
    'packages/learn-github-packages/configuring-a-packages-access-control-and-visibility',
  'Connecting a repository to a package':
    'packages/learn-github-packages/connecting-a-repository-to-a-package',
  'Workflow syntax, permissions': 'actions/reference/workflows-and-actions/workflow-syntax#permissions',
  'Reusing workflow configurations':
    'actions/reference/workflows-and-actions/reusing-workflow-configurations',
  GITHUB_TOKEN: 'actions/concepts/security/github_token',
  'Automating Dependabot with GitHub Actions':
    'code-security/dependabot/working-with-dependabot/automating-dependabot-with-github-actions',
  'Using secrets in GitHub Actions': 'actions/security-guides/using-secrets-in-github-actions',
  'Token expiration and revocation':
    'authentication/keeping-your-account-and-data-secure/token-expiration-and-revocation',
  'Scopes for OAuth apps': 'apps/oauth-apps/building-oauth-apps/scopes-for-oauth-apps',
  'Authorizing a personal access token for use with single sign-on':
    'authentication/authenticating-with-single-sign-on/authorizing-a-personal-access-token-for-use-with-single-sign-on',
  'Managing allowed IP addresses for your organization':
    'organizations/keeping-your-organization-secure/managing-security-settings-for-your-organization/managing-allowed-ip-addresses-for-your-organization',
};

const PAGES = {
  'OCI distribution spec: Pulling manifests':
    'https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pulling-manifests',
  'GitHub changelog 2023-02-02: default GITHUB_TOKEN permissions are read-only':
    'https://github.blog/changelog/2023-02-02-github-actions-updating-the-default-github_token-permissions-to-read-only/',
};

/** Path of every page and what belongs in it. */
function pages(causes, placeholders) {
  const book = new Map();
  for (const [language, words] of Object.entries(LANGUAGES)) {
    for (const cause of causes) {
      book.set(`${words.folder}/${cause.id}.md`, page(cause, language, words, placeholders(cause)));
    }
    book.set(`${words.folder}/README.md`, index(causes, language, words, placeholders));
  }
  return book;
}

function page(cause, language, words, facts) {
  const text = cause.text[language];
  const address = cause.page?.(facts);
  const command = cause.command?.(facts);
  const lines = [
    `# ${text.title}`,
    '',
    `${words.id}${words.colon}\`${cause.id}\` · ${words.severityLabel}${words.colon}${words.severity[cause.severity]} · [${words.all}](README.md) · [${words.other.name}](${words.other.path}/${cause.id}.md)`,
    '',
    `## ${words.means}`,
    '',
    prose(text.message(facts)),
    '',
    `## ${words.change}`,
    '',
    prose(text.fix(facts)),
    '',
    ...(address ? [`${words.open}${words.colon}${link(address)}`, ''] : []),
    ...(command ? [`${words.run}${words.colon}\`${command}\``, ''] : []),
    `## ${words.messages}`,
    '',
    ...(cause.seen?.length
      ? [words.messagesIntro, '', '```text', ...cause.seen, '```', '']
      : [words.noMessages, '']),
    `## ${words.sources}`,
    '',
    ...sources(cause, language, words),
    '',
  ];
  return lines.join('\n');
}

function index(causes, language, words, placeholders) {
  const row = (cells) => `| ${cells.join(' | ')} |`;
  const lines = [
    `# ${words.index}`,
    '',
    `[${words.other.name}](${words.other.path}/README.md)`,
    '',
    words.intro,
    '',
    row(words.columns),
    row(words.columns.map(() => '---')),
    ...causes.map((cause) => {
      const text = cause.text[language];
      const message = prose(text.message(placeholders(cause))).replaceAll('|', '\\|');
      return row([`[\`${cause.id}\`](${cause.id}.md)`, text.title, message]);
    }),
    '',
  ];
  return lines.join('\n');
}

/** Code as code: expressions, permissions, keys, references; an expression would be eaten by some renderers. */
function prose(text) {
  const code =
    /(?:push: |github-token: )?\$\{\{.*?\}\}|\bpackages: (?:write|read)\b|\b(?:secrets|cache-to): [a-z]+(?:=[a-z]+)?|\b(?:write|read):packages\b|\bghcr\.io\/[A-Za-z/:.\d-]*[A-Za-z\d]|org\.opencontainers\.image\.source=[^\s（，]*[^\s（，.,]|\b(?:GITHUB_TOKEN|GHCR_TOKEN)\b|\bOWNER\/(?:REPOSITORY|NAME)(?::TAG)?\b|\bgithub\.repository\b|\bghcr-token\b|\bcache-to\b|\bdocker\/metadata-action\b|\bpkg-containers\.githubusercontent\.com\b/g;
  return text.replace(code, (match) => `\`${match}\``);
}

function link(address) {
  return /[A-Z]{4}/.test(address.replace(/description=\w+/, '')) ? `\`${address}\`` : `<${address}>`;
}

/** The rows of our own notes (`facts …`) say nothing to a reader; what they rest on does. */
function sources(cause, language, words) {
  const shown = cause.sources.filter((source) => !source.startsWith('facts '));
  return shown.length ? shown.map((source) => `- ${cite(source, language)}`) : [words.reports];
}

/** A page, an issue or a discussion as a link. */
function cite(source, language) {
  const path = DOCS[source.replace(/^GitHub docs: /, '')];
  if (path) return `[${source}](https://docs.github.com/${language === 'en' ? 'en' : 'zh'}/${path})`;
  if (PAGES[source]) return `[${source}](${PAGES[source]})`;
  return source
    .replace(/^([\w.-]+\/[\w.-]+)#(\d+)$/, '[$&](https://github.com/$1/issues/$2)')
    .replace(/^orgs\/community\/discussions\/(\d+)$/, '[$&](https://github.com/$&)')
    .replace(/^https:\S+$/, '<$&>');
}

async function main() {
  const tsc = join(createRequire(import.meta.url).resolve('typescript/package.json'), '../bin/tsc');
  // It emits in spite of type errors, which are another check's business.
  spawnSync(process.execPath, [tsc, '-p', join(root, 'tsconfig.build.json')]);
  const { CAUSES } = await import(new URL('../build/causes/index.js', import.meta.url));
  const { placeholders } = await import(new URL('../build/causes/placeholders.js', import.meta.url));
  const book = pages(CAUSES, placeholders);
  const orphans = Object.values(LANGUAGES).flatMap(({ folder }) =>
    files(folder).filter((file) => file.endsWith('.md') && !book.has(file)),
  );

  if (process.argv.includes('--check')) {
    const stale = [
      ...[...book].filter(([file, text]) => read(file) !== text).map(([file]) => file),
      ...orphans,
    ];
    for (const file of stale) console.error(`${file} is stale: run npm run docs`);
    process.exitCode = stale.length ? 1 : 0;
    return;
  }
  for (const { folder } of Object.values(LANGUAGES)) mkdirSync(join(root, folder), { recursive: true });
  for (const [file, text] of book) writeFileSync(join(root, file), text);
  for (const file of orphans) rmSync(join(root, file));
  console.log(`${book.size} pages, ${orphans.length} removed`);
}

function files(folder) {
  try {
    return readdirSync(join(root, folder)).map((name) => `${folder}/${name}`);
  } catch {
    return [];
  }
}

function read(file) {
  try {
    return readFileSync(join(root, file), 'utf8');
  } catch {
    return null;
  }
}

await main();
