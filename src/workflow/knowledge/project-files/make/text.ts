/** A Makefile cut into what it says, line by line (GNU make manual, What Makefiles Contain). Nothing is expanded. */

export type Statement =
  | Assignment
  | { kind: 'rule'; targets: string; isDouble: boolean; prerequisites: string; recipe: string | null }
  /** A variable of these targets alone. */
  | { kind: 'target-variable'; targets: string; assignment: Assignment }
  | { kind: 'recipe'; text: string }
  | { kind: 'include'; files: string; mayLack: boolean }
  | { kind: 'export'; names: string; isUndone: boolean }
  | Conditional;

export interface Assignment {
  kind: 'assignment';
  name: string;
  operator: '=' | ':=' | '?=' | '+=' | '!=';
  value: string;
  exports: boolean;
  overrides: boolean;
}

export interface Conditional {
  kind: 'conditional';
  branches: { test: Test | null; body: Statement[] }[];
}

export interface Test {
  word: 'ifeq' | 'ifneq' | 'ifdef' | 'ifndef';
  argument: string;
}

/** In characters. Nobody writes a longer one by hand. */
const LONGEST_MAKEFILE = 1024 * 1024;

const MAX_NESTED = 30;

/** Null for one that is too long, or nested in a way that make would refuse. */
export function makeStatements(text: string): Statement[] | null {
  if (text.length > LONGEST_MAKEFILE) return null;
  const root: Statement[] = [];
  const open: Conditional[] = [];
  let body = root;
  let inRule = false;
  const lines = logicalLines(text.replaceAll('\r\n', '\n'));
  for (let at = 0; at < lines.length; at += 1) {
    const raw = lines[at] as string;
    if (raw.startsWith('\t') && inRule) {
      body.push({ kind: 'recipe', text: raw.slice(1) });
      continue;
    }
    const line = withoutComment(raw.replace(/[ \t]*\\\n[ \t]*/g, ' ')).trim();
    const [, word = '', rest = ''] = /^([\w-]+)\b[ \t]*([\s\S]*)$/.exec(line) ?? [];
    if (/^if(?:n?eq|n?def)$/.test(word) && !isAssigned(rest)) {
      if (open.length >= MAX_NESTED) return null;
      const branch = { test: { word: word as Test['word'], argument: rest }, body: [] as Statement[] };
      const made: Conditional = { kind: 'conditional', branches: [branch] };
      body.push(made);
      open.push(made);
      ({ body } = branch);
    } else if (word === 'else' && open.length > 0) {
      const [, test, argument = ''] = /^(ifn?eq|ifn?def)\b[ \t]*([\s\S]*)$/.exec(rest) ?? [];
      const branch = {
        test: test ? { word: test as Test['word'], argument } : null,
        body: [] as Statement[],
      };
      open.at(-1)?.branches.push(branch);
      ({ body } = branch);
    } else if (word === 'endif' && open.length > 0) {
      open.pop();
      body = open.at(-1)?.branches.at(-1)?.body ?? root;
    } else if (/^(?:(?:override|export)\s+)*define\b/.test(line)) {
      const end = lines.findIndex((each, index) => index > at && /^\s*endef\b/.test(each));
      if (end === -1) return null;
      const [, name = '', operator = '='] = /define\s+([^\s=:?+]+)\s*([:?+]?=)?/.exec(line) ?? [];
      const value = lines.slice(at + 1, end).join('\n');
      const form = operator as Assignment['operator'];
      body.push({ kind: 'assignment', name, operator: form, value, exports: false, overrides: false });
      at = end;
    } else {
      const made = line === '' ? [] : statement(line);
      if (made.length > 0) inRule = made[0]?.kind === 'rule';
      body.push(...made);
    }
  }
  return open.length > 0 ? null : root;
}

/** Lines of which the end is not escaped; those of a recipe keep their `\` and line end for the shell. */
function logicalLines(text: string): string[] {
  const lines: string[] = [];
  let current: string | null = null;
  for (const line of text.split('\n')) {
    current = current === null ? line : `${current}\n${line.replace(/^\t/, '')}`;
    if (/(?:^|[^\\])(?:\\\\)*\\$/.test(line)) continue;
    lines.push(current);
    current = null;
  }
  if (current !== null) lines.push(current);
  return lines;
}

function withoutComment(line: string): string {
  return line.replace(/(^|[^\\])#[\s\S]*$/, '$1').replaceAll('\\#', '#');
}

/** `ifeq = 1`: a variable may have any name. */
function isAssigned(rest: string): boolean {
  return /^[:?+!]?=/.test(rest);
}

const ASSIGNED =
  /^((?:(?:export|override|private)\s+)*)([^\s:#=?+!]+(?:\$[({][^)}]*[)}][^\s:#=]*)?)\s*(=|:{1,3}=|\?=|\+=|!=)\s*([\s\S]*)$/;

function assignment(line: string): Assignment | null {
  const [, modifiers = '', name, operator = '', value = ''] = ASSIGNED.exec(line) ?? [];
  if (name === undefined) return null;
  return {
    kind: 'assignment',
    name,
    operator: (operator.startsWith(':') ? ':=' : operator) as Assignment['operator'],
    value,
    exports: modifiers.includes('export'),
    overrides: modifiers.includes('override'),
  };
}

function statement(line: string): Statement[] {
  const assigned = assignment(line);
  if (assigned) return [assigned];
  const [, included, files = ''] = /^(include|-include|sinclude)\s+(.*)$/.exec(line) ?? [];
  if (included) return [{ kind: 'include', files, mayLack: included !== 'include' }];
  const [, exported, names = ''] = /^(export|unexport)\b\s*(.*)$/.exec(line) ?? [];
  if (exported) return [{ kind: 'export', names, isUndone: exported === 'unexport' }];
  return rule(line);
}

function rule(line: string): Statement[] {
  const at = colonOf(line);
  if (at === -1) return [];
  const targets = line.slice(0, at).replace(/&\s*$/, '').trim();
  const isDouble = line[at + 1] === ':';
  const rest = line.slice(at + (isDouble ? 2 : 1)).trim();
  const own = assignment(rest);
  if (own) return [{ kind: 'target-variable', targets, assignment: own }];
  const semicolon = rest.indexOf(';');
  const recipe = semicolon === -1 ? null : rest.slice(semicolon + 1).trim();
  const prerequisites = semicolon === -1 ? rest : rest.slice(0, semicolon);
  return targets === '' ? [] : [{ kind: 'rule', targets, isDouble, prerequisites, recipe }];
}

/** The colon after the targets; those within `$(…)` are another matter. */
function colonOf(line: string): number {
  let depth = 0;
  for (let at = 0; at < line.length; at += 1) {
    const each = line[at] as string;
    if (/[({]/.test(each) && line[at - 1] === '$') depth += 1;
    else if (/[)}]/.test(each) && depth > 0) depth -= 1;
    else if (each === ':' && depth === 0) return at;
  }
  return -1;
}
