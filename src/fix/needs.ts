/**
 * Which permissions the steps of a job use, in one table. A job that had whatever
 * the repository's setting gives and gets its first `permissions:` block loses
 * all that the block does not name, so the block names this.
 */

import { saysLogin } from '../workflow/knowledge/concern.js';
import {
  atLeast,
  decidingBlock,
  granted,
  type Level,
  levelOf,
  permissionBlock,
} from '../workflow/runs/permissions.js';
import { child, entry, map, text, type WorkflowDocument, type YamlNode } from '../workflow/text/document.js';
import { type JobText, jobText } from '../workflow/text/job.js';

export interface Needs {
  permissions: Map<string, Level>;
  /** A step may use the token in a way that its text does not show. */
  open: boolean;
}

interface Knowledge {
  /** `owner/repo` or `owner/repo/path`; a last `*` stands for any rest. */
  uses: readonly string[];
  needs: Partial<Record<string, Level>>;
  source: string;
}

const ACTIONS: readonly Knowledge[] = [
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
const HARMLESS = [
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

/** Commands that use the token. Docs: GitHub CLI manual, and git itself with the checkout's credential. */
const SCRIPTS: readonly { pattern: RegExp; needs: Partial<Record<string, Level>> }[] = [
  { pattern: /\bgit\s+push\b/, needs: { contents: 'write' } },
  { pattern: /\bgh\s+release\s+(create|upload|edit|delete)\b/, needs: { contents: 'write' } },
  {
    pattern: /\bgh\s+pr\s+(create|edit|merge|close|comment|review|ready)\b/,
    needs: { 'pull-requests': 'write' },
  },
  { pattern: /\bgh\s+pr\s+merge\b/, needs: { contents: 'write' } },
  { pattern: /\bgh\s+issue\s+(create|edit|close|comment|delete)\b/, needs: { issues: 'write' } },
  { pattern: /\bgh\s+workflow\s+run\b/, needs: { actions: 'write' } },
  { pattern: /\bcosign\s+sign\b(?![^\n]*--key)/, needs: { 'id-token': 'write' } },
];

const TOKEN = /github\.token|secrets\.GITHUB_TOKEN|\bGITHUB_TOKEN\b|\bGH_TOKEN\b/i;

/** What a job uses: its steps, or for a job that calls a workflow, what the called jobs declare and use. */
export function needsOf(
  document: WorkflowDocument,
  jobId: string,
  called: (uses: string) => WorkflowDocument | null,
  depth = 0,
): Needs {
  const needs: Needs = { permissions: new Map(), open: false };
  const node = entry(child(document.root, 'jobs'), jobId)?.value.node ?? null;
  const uses = text(child(node, 'uses'));
  if (uses === null) {
    const job = jobText(document, jobId);
    if (job) for (const step of job.steps) addStep(needs, step);
    return needs;
  }
  const file = depth < 10 ? called(uses) : null;
  if (!file) return { permissions: new Map(), open: true };
  // GitHub compares the workflow's own block, too, whatever its jobs say.
  const shared = permissionBlock(file.root);
  if (shared) for (const [scope, level] of granted(shared)) raise(needs, scope, level);
  for (const { key } of map(child(file.root, 'jobs'))?.entries ?? []) {
    const id = String(key.value);
    const nested = entry(child(file.root, 'jobs'), id)?.value.node ?? null;
    const block = decidingBlock(file, nested)?.block;
    // What a called job declares it must get, or the run does not start.
    if (block) for (const [scope, level] of granted(block)) raise(needs, scope, level);
    else {
      const theirs = needsOf(file, id, called, depth + 1);
      for (const [scope, level] of theirs.permissions) raise(needs, scope, level);
      needs.open ||= theirs.open;
    }
  }
  return needs;
}

function addStep(needs: Needs, { node, uses }: JobText['steps'][number]): void {
  const name = uses?.action ?? null;
  const known = name ? ACTIONS.filter((each) => matches(each.uses, name)) : [];
  for (const each of known) addAll(needs, each.needs);
  const run = text(child(node, 'run'));
  if (run !== null) {
    for (const { pattern, needs: own } of SCRIPTS) if (pattern.test(run)) addAll(needs, own);
    // In a login to a registry the token does nothing else.
    const explained = SCRIPTS.some(({ pattern }) => pattern.test(run)) || saysLogin(run);
    if (!explained && (TOKEN.test(run) || TOKEN.test(valuesOf(child(node, 'env'))))) needs.open = true;
  } else if (
    known.length === 0 &&
    !(name && (matches(HARMLESS, name) || /\/ghcr-preflight(?:\/lint|\/explain)?$/.test(name)))
  ) {
    // An action may use `github.token` by default, without being given it.
    needs.open = true;
  }
}

function matches(patterns: readonly string[], name: string): boolean {
  const lowered = name.toLowerCase();
  return patterns.some((each) => {
    const pattern = each.toLowerCase();
    return pattern.endsWith('*') ? lowered.startsWith(pattern.slice(0, -1)) : lowered === pattern;
  });
}

function valuesOf(node: YamlNode | null): string {
  return (map(node)?.entries ?? [])
    .map(({ key, value }) => `${key.value}=${text(value.node) ?? ''}`)
    .join('\n');
}

function addAll(needs: Needs, own: Partial<Record<string, Level>>): void {
  for (const [scope, level] of Object.entries(own)) if (level) raise(needs, scope, level);
}

function raise(needs: Needs, scope: string, level: Level): void {
  if (!atLeast(levelOf(needs.permissions, scope), level)) needs.permissions.set(scope, level);
}
