/**
 * GitHub's own vectors for permission inheritance, through the chain that `lint` and the action
 * ask (resolver.ts). They are not part of this project: they are read from the shared folder where
 * it exists (`GHCR_PREFLIGHT_SHARED`, else `../shared`), and skipped visibly elsewhere. The same
 * rules in our own words: permissions.test.ts.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { WorkflowSet } from '../../src/workflow/runs/call-chains.js';
import { permissionRefusals } from '../../src/workflow/runs/permission-refusals.js';
import { child, entry, type Span, text } from '../../src/workflow/text/document.js';
import { locate } from '../../src/workflow/text/places.js';
import {
  calledLevels,
  jobsOf,
  type Levels,
  type RefusedCall,
  refusedCalls,
  type Setting,
  workflowSet,
} from './resolver.js';

const shared = process.env.GHCR_PREFLIGHT_SHARED ?? join(process.cwd(), '..', 'shared');
const folder = join(shared, 'vectors', 'permissions');
const files = existsSync(folder) ? readdirSync(folder).filter((each) => each.endsWith('.yml')) : [];

/** Scopes that came after the vectors were written: `read-all` had no more than these then. */
const NEWER = ['artifact-metadata', 'attestations', 'models', 'vulnerability-alerts'];

interface Expected {
  errors?: { Message: string }[];
  jobs?: ExpectedJob[];
}

interface ExpectedJob {
  id: string;
  permissions?: Record<string, string>;
  jobs?: ExpectedJob[];
}

interface Vector {
  setting: Setting;
  set: WorkflowSet;
  /** How the vector calls a file. */
  nameOf(file: string): string;
  expected: Expected;
}

/** `options --- caller (--- ref --- callee)* --- expected`, each separator a line of its own. */
function read(name: string): Vector {
  const parts = readFileSync(join(folder, name), 'utf8').split(/^---\r?\n/m);
  const options = parts.shift() as string;
  const expected = JSON.parse(parts.pop() as string) as Expected;
  const setting = /^permissions-policy:\s*(\w+)/m.exec(options)?.[1] ?? 'Write';
  const texts: Record<string, string> = { [`.github/workflows/${name}`]: parts.shift() as string };
  const names = new Map<string, string>();
  let repository = 'octo/app';
  while (parts.length > 0) {
    const ref = (parts.shift() as string).trim();
    // All of a vector's called files are of one repository; so here they are of the caller's, and found by their path.
    const [, owner = '', path = ''] = /^([^/]+\/[^/]+)\/(.+)@/.exec(ref) ?? [];
    repository = owner;
    names.set(path, ref);
    texts[path] = parts.shift() as string;
  }
  const set = workflowSet(texts, repository);
  return { setting: setting as Setting, set, nameOf: (file) => names.get(file) ?? file, expected };
}

/** GitHub's line for an error; it cuts the whole at 500 characters. */
function errorLine({ set, nameOf }: Vector, file: string, span: Span, message: string): string {
  const document = set.documents.get(file);
  if (!document) throw new Error(`no ${file}`);
  const { line, column } = locate(document, span);
  const whole = `${nameOf(file)} (Line: ${line}, Col: ${column}): ${message}`;
  return whole.length > 500 ? `${whole.slice(0, 500)}[...]` : whole;
}

function invalidLines(vector: Vector): string[] {
  return [...vector.set.documents.values()].flatMap((document) =>
    permissionRefusals(document.root).map(({ entry: level, span }) =>
      errorLine(
        vector,
        document.file,
        level?.value.at ?? span,
        `Unexpected value '${text(level?.value.node)}'`,
      ),
    ),
  );
}

function startupLine(vector: Vector, { call, by, over }: RefusedCall): string {
  const uses = vector.nameOf(call.called?.file ?? '');
  // GitHub's sentence names what it has always named.
  const named = over.filter(({ scope }) => !NEWER.includes(scope));
  const asked = named.map((each) => `${each.scope}: ${each.asked}`).join(', ');
  const allowed = named.map((each) => `${each.scope}: ${each.allowed}`).join(', ');
  const requester = by === null ? `workflow '${uses}'` : `nested job '${by}'`;
  const caller = entry(child(call.document.root, 'jobs'), call.job);
  if (!caller) throw new Error(`no job ${call.job}`);
  return errorLine(
    vector,
    call.document.file,
    caller.key,
    `Error calling workflow '${uses}'. The ${requester} is requesting '${asked}', but is only allowed '${allowed}'.`,
  );
}

function plain(levels: Levels): Record<string, string> | undefined {
  return levels
    ? Object.fromEntries(Object.entries(levels).filter(([scope]) => !NEWER.includes(scope)))
    : undefined;
}

/** The jobs that call no other, and those that do, with their paths. */
function leaves(
  jobs: readonly ExpectedJob[],
  trail: readonly string[] = [],
): { path: string[]; levels: unknown }[] {
  return jobs.flatMap(({ id, permissions, jobs: inner }) =>
    inner ? leaves(inner, [...trail, id]) : [{ path: [...trail, id], levels: permissions }],
  );
}

function calling(jobs: readonly ExpectedJob[]): { path: string[]; levels: unknown }[] {
  return jobs.flatMap(({ id, permissions, jobs: inner }) =>
    inner ? [{ path: [id], levels: permissions }, ...calling(inner)] : [],
  );
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
    const vector = read(name);
    const { set, setting, expected } = vector;
    const errors = [
      ...invalidLines(vector),
      ...refusedCalls(set, setting).map((each) => startupLine(vector, each)),
    ];
    expect(errors).toEqual((expected.errors ?? []).map((each) => each.Message));
    if (expected.errors) return;
    const told = (jobs: ReturnType<typeof jobsOf>) =>
      jobs.map(({ path, levels }) => ({ path, levels: plain(levels) }));
    expect(told(jobsOf(set, setting))).toEqual(leaves(expected.jobs ?? []));
    expect(told(calledLevels(set, setting))).toEqual(calling(expected.jobs ?? []));
  });
});
