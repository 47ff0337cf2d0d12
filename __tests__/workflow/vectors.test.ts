/**
 * GitHub's own vectors for permission inheritance. They are not part of this
 * project: they are read from the shared folder where it exists
 * (`GHCR_PREFLIGHT_SHARED`, else `../shared`), and skipped visibly elsewhere.
 * The same rules in our own words: permissions.test.ts.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import {
  type DefaultPolicy,
  errorLine,
  type JobPermissions,
  type PermissionSet,
  resolvePermissions,
} from '../../src/workflow/runs/permissions.js';
import { parseWorkflow, type WorkflowDocument } from '../../src/workflow/text/document.js';

const shared = process.env.GHCR_PREFLIGHT_SHARED ?? join(process.cwd(), '..', 'shared');
const folder = join(shared, 'vectors', 'permissions');
const files = existsSync(folder) ? readdirSync(folder).filter((each) => each.endsWith('.yml')) : [];

/** Scopes that came after the vectors were written: `read-all` had no more than these then. */
const NEWER = ['artifact-metadata', 'attestations', 'models', 'vulnerability-alerts'];

interface Expected {
  errors?: { Message: string }[];
  permissions?: Record<string, string>;
  jobs?: ExpectedJob[];
}

interface ExpectedJob {
  id: string;
  permissions?: Record<string, string>;
  ref?: string;
  jobs?: ExpectedJob[];
}

/** `options --- caller (--- ref --- callee)* --- expected`, each separator a line of its own. */
function read(name: string) {
  const parts = readFileSync(join(folder, name), 'utf8').split(/^---\r?\n/m);
  const options = parts.shift() as string;
  const expected = JSON.parse(parts.pop() as string) as Expected;
  const policy = /^permissions-policy:\s*(\w+)/m.exec(options)?.[1] ?? 'Write';
  const documents = new Map<string, WorkflowDocument>();
  const open = (file: string, text: string) => {
    const { document } = parseWorkflow(file, text);
    if (!document) throw new Error(`${name}: ${file} can't be parsed`);
    return document;
  };
  const caller = open(`.github/workflows/${name}`, parts.shift() as string);
  while (parts.length > 0) {
    const ref = (parts.shift() as string).trim();
    documents.set(ref, open(ref, parts.shift() as string));
  }
  return { policy: policy as DefaultPolicy, caller, documents, expected };
}

function plain(set: PermissionSet | null): Record<string, string> | undefined {
  return set ? Object.fromEntries([...set].filter(([scope]) => !NEWER.includes(scope))) : undefined;
}

function shape(job: JobPermissions): ExpectedJob {
  return {
    id: job.id,
    permissions: plain(job.permissions),
    ref: job.uses ?? undefined,
    jobs: job.called?.map(shape),
  };
}

function expectedShape(job: ExpectedJob): ExpectedJob {
  return { id: job.id, permissions: job.permissions, ref: job.ref, jobs: job.jobs?.map(expectedShape) };
}

describe("GitHub's vectors for permission inheritance", () => {
  if (files.length === 0) {
    // Jest does not name the skipped tests of a file that has no others.
    process.stderr.write(`GitHub's permission vectors: skipped, there is no ${folder}\n`);
    test.skip(`not run: there is no ${folder}`, () => {});
    return;
  }

  test('all 37 are there', () => {
    expect(files).toHaveLength(37);
  });

  test.each(files)('%s', (name) => {
    const { policy, caller, documents, expected } = read(name);
    const found = resolvePermissions(caller, { policy, load: (uses) => documents.get(uses) ?? null });
    expect(found.errors.map(errorLine)).toEqual((expected.errors ?? []).map((each) => each.Message));
    if (expected.errors) return;
    expect(plain(found.permissions)).toEqual(expected.permissions);
    expect(found.jobs.map(shape)).toEqual(expected.jobs?.map(expectedShape));
  });
});
