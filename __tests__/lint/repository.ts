/** What the tests of lint share: a repository of texts on the disk, and what is said of it in one line each. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterAll } from '@jest/globals';
import { type LintOptions, type LintResult, lint } from '../../src/commands/lint.js';

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

export const MAIN = '.github/workflows/ci.yml';

/** Lints a repository with these files. */
export async function lintFiles(
  files: Readonly<Record<string, string>>,
  options: Partial<LintOptions> = {},
): Promise<LintResult> {
  const root = mkdtempSync(path.join(tmpdir(), 'lint-'));
  folders.push(root);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
  return lint({ paths: [root], repository: 'octo/app', event: null, language: 'en', root, ...options });
}

/** `severity id file:line job`, without the folder of workflows. */
export function said({ report }: LintResult): string[] {
  return report.findings.map(({ severity, id, location, job }) =>
    [severity, id, `${location?.file.replace('.github/workflows/', '')}:${location?.line}`, job]
      .filter(Boolean)
      .join(' '),
  );
}

/** Only the ids, for cases that differ in nothing else. */
export async function ids(
  files: Readonly<Record<string, string>>,
  options: Partial<LintOptions> = {},
): Promise<string[]> {
  return (await lintFiles(files, options)).report.findings.map(({ severity, id }) => `${severity} ${id}`);
}

export const indent = (text: string, by: number) => text.trim().replace(/^(?=.)/gm, ' '.repeat(by));

/** A job `image` on a machine of GitHub's: its steps as YAML, and other keys. */
export function jobWith(steps: string, keys = 'permissions: {contents: read, packages: write}'): string {
  return `  image:\n    runs-on: ubuntu-latest\n${indent(keys, 4)}\n    steps:\n${indent(steps, 6)}\n`;
}

/** A workflow with that job. */
export function workflow(steps: string, keys?: string, on = 'push'): string {
  return `on: ${on}\njobs:\n${jobWith(steps, keys)}`;
}

export const login = (password = 'secrets.GITHUB_TOKEN', more = '') => `
- uses: docker/login-action@v4
  with:
    registry: ghcr.io
    username: \${{ github.actor }}
    password: \${{ ${password} }}
${indent(more, 2)}`;

export const build = (tags = 'ghcr.io/octo/app:1', more = '') => `
- uses: docker/build-push-action@v6
  with:
    push: true
    tags: ${tags}
${indent(more, 2)}`;
