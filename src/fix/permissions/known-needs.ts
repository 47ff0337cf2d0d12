/** Which permissions actions and commands use, in one table. */
import type { Level } from '../../workflow/runs/permissions.js';

interface Knowledge {
  /** `owner/repo` or `owner/repo/path`; a last `*` stands for any rest. */
  uses: readonly string[];
  needs: Partial<Record<string, Level>>;
  source: string;
}

export const ACTION_NEEDS: readonly Knowledge[] = [
  {
    uses: ['actions/checkout'],
    needs: { contents: 'read' },
    source: 'actions/checkout README, Recommended permissions',
  },
  {
    uses: ['actions/attest', 'actions/attest-build-provenance', 'actions/attest-sbom'],
    needs: { 'id-token': 'write', attestations: 'write' },
    source: 'actions/attest README, Usage',
  },
  {
    uses: ['github/codeql-action/upload-sarif', 'github/codeql-action/analyze', 'github/codeql-action/init'],
    needs: { 'security-events': 'write', contents: 'read' },
    source: 'docs: Uploading a SARIF file to GitHub',
  },
  {
    uses: ['actions/deploy-pages', 'actions/configure-pages'],
    needs: { pages: 'write', 'id-token': 'write' },
    source: 'actions/deploy-pages README, Security considerations',
  },
  {
    uses: [
      'softprops/action-gh-release',
      'ncipollo/release-action',
      'actions/create-release',
      'actions/upload-release-asset',
      'svenstaro/upload-release-action',
      'release-drafter/release-drafter',
      'helm/chart-releaser-action',
      'goreleaser/goreleaser-action',
      'anchore/sbom-action*',
    ],
    needs: { contents: 'write' },
    source: 'docs: REST API, Create a release; the READMEs name contents: write',
  },
  {
    uses: [
      'stefanzweifel/git-auto-commit-action',
      'peaceiris/actions-gh-pages',
      'JamesIves/github-pages-deploy-action',
      'ad-m/github-push-action',
      'EndBug/add-and-commit',
    ],
    needs: { contents: 'write' },
    source: 'the READMEs: they push commits with the job token',
  },
  {
    uses: [
      'peter-evans/create-pull-request',
      'googleapis/release-please-action',
      'google-github-actions/release-please-action',
      'changesets/action',
    ],
    needs: { contents: 'write', 'pull-requests': 'write' },
    source: 'the READMEs: they push a branch and open a pull request',
  },
  {
    uses: ['cycjimmy/semantic-release-action'],
    needs: { contents: 'write', issues: 'write', 'pull-requests': 'write' },
    source: 'semantic-release docs, GitHub Actions recipe',
  },
  {
    uses: [
      'marocchino/sticky-pull-request-comment',
      'peter-evans/create-or-update-comment',
      'actions/labeler',
    ],
    needs: { 'pull-requests': 'write', issues: 'write' },
    source: 'the READMEs, Permissions',
  },
  {
    uses: ['actions/stale'],
    needs: { issues: 'write', 'pull-requests': 'write' },
    source: 'actions/stale README',
  },
  {
    uses: [
      'dorny/test-reporter',
      'mikepenz/action-junit-report',
      'EnricoMi/publish-unit-test-result-action*',
    ],
    needs: { checks: 'write', 'pull-requests': 'write' },
    source: 'the READMEs, Permissions',
  },
  {
    uses: ['ossf/scorecard-action'],
    needs: { 'security-events': 'write', 'id-token': 'write' },
    source: 'ossf/scorecard-action README',
  },
  { uses: ['actions/delete-package-versions'], needs: { packages: 'write' }, source: 'its README' },
  {
    uses: ['dorny/paths-filter'],
    needs: { 'pull-requests': 'read', contents: 'read' },
    source: 'its README',
  },
  { uses: ['actions/dependency-review-action'], needs: { contents: 'read' }, source: 'its README' },
];

/** These use the token for nothing but what is handled elsewhere (packages), or not at all. */
export const ACTIONS_WITHOUT_NEEDS: readonly string[] = [
  'docker/*',
  'depot/*',
  'useblacksmith/*',
  'redhat-actions/*',
  'actions/setup-*',
  'actions/cache*',
  'actions/upload-artifact*',
  'actions/download-artifact',
  'sigstore/cosign-installer',
  'hadolint/hadolint-action',
  'aquasecurity/trivy-action',
  'anchore/scan-action',
  'pnpm/action-setup',
  'ruby/setup-ruby',
  'dtolnay/rust-toolchain',
  'Swatinem/rust-cache',
  'azure/setup-*',
  'helm/kind-action',
];

interface CommandKnowledge {
  pattern: RegExp;
  needs: Partial<Record<string, Level>>;
  /** It uses the token that its environment has, by one of the usual names. */
  isHanded?: boolean;
}

/**
 * Commands that use the token. Docs: GitHub CLI manual, and git itself with the checkout's credential; goreleaser.com, SCM
 * Tokens; semantic-release, GitHub Actions recipe; helm/chart-releaser README.
 */
export const SCRIPT_NEEDS: readonly CommandKnowledge[] = [
  { pattern: /\bgit\s+push\b/, needs: { contents: 'write' } },
  {
    pattern: /\bgh\s+release\s+(create|upload|edit|delete)\b/,
    needs: { contents: 'write' },
    isHanded: true,
  },
  {
    pattern: /\bgh\s+pr\s+(create|edit|merge|close|comment|review|ready)\b/,
    needs: { 'pull-requests': 'write' },
    isHanded: true,
  },
  { pattern: /\bgh\s+pr\s+merge\b/, needs: { contents: 'write' }, isHanded: true },
  {
    pattern: /\bgh\s+issue\s+(create|edit|close|comment|delete)\b/,
    needs: { issues: 'write' },
    isHanded: true,
  },
  { pattern: /\bgh\s+workflow\s+run\b/, needs: { actions: 'write' }, isHanded: true },
  { pattern: /\bcosign\s+sign\b(?![^\n]{0,500}--key)/, needs: { 'id-token': 'write' } },
  {
    pattern:
      /\bgoreleaser\s+(?:release|publish|continue|--clean|--rm-dist)(?![\w-])(?![^\n]{0,500}--(?:snapshot|skip[-= ]\S{0,80}publish))/,
    needs: { contents: 'write' },
    isHanded: true,
  },
  {
    pattern:
      /(?:^|[;&|]|(?:npx|bunx|pnpx|exec|dlx|yarn|pnpm|run)\s)[ \t]*(?:--?[\w-]+[ \t]+){0,4}semantic-release(?![\w/@-])(?![^\n]{0,500}--dry-run)/m,
    needs: { contents: 'write', issues: 'write', 'pull-requests': 'write' },
    isHanded: true,
  },
  { pattern: /\bcr\s+(?:upload|index)\b/, needs: { contents: 'write' }, isHanded: true },
];

/** The names by which a step hands a token to what it runs, as an input or in its environment. */
export const TOKEN_NAME = /^(?:(?:github|gh|repo|cr)[-_])?token$/i;
