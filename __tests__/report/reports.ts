/** Reports for the renderers' tests: what a user meets, and what an attacker would try. */
import type { Checked, ImageReport, Report } from '../../src/report/report.js';
import type { Finding } from '../../src/types.js';

export function finding(changes: Partial<Finding> = {}): Finding {
  return {
    id: 'job-lacks-packages-write',
    severity: 'error',
    confidence: 'certain',
    title: 'The job may not write packages',
    message:
      'ghcr.io refused the push of ghcr.io/octo/app: the `permissions` of the job build name only contents, so its GITHUB_TOKEN has no access to packages.',
    location: { file: '.github/workflows/ci.yml', line: 12, column: 5, endLine: 13, endColumn: 21 },
    job: 'build',
    image: 'ghcr.io/octo/app',
    fix: {
      summary: 'Give the job `packages: write`.',
      diff: [
        '--- a/.github/workflows/ci.yml',
        '+++ b/.github/workflows/ci.yml',
        '@@ -12,2 +12,3 @@',
        '     permissions:',
        '       contents: read',
        '+      packages: write',
        '',
      ].join('\n'),
      url: null,
      command: null,
    },
    evidence: [
      'The job build has its own permissions block, and it does not name packages.',
      'ghcr.io answered 403 permission_denied: write_package.',
    ],
    alternatives: ['package-not-granted', 'organization-policy'],
    docs: 'docs/causes/job-lacks-packages-write.md',
    ...changes,
  };
}

export function image(changes: Partial<ImageReport> = {}): ImageReport {
  return {
    reference: 'ghcr.io/octo/app:1',
    verdict: 'denied',
    status: 403,
    message: 'permission_denied: write_package',
    token: 'github-token',
    ...changes,
  };
}

export function report(changes: Partial<Report> = {}): Report {
  return {
    schema: 1,
    command: 'preflight',
    verdict: 'denied',
    access: 'push',
    registry: 'ghcr.io',
    images: [image()],
    token: { source: 'github-token', kind: 'github-token', scopes: null, expiresAt: null },
    findings: [finding()],
    ...changes,
  };
}

export const WORKFLOW = [
  'name: ci',
  'on: push',
  '',
  'env:',
  '  IMAGE: ghcr.io/octo/app',
  '',
  'jobs:',
  '  test:',
  '    runs-on: ubuntu-latest',
  '  build:',
  '    runs-on: ubuntu-latest',
  '    permissions:',
  '      contents: read',
  '    steps:',
  '      - uses: actions/checkout@v4',
  '',
].join('\n');

/** Written by the causes, here in Chinese as they would be. */
const findingZh = finding({
  title: '作业无权写入软件包',
  message:
    'ghcr.io 拒绝推送 ghcr.io/octo/app：作业 build 的 `permissions` 只列出了 contents，因此它的 GITHUB_TOKEN 没有软件包权限。',
  fix: { ...finding().fix, summary: '为该作业添加 `packages: write`。' },
  evidence: [
    '作业 build 有自己的 permissions，其中没有 packages。',
    'ghcr.io 响应 403 permission_denied: write_package。',
  ],
});

const notGranted = {
  id: 'package-not-granted',
  confidence: 'likely' as const,
  location: null,
  alternatives: ['organization-policy'],
  docs: 'docs/causes/package-not-granted.md',
};
const settingsUrl = 'https://github.com/orgs/octo/packages/container/app/settings';

const rejected = {
  id: 'token-rejected',
  severity: 'warning' as const,
  location: null,
  image: null,
  alternatives: [],
  docs: 'docs/causes/token-rejected.md',
};

const trouble = {
  id: 'registry-unavailable',
  severity: 'warning' as const,
  location: null,
  alternatives: ['network-unreachable'],
  docs: 'docs/causes/registry-unavailable.md',
};

const many = Array.from({ length: 30 }, (_, index) =>
  index === 3 || index === 17
    ? image({ reference: `ghcr.io/octo/service-${index + 1}:1.4.0` })
    : image({
        reference: `ghcr.io/octo/service-${index + 1}:1.4.0`,
        verdict: 'allowed',
        status: 202,
        message: null,
      }),
);

/** What a user may meet, in both languages. */
export const CASES: Record<string, { en: Report; 'zh-CN': Report }> = {
  'denied, a line to change': { en: report(), 'zh-CN': report({ findings: [findingZh] }) },
  'denied, a page to open': {
    en: report({
      findings: [
        finding({
          ...notGranted,
          title: 'The package does not let this repository write',
          message:
            'The package app of octo exists, and the repository octo/other is not among those that may write to it.',
          fix: {
            summary: 'Under «Manage Actions access», add octo/other with the role Write.',
            diff: null,
            url: settingsUrl,
            command: null,
          },
        }),
      ],
    }),
    'zh-CN': report({
      findings: [
        finding({
          ...notGranted,
          title: '软件包未授权此仓库写入',
          message: 'octo 的软件包 app 已存在，但仓库 octo/other 不在可写入的仓库之列。',
          fix: {
            summary: '在“Manage Actions access”中添加 octo/other，角色选择 Write。',
            diff: null,
            url: settingsUrl,
            command: null,
          },
          evidence: ['ghcr.io 响应 403 permission_denied: write_package。'],
        }),
      ],
    }),
  },
  'allowed by the second token': {
    en: report({
      verdict: 'allowed',
      images: [image({ verdict: 'allowed', status: 202, message: null })],
      findings: [
        finding({
          ...rejected,
          title: 'GHCR_TOKEN is not accepted',
          message:
            'ghcr.io refused GHCR_TOKEN: it is wrong, expired or revoked. GITHUB_TOKEN may push, so this job goes on with it.',
          fix: {
            summary: 'Make a new classic token with write:packages and store it, or remove the secret.',
            diff: null,
            url: 'https://github.com/settings/tokens',
            command: 'gh secret set GHCR_TOKEN --repo octo/app',
          },
          evidence: ['ghcr.io answered 403 at the token step for GHCR_TOKEN.'],
        }),
      ],
    }),
    'zh-CN': report({
      verdict: 'allowed',
      images: [image({ verdict: 'allowed', status: 202, message: null })],
      findings: [
        finding({
          ...rejected,
          title: 'GHCR_TOKEN 不被接受',
          message:
            'ghcr.io 拒绝了 GHCR_TOKEN：它有误、已过期或已被撤销。GITHUB_TOKEN 可以推送，此作业将使用它。',
          fix: {
            summary: '新建一个带 write:packages 的经典令牌并保存，或者删除该机密。',
            diff: null,
            url: 'https://github.com/settings/tokens',
            command: 'gh secret set GHCR_TOKEN --repo octo/app',
          },
          evidence: ['ghcr.io 在令牌步骤对 GHCR_TOKEN 响应 403。'],
        }),
      ],
    }),
  },
  unknown: {
    en: report({
      verdict: 'unknown',
      images: [image({ verdict: 'unknown', status: 503, message: null })],
      findings: [
        finding({
          ...trouble,
          title: 'The registry is in trouble',
          message: 'ghcr.io answered HTTP 503 five times in 20 seconds.',
          fix: {
            summary: 'Run the job again later.',
            diff: null,
            url: 'https://www.githubstatus.com/',
            command: null,
          },
          evidence: ['ghcr.io answered 503 at the upload step, 5 attempts.'],
        }),
      ],
    }),
    'zh-CN': report({
      verdict: 'unknown',
      images: [image({ verdict: 'unknown', status: 503, message: null })],
      findings: [
        finding({
          ...trouble,
          title: '注册表出现故障',
          message: 'ghcr.io 在 20 秒内 5 次响应 HTTP 503。',
          fix: {
            summary: '请稍后重新运行作业。',
            diff: null,
            url: 'https://www.githubstatus.com/',
            command: null,
          },
          evidence: ['ghcr.io 在上传步骤响应 503，共尝试 5 次。'],
        }),
      ],
    }),
  },
  'not needed': {
    en: report({ verdict: 'not-needed', images: [], findings: [] }),
    'zh-CN': report({ verdict: 'not-needed', images: [], findings: [] }),
  },
  'thirty images': {
    en: report({ images: many }),
    'zh-CN': report({ images: many, findings: [findingZh] }),
  },
};

export const CHECKED: Checked[] = [
  { what: 'GITHUB_TOKEN', result: "the job's own token" },
  { what: '.github/workflows/ci.yml', result: 'the job build has packages: none (line 12)' },
  { what: 'ghcr.io/octo/app', result: 'POST /v2/octo/app/blobs/uploads/ → 403' },
];

/** All that could leave a table, a code block, a log line or a paragraph. */
export const HOSTILE = [
  '<img src=x onerror=alert(1)> </details><script>alert(1)</script>',
  '`code` | cell | `` two ``` three',
  '[click](https://evil.example/a) ![i](https://evil.example/i.png) <https://evil.example>',
  'https://evil.example www.evil.example evil@evil.example @octocat #123 octo/app#1',
  '\n\n# heading\n- item\n> quote\n---\n```\nfence\n',
  '::error::injected ::set-output name=verdict::allowed',
  '\r\n::set-env name=A::b\n##[add-mask]x',
  '\u001b[31mred\u001b[0m \u001b]0;title\u0007 \u202etfel\u202c \u0000\u0008',
  '$x$ ~~s~~ *b* _e_ &lt; &#64;octocat \\| \\` \\',
].join(' ');

export function hostileReport(text = HOSTILE): Report {
  return report({
    registry: text,
    images: [image({ reference: text, message: text })],
    findings: [
      finding({
        title: text,
        message: text,
        job: text,
        image: text,
        fix: { summary: text, diff: text, url: text, command: text },
        evidence: [text],
        alternatives: [text],
      }),
    ],
  });
}
