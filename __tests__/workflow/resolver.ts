/**
 * The permissions of every job and the refused calls of a few workflow files, scope by scope, told by
 * what `lint` and the action ask: the call chains, their grants, and the calls.
 */
import type { PermissionGrant } from '../../src/evidence/types/permissions.js';
import { callChainsOf, type WorkflowSet } from '../../src/workflow/runs/call-chains.js';
import { type CallReading, callsOf } from '../../src/workflow/runs/calls.js';
import { effectiveLevel, grantOf, limitOf } from '../../src/workflow/runs/grants.js';
import { atLeast, type Level, SCOPES } from '../../src/workflow/runs/permissions.js';
import { parseWorkflow } from '../../src/workflow/text/parse.js';

/** By scope; a scope that is missing is none. Null: the files leave it to the repository's setting. */
export type Levels = Record<string, Level | 'unknown'> | null;

/** The setting, which no file shows: «Read repository contents and packages», or all but an OIDC token. */
const SETTINGS = {
  LimitedRead: { contents: 'read', packages: 'read' },
  Write: Object.fromEntries(SCOPES.filter((each) => each !== 'id-token').map((each) => [each, 'write'])),
} as const satisfies Record<string, Record<string, Level>>;

export type Setting = keyof typeof SETTINGS;

export interface ResolvedJob {
  /** The calling jobs, outermost first, and the job. */
  path: string[];
  levels: Levels;
}

export interface RefusedCall {
  call: CallReading;
  /** A job of the called workflow by its name; null: the workflow. */
  by: string | null;
  /** For each scope of which too much is asked. */
  over: { scope: string; asked: Level; allowed: Level }[];
}

export function workflowSet(texts: Readonly<Record<string, string>>, repository: string): WorkflowSet {
  const documents = Object.entries(texts).map(([file, text]) => {
    const { document, problem } = parseWorkflow(file, text);
    if (!document) throw new Error(`${file} can't be parsed: ${problem.detail}`);
    return [file, document] as const;
  });
  return { repository, documents: new Map(documents) };
}

/** Every job at the end of a chain. */
export function jobsOf(set: WorkflowSet, setting: Setting | null = null): ResolvedJob[] {
  const byScope = SCOPES.map((scope) => [...callChainsOf(set, scope)]);
  return (byScope[0] ?? []).map(({ callers, job }, index) => ({
    path: [...callers.map(({ id }) => id), job.id],
    levels: levelsOf((scope) => byScope[SCOPES.indexOf(scope)]?.[index]?.grants ?? [], setting),
  }));
}

/** What a called workflow has for all its jobs: its own block's, else its caller's. */
export function calledLevels(set: WorkflowSet, setting: Setting | null = null): ResolvedJob[] {
  const byScope = SCOPES.map((scope) => [...callsOf(set, scope)]);
  return (byScope[0] ?? []).flatMap(({ called, job }, index) => {
    if (!called) return [];
    const grants = (scope: string) => [
      ...(byScope[SCOPES.indexOf(scope)]?.[index]?.grants ?? []),
      grantOf(called, '', scope),
    ];
    return [{ path: [job], levels: levelsOf(grants, setting) }];
  });
}

function levelsOf(grants: (scope: string) => PermissionGrant[], setting: Setting | null): Levels {
  if (SCOPES.every((scope) => grants(scope).every(({ level }) => level === null))) return null;
  const levels = SCOPES.map((scope) => {
    const [outermost, ...rest] = grants(scope);
    if (!outermost) throw new Error('a chain without links');
    // A block that can't be read: GitHub refuses the file, and no run has it.
    const isRefused = ({ level, declaredAt }: PermissionGrant) => level === null && declaredAt !== 'default';
    if ([outermost, ...rest].some(isRefused)) return [scope, 'unknown'] as const;
    const given = setting && (SETTINGS[setting] as Record<string, Level>);
    const level = outermost.level ?? (given ? (given[scope] ?? 'none') : null);
    return [scope, effectiveLevel([{ ...outermost, level }, ...rest]) ?? 'unknown'] as const;
  });
  return Object.fromEntries(levels.filter(([, level]) => level !== 'none'));
}

/** Every block of a called workflow that asks for more than its caller may give. */
export function refusedCalls(set: WorkflowSet, setting: Setting | null = null): RefusedCall[] {
  const byScope = SCOPES.map((scope) => [...callsOf(set, scope)]);
  return (byScope[0] ?? []).flatMap((call, index) =>
    call.requests.flatMap(({ by }, number): RefusedCall[] => {
      const over = SCOPES.flatMap((scope, at) => {
        const here = byScope[at]?.[index];
        const asked = here?.requests[number]?.level ?? 'none';
        const given = setting && (SETTINGS[setting] as Record<string, Level>);
        const allowed = limitOf(here?.grants ?? [])?.level ?? (given ? (given[scope] ?? 'none') : null);
        return allowed === null || atLeast(allowed, asked) ? [] : [{ scope, asked, allowed }];
      });
      return over.length > 0 ? [{ call, by, over }] : [];
    }),
  );
}
